"""The historical-name authority: people, places, offices, code names and their period variants."""

from .authority import Authority, Form, Match, load
from .index import KINDS, NameEntry

__all__ = ["KINDS", "Authority", "Form", "Match", "NameEntry", "load"]
