"""Dates in a text, and the datelines that stand on lines of their own."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NAMES = "|".join(month.capitalize() for month in MONTHS)
DATE = re.compile(
    rf"(?<![\w.,/–-])(?<!\b[Nn]o\. )(?:(?P<m>{NAMES}) (?P<d>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:(?:st|nd|rd|th)(?: of)?)? (?P<m2>{NAMES})(?! \d{{1,2}}(?!\d)))"
    rf"(?!\w)(?:,? (?P<y>\d{{4}}))?(?!\w)"
)
"""A month and a day, or a day and a month, with the year if any; not a number and a date ("my 44 of May 9")."""
LINE = 70
"""Code points of the longest line that may be a dateline."""


@dataclass(frozen=True)
class Dated:
    """A date and where it stands."""

    match: re.Match[str]

    @property
    def month(self) -> int:
        """Its month, from 1."""
        return MONTHS.index((self.match["m"] or self.match["m2"]).lower()) + 1

    @property
    def day(self) -> int:
        """Its day, as it stands."""
        return int(self.match["d"] or self.match["d2"])

    @property
    def year(self) -> int:
        """Its year, 0 where there is none."""
        return int(self.match["y"] or 0)

    @cached_property
    def value(self) -> date | None:
        """The day it names, if there is one."""
        return day_of(self.year, self.month, self.day)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, or nothing where the calendar has none."""
    return date(year, month, day) if year >= 1 and 1 <= day <= monthrange(year, month)[1] else None


def datelines(text: str) -> Iterator[tuple[int, date]]:
    """Yield the dates that end a short line of their own, with where they stand."""
    for match in DATE.finditer(text):
        day = Dated(match).value
        if day is not None and ends_own_line(text, match):
            yield match.start(), day


def ends_own_line(text: str, match: re.Match[str]) -> bool:
    """Whether a date ends a short line of its own, as that of a letter does."""
    start = text.rfind("\n", max(0, match.start() - LINE), match.start())
    if start < 0 and match.start() > LINE:
        return False
    return text[match.end() : match.end() + 3].strip("*_ .,]").startswith("\n") or match.end() == len(text)
