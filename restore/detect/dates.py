"""Dates that cannot be: days that their month lacks, years of another century, a letter out of its order."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..text.dates import DATE, MONTHS, Dated, day_of, ends_own_line
from .examples import Fires, Leaves

ORDERED = 0.9
"""A dateline may be odd where at least this share of the datelines is in order."""
FEWEST = 8
"""A dateline may be odd where there are at least this many."""
APART = 92
"""Days between the neighbours of a dateline that is out of order, at most; and from them to it, at least."""
SHARE = 0.9
"""Another year may be a slip where at least this share of a text's dates is in its own years."""
USUAL = 10
"""Another year may be a slip where at least this many dates are in the text's own years."""
RECEIVED = re.compile(
    r"(?i:\b(?:received|acknowledge|thanks? (?:you )?for|reply to|answer to|reference to|refer to)\b)[^.\n]{0,40}"
    r"\byour (?:\w+ ){0,2}(?:message|letter|telegram|note|cable|despatch|dispatch)s?\b"
    r"(?:,? No\. ?\d+,?)?(?: of| dated)? ?$"
)
"""What is said of a message that has come, up to its date."""
SPOKEN = 110
"""What is said of a message is looked for in this many code points before its date."""
LATER = 60
"""A message spoken of as received is dated at most this many days later: more is another year."""
CENTURY = 100
"""Years between a year and the text's own ones before it is surely not meant."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at dates that cannot be."""
    dates = [Dated(match) for match in DATE.finditer(document.text.string)]
    yield from _days(dates)
    yield from _years(dates)
    heads = [one for one in dates if one.value and ends_own_line(document.text.string, one.match)]
    yield from _order(heads)
    yield from _answers(document.text.string, dates, heads)


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


EXAMPLES = (
    Fires("On February 30, 1943 he left for the capital.", "30"),
    Leaves("On February 29, 1944, and on 31 March, he left.", "days that the calendar has"),
)
