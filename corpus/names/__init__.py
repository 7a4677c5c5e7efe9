"""The historical-name authority: people, places, offices, code names and their period variants."""

from .authority import Authority, Entry, Match, load

__all__ = ["Authority", "Entry", "Match", "load"]
