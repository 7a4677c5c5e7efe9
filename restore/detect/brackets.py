"""Brackets and quotation marks without their fellow, by paragraph.

A pair may run over paragraphs: what one leaves open a later one may close, and a quotation of several paragraphs opens
each of them anew (The Chicago Manual of Style, 17th edition, 13.32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from corpus.records import Finding, Kind

from ..document import Document
from .examples import Fires, Leaves

BRACKET = re.compile(r"[()\[\]]")
ITEM = re.compile(
    r"(?:(?:^|[\n;:,.—“\"]\s*|\b[a-z]+\s)[*_]*\d{1,3}|(?:^|[\s—“\"*_])(?:[A-Za-z]{1,2}|[ivxIVX]{1,5}))[’']?[)\]]"
)
"""The number of an item, which needs no opening bracket."""
QUOTE = re.compile(r"[“”\"]")
LED = re.compile(r"[*_\s]*(?:[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)\]]\s*){0,2}[*_]*")
"""What may stand before the first mark of a paragraph: the number of an item."""
OPENS = re.compile(r"(?:^|(?<=[\s(\[—–\-‘']))\"(?=[\w(\[‘'.$£*])", re.MULTILINE)
CLOSES = re.compile(r"(?<=[\w.,;:!?)\]’'…*—])\"(?=$|[\s).,;:!?\]—–\-’'¹²³⁴⁵⁶⁷⁸⁹⁰])", re.MULTILINE)
RUNS_ON = r"[^\W⁰¹²³⁴⁵⁶⁷⁸⁹]|['’]"
"""What shows that a word goes on after an apostrophe: letters, but no raised figures."""
SINGLE = re.compile(
    rf"(?P<open>(?<![\w.,;:!?)\]'’])['‘](?=[\"“]?[^\W\d_a-z]))|(?P<stop>(?<=[^\W\d][.,;:!?])['’](?!{RUNS_ON}))"
    rf"|(?<=[^\W\d_])['’](?!{RUNS_ON})"
)
_LEFT_OUT = "[a-z]|Tis|Twas|Twere|Twill|Em|Prentice|\\d\\d(?!\\d)|['‘’—–-]"
ELIDED = re.compile(rf"(?<!\w)['‘’](?:{_LEFT_OUT})|in['’](?!\w)|[—–-]['‘’]|[a-rt-z]['’](?= [a-z])")
"""Signs of speech with letters left out, where apostrophes and quotation marks cannot be told apart."""
FAR = 12
"""Paragraphs over which a pair may run, and between which a quotation is opened anew."""
RARE = 3
"""So often in a text, and once in so many code points, marks without fellow are its habit."""
EACH = 20_000


@dataclass(frozen=True, slots=True)
class PairMark:
    """One mark of a pair.

    Attributes:
        at: its offset.
        paragraph: the number of its paragraph.
        opens: whether it opens.
        first: whether it begins its paragraph, but for the number of an item.
        inches: whether it may mean inches: it stands after a figure.
    """

    at: int
    paragraph: int
    opens: bool
    first: bool
    inches: bool


def detect(document: Document) -> Iterator[Finding]:
    """Point at marks that have no fellow."""
    text = document.text.string
    for opening, closing in (("(", ")"), ("[", "]")):
        lone = list(_lone_brackets(document, opening, closing))
        if _rare(lone, text):
            yield from (_finding(at, text, "a bracket without its fellow") for at in lone)
    for marks in (_quotes(document), _single_quotes(document)):
        lone = list(_lone_quotes(list(marks)))
        if _rare(lone, text):
            yield from (_finding(at, text, "a quotation mark without its fellow") for at in lone)


def _rare(lone: list[int], text: str) -> bool:
    return len(lone) <= RARE + len(text) // EACH


def _finding(at: int, text: str, reason: str) -> Finding:
    return Finding(at, at + 1, Kind.PUNCT, text[at], 0.6, reason)


def _lone_brackets(document: Document, opening: str, closing: str) -> Iterator[int]:
    """Yield the offsets of brackets of one shape that neither their paragraph nor the next ones pair."""
    text = document.text.string
    opened: list[tuple[int, int]] = []
    for number, span in enumerate(document.text.paragraphs):
        body = span.text_of(text)
        if opening not in body and closing not in body:
            continue
        items = {match.end() - 1 for match in ITEM.finditer(body)}
        for match in BRACKET.finditer(body):
            at = span.start + match.start()
            if match.group() == opening:
                opened.append((at, number))
            elif match.group() == closing:
                if opened and number - opened[-1][1] <= FAR:
                    opened.pop()
                elif match.start() not in items:
                    yield at
    yield from (at for at, _ in opened)


def _quotes(document: Document) -> Iterator[PairMark]:
    """Yield the double quotation marks whose direction is plain; a paragraph with one that is not is left out."""
    for number, span in enumerate(document.text.paragraphs):
        body = span.text_of(document.text.string)
        places = [match.start() for match in QUOTE.finditer(body)]
        straight = {at for at in places if body[at] == '"'}
        opens = {match.start() for match in OPENS.finditer(body)} if straight else set()
        closes = {match.start() for match in CLOSES.finditer(body)} if straight else set()
        if not straight <= opens ^ closes:
            continue
        for at in places:
            yield PairMark(
                span.start + at,
                number,
                body[at] == "“" or at in opens,
                bool(LED.fullmatch(body, 0, at)),
                body[at - 1 : at].isdigit(),
            )


def _single_quotes(document: Document) -> Iterator[PairMark]:
    """Yield the single quotation marks that are surely none of the apostrophes.

    One opens before a capital; one closes after a stop, or after a word where something is open: else it may be the
    genitive of a plural, or a letter left out. A paragraph in which a word like ``'em`` stands is left out.
    """
    for number, span in enumerate(document.text.paragraphs):
        body = span.text_of(document.text.string)
        found = [] if ELIDED.search(body) else list(SINGLE.finditer(body))
        opened = False
        for match, after in zip_longest(found, found[1:]):
            # a genitive closes nothing where a mark after it does
            genitive = not match["open"] and not match["stop"] and after is not None and not after["open"]
            if genitive or not (match["open"] or match["stop"] or opened):
                continue
            opened = bool(match["open"])
            at = match.start()
            yield PairMark(span.start + at, number, opened, bool(LED.fullmatch(body, 0, at)), False)


def _lone_quotes(marks: list[PairMark]) -> Iterator[int]:
    """Yield the offsets of quotation marks that open or close nothing."""
    opened: PairMark | None = None
    for mark in marks:
        if not mark.opens:
            if opened is None and not mark.inches:
                yield mark.at
            opened = None
        else:
            if opened is not None and not (mark.first and 0 < mark.paragraph - opened.paragraph <= FAR):
                yield opened.at
            opened = mark
    if opened is not None:
        yield opened.at


EXAMPLES = (
    Fires("The note (of May 3 was sent.\n\nHe left.", "("),
    Leaves("“We shall come.\n\n“We shall stay.”", "a quotation that goes on in the next paragraph"),
)
