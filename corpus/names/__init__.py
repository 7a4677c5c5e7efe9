"""The historical-name authority: people, places, offices, code names and their period variants."""

from .authority import Authority, Form, Match, load
from .index import KINDS, Entry

__all__ = ["KINDS", "Authority", "Entry", "Form", "Match", "load"]
