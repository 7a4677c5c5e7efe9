"""Dates that cannot be: days that their month lacks, years of another century, a letter out of its order."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document

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
ORDERED, FEWEST = 0.9, 8
"""The share of datelines in order, and their number, from which a text is in order of time."""
APART = 92
"""Days between the neighbours of a dateline that is out of order, at most; and from them to it, at least."""
SHARE, USUAL = 0.9, 10
"""The share of a text's dates in its own years, and their number, from which another year may be a slip."""
RECEIVED = re.compile(
    r"(?i:\b(?:received|acknowledge|thanks? (?:you )?for|reply to|answer to|reference to|refer to)\b)[^.\n]{0,40}"
    r"\byour (?:\w+ ){0,2}(?:message|letter|telegram|note|cable|despatch|dispatch)s?\b"
    r"(?:,? No\. ?\d+,?)?(?: of| dated)? ?$"
)
"""What is said of a message that has come, up to its date."""
SPOKEN, LATER = 110, 60
"""Code points before a date that are looked at; days by which it is later, at most: more is another year."""
CENTURY = 100
"""Years between a year and the text's own ones before it is surely not meant."""


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


def detect(document: Document) -> Iterator[Finding]:
    """Point at dates that cannot be."""
    dates = [Dated(match) for match in DATE.finditer(document.text)]
    yield from _days(dates)
    yield from _years(dates)
    heads = [one for one in dates if one.value and _heads(document.text, one.match)]
    yield from _order(heads)
    yield from _answers(document.text, dates, heads)


def datelines(text: str) -> Iterator[tuple[int, date]]:
    """Yield the dates that end a short line of their own, with where they stand."""
    for match in DATE.finditer(text):
        day = Dated(match).value
        if day is not None and _heads(text, match):
            yield match.start(), day


def _answers(text: str, dates: list[Dated], heads: list[Dated]) -> Iterator[Finding]:
    """Point at messages spoken of as received that are dated later than the one that speaks of them.

    A dateline stands before its message or after it; a date is pointed at that is later than both of its neighbours.
    """
    places = [head.match.start() for head in heads]
    for one in dates:
        place = bisect_left(places, one.match.start())
        around = [head.value for head in heads[max(0, place - 1) : place + 1] if head.value]
        if one in heads[place : place + 1] or not around or len(around) < min(2, len(heads)):
            continue
        if not RECEIVED.search(text, max(0, one.match.start() - SPOKEN), one.match.start()):
            continue
        latest = max(around)
        day = one.value if one.year else day_of(latest.year, one.month, one.day)
        if day and timedelta(0) < day - latest <= timedelta(LATER):
            reason = f"spoken of as received in a message of {latest}, and dated later"
            yield Finding(*one.match.span(), Kind.MISREAD, one.match.group(), 0.5, reason)


def _days(dates: list[Dated]) -> Iterator[Finding]:
    """Days that their month does not have."""
    for one in dates:
        if not 1 <= one.day <= monthrange(one.year or 2000, one.month)[1]:
            start, end = one.match.span("d" if one.match["d"] else "d2")
            reason = f"{MONTHS[one.month - 1].capitalize()} has no day {one.day}"
            yield Finding(start, end, Kind.MISREAD, one.match.string[start:end], 0.8, reason)


def _years(dates: list[Dated]) -> Iterator[Finding]:
    """Years of another century that are one of the text's own with two figures exchanged or one misread."""
    counts = Counter(one.year for one in dates if one.year)
    if not counts:
        return
    middle = sorted(counts.elements())[counts.total() // 2]
    own = {year for year in counts if abs(year - middle) < CENTURY / 2}
    near = sum(counts[year] for year in own)
    if near < USUAL or near < SHARE * counts.total():
        return
    for one in dates:
        if one.year and min(abs(one.year - year) for year in own) >= CENTURY and counts[one.year] == 1:
            meant = [year for year in own if _slip(one.match["y"], str(year))]
            # an earlier year one figure away may well be meant: 1843 in a text of 1943
            if meant and (one.year > max(own) or all(sorted(str(year)) == sorted(one.match["y"]) for year in meant)):
                years = f"{min(own)}–{max(own)}" if len(own) > 1 else str(*own)
                yield _year(one, meant, f"the year {one.year} in a text of {years}")


def _year(one: Dated, meant: list[int], reason: str) -> Finding:
    readings = tuple(Reading(str(year), 0.85, Basis.RULE, reason) for year in meant) if len(meant) == 1 else ()
    return Finding(*one.match.span("y"), Kind.MISREAD, one.match["y"], 0.8, reason, readings)


def _slip(sic: str, year: str) -> bool:
    """Whether two figures changed places, or one was misread."""
    off = [at for at in range(4) if sic[at] != year[at]]
    exchanged = len(off) == 2 and off[1] == off[0] + 1 and sic[off[0]] == year[off[1]] and sic[off[1]] == year[off[0]]
    return len(off) == 1 or exchanged


def _heads(text: str, match: re.Match[str]) -> bool:
    """Whether a date ends a short line of its own, as that of a letter does."""
    start = text.rfind("\n", max(0, match.start() - LINE), match.start())
    if start < 0 and match.start() > LINE:
        return False
    return text[match.end() : match.end() + 3].strip("*_ .,]").startswith("\n") or match.end() == len(text)


def _order(dates: list[Dated]) -> Iterator[Finding]:
    """Datelines whose year puts them far from both neighbours, where another year puts them between."""
    days = [(one, one.value.toordinal()) for one in dates if one.value]
    if len(days) < FEWEST or sum(a <= b for (_, a), (_, b) in pairwise(days)) < ORDERED * (len(days) - 1):
        return
    for (_, before), (one, day), (_, after) in zip(days, days[1:], days[2:], strict=False):
        if not 0 <= after - before <= APART or before - APART < day < after + APART:
            continue
        years = {date.fromordinal(n).year for n in (before, after)}
        meant = [year for year in years if (d := day_of(year, one.month, one.day)) and before <= d.toordinal() <= after]
        if meant and _slip(one.match["y"], str(meant[0])):
            yield _year(one, meant, f"between {date.fromordinal(before)} and {date.fromordinal(after)}")
