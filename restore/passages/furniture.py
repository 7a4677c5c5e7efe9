"""What a page carries beside its text: numbers, catchwords, running heads, registry numbers, stamps, initials.

Each rule looks at one line with its neighbours. What repeats at the edges of pages (a running head, also varying, also
misread) is learned from the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ..text import Text
from ..text.sentences import ITEM, open_left
from .furniture_kinds import Furniture, FurnitureKind, FurnitureSign, furniture_of
from .page_turns import Found, LinePlace, PageLines, interrupts, numbers, running_heads, stray_lines

if TYPE_CHECKING:
    from corpus.language import Language

PAGE_NUMBER = re.compile(
    r"[-–—=~•]\s?[0-9lIOoSZ]{1,4}\s?[-–—=~•.]|(?:page|p\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\.?", re.I
)
OVER = r"over|p\.?\s?t\.?\s?o\.?|turn over|cont(?:inue)?['’]?d?\.?(?: (?:on|over)\b.{0,20})?|more|more follows"
TURN_OVER = re.compile(
    rf"(?:P\.?\s?S\.?\s*)?(?:[(\[/–—-]\s*(?:{OVER})\s*[)\]/.–—-]|P\.\s?T\.\s?O\.?|/?over|/cont(?:inue)?['’]?d?|cont['’]d)\.?",
    re.I,
)
INITIALS = re.compile(
    r"[A-Z]{2,5}\s?:\s?(?:[A-Z]{1,4}|[a-z]{1,4})|[A-Z]{2,4}/[a-z]{2,4}"
    r"|[A-Z][A-Za-z]{0,3}(?:[-/][A-Z]{1,3})?(?::[A-Za-z]{1,4}){2,3}|[A-Z]{1,2}-[A-Z]{1,2}/[A-Z]{1,2}(?::[A-Za-z]{1,4}){1,3}"
)
CREDIT = re.compile(r"<?https?://\S+>?|(?:scanned|transcribed|digiti[sz]ed|ocr(?:ed)?)\b.*\bby\b.*", re.I)
REGISTRY = re.compile(
    r"\d{2,6}\s?/\s?-?\s?\d{1,4}\s?-?\s?/\s?-?\s?\d{2,4}|(?<![\w/])-?/\s?\d{1,3}\b|\b\d{1,3}x\d{1,3}/\d{1,3}|\b[A-Z]?\d{3,6}/\d{1,5}\b"
)
DATE = re.compile(r"\b[0-3]?\d\s?/\s?(?:[01]?\d|[XVI]{1,4})\s?/\s?(?:1[89])?\d\d\b")
INLINE = re.compile(r"(?<=\w)[ ]+[.\-_~'·]*[ ]?-?/[ ]?\d{1,3}(?=[ ]+[a-z])")
CATCHWORD = re.compile(r"([^\s/]{1,24}(?: [^\s/]{1,16}){0,2}) ?[/…]|([^\s/]{1,24}?) ?(?:\.\.\.|[–—]| --?)")
TAIL_CATCHWORD = re.compile(r"([^\s/]{1,24})/$")
SALUTATION = re.compile(r"(?:my )?dear\b.{0,50}[,:;.]?|(?:sir|sirs|gentlemen|excellency|madam)[,:;.]", re.I)
SENTENCE = re.compile(r"[.!?]\s|[.!?]$")
SHORT = 24
"""Code points of the longest catchword without a stroke."""
AHEAD = 6
"""How many paragraphs further on the word a catchword announces may stand."""
ALIKE = 78
"""How alike, of 100, a misread word is to the one that a catchword announces."""
TURNS = frozenset(
    (FurnitureKind.PAGE_NUMBER, FurnitureKind.CATCHWORD, FurnitureKind.TURN_OVER, FurnitureKind.RUNNING_HEAD)
)
"""The kinds that show that a page turns."""
DATED_STAMP = re.compile(r"(?:received|rec['’]?d|registered|declassified|regraded|unclassified)\b.{0,40}", re.I)
"""Stamps that are no headings, either."""
PASSES = 2
"""How often the rules are asked: what one finds tells the others where pages turn."""


def furniture(text: Text, language: Language) -> tuple[Furniture, ...]:
    """Find the furniture: each piece spans its own text, not the white space around it."""
    lines = PageLines(text, language)
    found: Found = {}
    for place in lines.places:
        piece = _line(lines, place)
        if piece is not None:
            found[place.number] = piece
    for _ in range(PASSES):
        for rule in (_beside_registry, _catchwords, numbers, running_heads, stray_lines):
            for number, piece in rule(lines, found):
                found.setdefault(number, piece)
    inline = (
        furniture_of(text.string, m.start(), m.end(), 0.9, FurnitureSign.REGISTRY_MARK_INSIDE)
        for m in INLINE.finditer(text.string)
    )
    return tuple(sorted([*found.values(), *inline], key=lambda f: (f.start, f.end)))


def _line(lines: PageLines, place: LinePlace) -> Furniture | None:
    """Judge one line by itself and by what stands before and after it."""
    text, string, places, body, line = lines.text, lines.string, lines.places, place.body, place.line
    if len(body) > 160:
        return None
    if CREDIT.fullmatch(body):
        end = line.end
        if body.casefold().endswith(" by"):
            end = text.paragraphs[text.paragraph_at(line.start)].end
        return furniture_of(string, line.start, end, 0.9, FurnitureSign.CREDITED)
    if len(body) > 60:
        return None
    if PAGE_NUMBER.fullmatch(body):
        return furniture_of(string, line.start, line.end, 0.998, FurnitureSign.NUMBERED)
    if TURN_OVER.fullmatch(body):
        return furniture_of(string, line.start, line.end, 0.97, FurnitureSign.TURN_OVER)
    if INITIALS.fullmatch(body):
        return furniture_of(string, line.start, line.end, 0.985, FurnitureSign.DRAFTER_AND_TYPIST)
    registry = _registry(string, places, place)
    if registry is not None:
        return registry
    return _stamp(string, lines.language, places, place)


def _registry(string: str, places: tuple[LinePlace, ...], place: LinePlace) -> Furniture | None:
    body, line = place.body, place.line
    if not place.alone or DATE.search(body) or not REGISTRY.search(body):
        return None
    marks = [c for c in body if not c.isspace()]
    share = sum(c.isdigit() or c in "/-–.," for c in marks) / len(marks)
    number = REGISTRY.search(body)
    whole = number is not None and number.group().count("/") >= 2
    if share >= 0.55 and (whole or interrupts(string, places, place) or share >= 0.9):
        return furniture_of(string, line.start, line.end, 0.95 if whole else 0.85, FurnitureSign.REGISTERED)
    if whole and number and number.end() >= len(body) - 2 and not SENTENCE.search(body[: number.start()]):
        return furniture_of(string, line.start, line.end, 0.8, FurnitureSign.DOCKET)
    return None


def _beside_registry(lines: PageLines, found: Found) -> Iterator[tuple[int, Furniture]]:
    """Lines that look like registry numbers or stamps, and stand beside one or where a page turns."""
    string, places = lines.string, lines.places
    sure = {number for number, piece in found.items() if piece.kind is FurnitureKind.REGISTRY_NUMBER}
    turns = {number for number, piece in found.items() if piece.kind in TURNS}
    for place in places:
        if place.number in found or not place.alone or len(place.body) > 60:
            continue
        beside, line = {place.number - 1, place.number + 1}, place.line
        marks = [c for c in place.body if not c.isspace()]
        share = sum(c.isdigit() or c in "/-–.," for c in marks) / len(marks)
        if beside & sure and share >= 0.4 and "/" in place.body:
            yield place.number, furniture_of(string, line.start, line.end, 0.85, FurnitureSign.BESIDE_REGISTRY)
        elif beside & turns and REGISTRY.search(place.body) and not DATE.search(place.body) and share >= 0.4:
            yield place.number, furniture_of(string, line.start, line.end, 0.85, FurnitureSign.REGISTRY_AT_TURN)
        elif beside & turns and DATED_STAMP.fullmatch(place.body):
            yield place.number, furniture_of(string, line.start, line.end, 0.85, FurnitureSign.STAMP_AT_TURN)


def _stamp(string: str, language: Language, places: tuple[LinePlace, ...], place: LinePlace) -> Furniture | None:
    """A lone word that is none, between the salutation and the first sentence, or in the middle of one."""
    body, line = place.body, place.line
    if not place.alone or len(body) > 24 or not body.isupper() or place.number == 0:
        return None
    letters = re.findall(r"[^\W\d_]+", body)
    if len(letters) > 2 or not letters or any(language.known(word) for word in letters):
        return None
    after_salutation = SALUTATION.fullmatch(places[place.number - 1].body) is not None
    if after_salutation or interrupts(string, places, place):
        return furniture_of(string, line.start, line.end, 0.9, FurnitureSign.STAMP_READ_AS_TEXT)
    last = place.number == len(places) - 1
    if last and 2 <= len(body) <= 4 and not set(body) & set("AEIOUY") and len(places) > 3:
        return furniture_of(string, line.start, line.end, 0.8, FurnitureSign.DRAFTER_OR_TYPIST)
    return None


def _catchwords(lines: PageLines, found: Found) -> Iterator[tuple[int, Furniture]]:
    """Words at the foot of a page that announce the first word of the next one."""
    text, places = lines.text, lines.places
    for place in places:
        if place.number in found or place.number + 1 >= len(places):
            continue
        ahead = AHEAD
        alone = CATCHWORD.fullmatch(place.body)
        if alone:
            word, start, slash = alone[1] or alone[2], place.line.start, True
        elif place.body.endswith("/") and (tail := TAIL_CATCHWORD.search(place.body)):
            word, start, slash = tail[1], place.line.start + tail.start(), True
        elif len(place.body) <= SHORT and place.body.count(" ") <= 1:
            if not _last_on_page(text, place, found):
                if not place.alone or " " in place.body or ITEM.match(place.body):
                    continue
                ahead = 1
            word, start, slash = place.body, place.line.start, False
        else:
            continue
        at = _announced(places, place, word, found, ahead)
        if at is None and not (slash and place.number + 1 in found):
            continue
        hangs_on = place.number + 1 in found and not place.alone
        word_of_text = place.number + 1 in found and lines.language.cased(word) < 0.5
        if not (slash or hangs_on or word_of_text or _breaks_off(text.string, places, place)):
            continue
        p = 0.997 if at is not None and slash else 0.9
        sign = FurnitureSign.CATCHWORD_TAKEN_UP if at is not None else FurnitureSign.CATCHWORD_BEFORE_NUMBER
        yield place.number, furniture_of(text.string, start, place.line.end, p, sign)


def _last_on_page(text: Text, place: LinePlace, found: Found) -> bool:
    """Whether a page number follows, or the line ends a paragraph of several lines."""
    if place.number + 1 in found:
        return True
    paragraph = text.paragraphs[text.paragraph_at(place.line.start)]
    return paragraph.end == place.line.end and text.string.count("\n", paragraph.start, paragraph.end) >= 2


def _breaks_off(string: str, places: tuple[LinePlace, ...], place: LinePlace) -> bool:
    if place.number == 0:
        return False
    line = places[place.number - 1].line
    return open_left(string, line.start, line.end) >= 0.6


def _announced(places: tuple[LinePlace, ...], place: LinePlace, word: str, found: Found, ahead: int) -> int | None:
    """Return the offset where a catchword's word begins a line a little further on."""
    plain = word.strip(" .,'\"").casefold()
    if not plain:
        return None
    looked = 0
    exact = re.compile(rf"[\"'“‘(\[*_> ]*{re.escape(plain)}(?!\w)", re.I)
    for other in places[place.number + 1 :]:
        if other.number in found:
            continue
        head = other.body[: len(word) + 2].lstrip("\"'“‘([*_> ").casefold()[: len(plain)]
        if exact.match(other.body) or (len(plain) > 3 and (fuzz.ratio(head, plain) >= ALIKE or _misread(plain, other))):
            return other.line.start
        looked += 1
        if looked >= ahead:
            break
    return None


def _misread(word: str, place: LinePlace) -> bool:
    """Whether a line begins with a word, but for a letter in four."""
    first = "".join(c for c in place.body.split()[0].casefold() if c.isalnum())
    return OSA.distance(word, first, score_cutoff=len(word) // 4) <= len(word) // 4
