"""What a page carries beside its text: numbers, catchwords, running heads, registry numbers, stamps, typists' initials.

Each rule looks at one line with its neighbours. What repeats at the edges of pages (a running head, also varying, also
misread) is learned from the document itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document, Span
from ..seams import cut, space_before
from ..sentences import LEADING, open_left, open_right

PAGE_NUMBER = re.compile(
    r"[-–—=~•]\s?[0-9lIOoSZ]{1,4}\s?[-–—=~•.]|(?:page|p\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\.?", re.I
)
BARE_NUMBER = re.compile(r"\[?(\d{1,4})\]?")
OVER = r"over|p\.?\s?t\.?\s?o\.?|turn over|cont(?:inue)?d?\.?|more|more follows"
TURN_OVER = re.compile(rf"(?:P\.?\s?S\.?\s*)?(?:[(\[/]\s*(?:{OVER})\s*[)\]/.]|P\.\s?T\.\s?O\.?|/?over)\.?", re.I)
INITIALS = re.compile(r"[A-Z]{2,5}\s?:\s?(?:[A-Z]{1,4}|[a-z]{1,4})|[A-Z]{2,4}/[a-z]{2,4}")
CREDIT = re.compile(r"<?https?://\S+>?|(?:scanned|transcribed|digiti[sz]ed|ocr(?:ed)?)\b.*\bby\b.*", re.I)
REGISTRY = re.compile(
    r"\d{2,6}\s?/\s?-?\s?\d{1,4}\s?-?\s?/\s?-?\s?\d{2,4}|(?<![\w/])-?/\s?\d{1,3}\b|\b\d{1,3}x\d{1,3}/\d{1,3}|\b[A-Z]?\d{3,6}/\d{1,5}\b"
)
DATE = re.compile(r"\b[0-3]?\d\s?/\s?(?:[01]?\d|[XVI]{1,4})\s?/\s?(?:1[89])?\d\d\b")
INLINE = re.compile(r"(?<=\w)[ ]+[.\-_~'·]*[ ]?-?/[ ]?\d{1,3}(?=[ ]+[a-z])")
CATCHWORD = re.compile(r"([^\s/]{1,24}(?: [^\s/]{1,16}){0,2}) ?[/…]|([^\s/]{1,24}) ?\.\.\.")
TAIL_CATCHWORD = re.compile(r"([^\s/]{1,24})/$")
SALUTATION = re.compile(r"(?:my )?dear\b.{0,50}[,:;.]?|(?:sir|sirs|gentlemen|excellency|madam)[,:;.]", re.I)
SENTENCE = re.compile(r"[.!?]\s|[.!?]$")
SHORT = 24
"""Code points of the longest catchword without a stroke."""
AHEAD = 6
"""How many paragraphs further on the word a catchword announces may stand."""
REPEATS = 3
"""How often a line stands at page edges before it counts as a running head."""
ALIKE = 78
"""How alike, of 100, a misread running head is to the one learned."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line with its neighbours.

    Attributes:
        number: its place among the lines.
        line: where it stands.
        body: its text, stripped.
        alone: whether empty lines (or the text's ends) stand on both sides.
    """

    number: int
    line: Span
    body: str
    alone: bool


def detect(document: Document) -> Iterator[Finding]:
    """Point at all furniture of a document; the last one in a sentence takes the false break after it with it."""
    broken = {seam.end: (seam.start, p) for n, seam in enumerate(document.seams) if (p := cut(document, n))}
    text = document.text
    last = {start - len(space_before(text, start)): (start, p) for start, p in broken.values()}
    for finding in document.furniture:
        start, p = last.get(finding.end, (0, 0.0))
        if not p:
            yield finding
            continue
        what = f"{finding.reason}; the sentence goes on after it"
        p = min(p, finding.score)
        reading = Reading(" ", p, Basis.RULE, what)
        sic = text[finding.start : start]
        yield replace(finding, end=start, sic=sic, score=p, reason=what, readings=(reading,))


def furniture(document: Document) -> tuple[Finding, ...]:
    """Find the furniture: each finding spans its own text, not the white space around it."""
    places = tuple(_places(document))
    found: dict[int, Finding] = {}
    for place in places:
        finding = _line(document, places, place)
        if finding is not None:
            found[place.number] = finding
    for finding_number, finding in _beside_registry(document, places, found):
        found.setdefault(finding_number, finding)
    for finding_number, finding in _catchwords(document, places, found):
        found.setdefault(finding_number, finding)
    for finding_number, finding in _bare_numbers(document, places, found):
        found.setdefault(finding_number, finding)
    for finding_number, finding in _running_heads(document, places, found):
        found.setdefault(finding_number, finding)
    inline = (
        _finding(document, m.start(), m.end(), 0.9, "a registry mark inside a sentence")
        for m in INLINE.finditer(document.text)
    )
    return tuple(sorted([*found.values(), *inline], key=lambda f: (f.start, f.end)))


def _finding(document: Document, start: int, end: int, p: float, what: str) -> Finding:
    reading = Reading("", p, Basis.RULE, what)
    return Finding(start, end, Kind.FURNITURE, document.text[start:end], p, what, (reading,))


def _places(document: Document) -> Iterator[Place]:
    text = document.text
    edges = {span.start for span in document.paragraphs}, {span.end for span in document.paragraphs}
    for number, line in enumerate(document.lines):
        raw = text[line.start : line.end]
        body = raw.strip()
        start = line.start + len(raw) - len(raw.lstrip())
        span = Span(start, start + len(body))
        yield Place(number, span, body, span.start in edges[0] and span.end in edges[1])


def _line(document: Document, places: tuple[Place, ...], place: Place) -> Finding | None:
    """Judge one line by itself and by what stands before and after it."""
    body, line = place.body, place.line
    if len(body) > 160:
        return None
    if CREDIT.fullmatch(body):
        end = line.end
        if body.casefold().endswith(" by"):
            end = document.paragraphs[document.paragraph_at(line.start)].end
        return _finding(document, line.start, end, 0.9, "the credit of a transcriber or a web address")
    if len(body) > 60:
        return None
    if PAGE_NUMBER.fullmatch(body):
        return _finding(document, line.start, line.end, 0.998, "page number")
    if TURN_OVER.fullmatch(body):
        return _finding(document, line.start, line.end, 0.97, "direction to turn over")
    if INITIALS.fullmatch(body):
        return _finding(document, line.start, line.end, 0.985, "initials of drafter and typist")
    registry = _registry(document, places, place)
    if registry is not None:
        return registry
    return _stamp(document, places, place)


def _registry(document: Document, places: tuple[Place, ...], place: Place) -> Finding | None:
    body, line = place.body, place.line
    if not place.alone or DATE.search(body) or not REGISTRY.search(body):
        return None
    marks = [c for c in body if not c.isspace()]
    share = sum(c.isdigit() or c in "/-–.," for c in marks) / len(marks)
    number = REGISTRY.search(body)
    whole = number is not None and number.group().count("/") >= 2
    if share >= 0.55 and (whole or _interrupts(document, places, place) or share >= 0.9):
        return _finding(document, line.start, line.end, 0.95 if whole else 0.85, "registry number")
    if whole and number and number.end() >= len(body) - 2 and not SENTENCE.search(body[: number.start()]):
        return _finding(document, line.start, line.end, 0.8, "docket: a file title with its registry number")
    return None


def _beside_registry(
    document: Document, places: tuple[Place, ...], found: dict[int, Finding]
) -> Iterator[tuple[int, Finding]]:
    """Lines that look like registry numbers and stand beside one."""
    sure = {number for number, finding in found.items() if finding.reason.startswith("registry")}
    for place in places:
        if place.number not in found and {place.number - 1, place.number + 1} & sure and len(place.body) <= 60:
            marks = [c for c in place.body if not c.isspace()]
            share = sum(c.isdigit() or c in "/-–.," for c in marks) / len(marks)
            if place.alone and share >= 0.4 and "/" in place.body:
                line = place.line
                yield place.number, _finding(document, line.start, line.end, 0.85, "registry number beside another")


def _stamp(document: Document, places: tuple[Place, ...], place: Place) -> Finding | None:
    """A lone word that is none, between the salutation and the first sentence, or in the middle of one."""
    body, line = place.body, place.line
    if not place.alone or len(body) > 24 or not body.isupper() or place.number == 0:
        return None
    letters = re.findall(r"[^\W\d_]+", body)
    if len(letters) > 2 or not letters or any(document.language.known(word) for word in letters):
        return None
    after_salutation = SALUTATION.fullmatch(places[place.number - 1].body) is not None
    if after_salutation or _interrupts(document, places, place):
        return _finding(document, line.start, line.end, 0.9, "a stamp or a mark by hand, read as text")
    last = place.number == len(places) - 1
    if last and 2 <= len(body) <= 4 and not set(body) & set("AEIOUY") and len(places) > 3:
        return _finding(document, line.start, line.end, 0.8, "initials of drafter or typist")
    return None


def _interrupts(document: Document, places: tuple[Place, ...], place: Place) -> bool:
    """Whether the nearest long lines before and after are one sentence."""
    before = next((p for p in reversed(places[max(0, place.number - 5) : place.number]) if len(p.body) > 40), None)
    after = next((p for p in places[place.number + 1 : place.number + 6] if len(p.body) > 40), None)
    if before is None or after is None:
        return False
    text = document.text
    return (
        open_left(text, before.line.start, before.line.end) >= 0.7
        and open_right(text, after.line.start, after.line.end) >= 0.6
    )


def _catchwords(
    document: Document, places: tuple[Place, ...], found: dict[int, Finding]
) -> Iterator[tuple[int, Finding]]:
    """Words at the foot of a page that announce the first word of the next one."""
    for place in places:
        if place.number in found or place.number + 1 >= len(places):
            continue
        alone = CATCHWORD.fullmatch(place.body)
        if alone:
            word, start, slash = alone[1] or alone[2], place.line.start, True
        elif place.body.endswith("/") and (tail := TAIL_CATCHWORD.search(place.body)):
            word, start, slash = tail[1], place.line.start + tail.start(), True
        elif len(place.body) <= SHORT and place.body.count(" ") <= 1 and _last_on_page(document, place, found):
            word, start, slash = place.body, place.line.start, False
        else:
            continue
        at = _announced(document, places, place, word, found)
        if at is None and not (slash and place.number + 1 in found):
            continue
        hangs_on = place.number + 1 in found and not place.alone
        if not (slash or hangs_on or _breaks_off(document, places, place)):
            continue
        p = 0.997 if at is not None and slash else 0.9
        where = "the next page begins with it" if at is not None else "before a page number"
        yield (
            place.number,
            _finding(document, start, place.line.end, p, f"catchword: {where}"),
        )


def _last_on_page(document: Document, place: Place, found: dict[int, Finding]) -> bool:
    """Whether a page number follows, or the line ends a paragraph of several lines."""
    if place.number + 1 in found:
        return True
    paragraph = document.paragraphs[document.paragraph_at(place.line.start)]
    return paragraph.end == place.line.end and document.text.count("\n", paragraph.start, paragraph.end) >= 2


def _breaks_off(document: Document, places: tuple[Place, ...], place: Place) -> bool:
    if place.number == 0:
        return False
    line = places[place.number - 1].line
    return open_left(document.text, line.start, line.end) >= 0.6


def _announced(
    document: Document, places: tuple[Place, ...], place: Place, word: str, found: dict[int, Finding]
) -> int | None:
    """Give the offset where a catchword's word begins a line a little further on."""
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
        if looked >= AHEAD:
            break
    return None


def _misread(word: str, place: Place) -> bool:
    """Whether a line begins with a word, but for a letter in four."""
    first = "".join(c for c in place.body.split()[0].casefold() if c.isalnum())
    return OSA.distance(word, first, score_cutoff=len(word) // 4) <= len(word) // 4


def _bare_numbers(
    document: Document, places: tuple[Place, ...], found: dict[int, Finding]
) -> Iterator[tuple[int, Finding]]:
    """Lone numbers that stand in the middle of a sentence, or go up one by one at the edges of pages."""
    edges = _page_edges(document, places)
    for place in places:
        if place.number not in found and BARE_NUMBER.fullmatch(place.body) and (place.alone or place.number in edges):
            if _interrupts(document, places, place):
                yield (
                    place.number,
                    _finding(document, place.line.start, place.line.end, 0.95, "page number inside a sentence"),
                )
            elif place.number in edges:
                yield (
                    place.number,
                    _finding(document, place.line.start, place.line.end, 0.93, "page number at the edge of a page"),
                )


def _page_edges(document: Document, places: tuple[Place, ...]) -> frozenset[int]:
    """Give the lines that stand first or last on a page, where pages are known."""
    numbers = {place.line.start: place.number for place in places}
    ends = {place.line.end: place.number for place in places}
    edges: set[int] = set()
    for page in document.witness.pages:
        edges.update(n for n in (numbers.get(page.start), ends.get(page.end)) if n is not None)
    return frozenset(edges)


def _running_heads(
    document: Document, places: tuple[Place, ...], found: dict[int, Finding]
) -> Iterator[tuple[int, Finding]]:
    """Short lines that come back at the edges of pages, or in the middle of sentences."""
    edges = _page_edges(document, places)
    numbers = {n for n, f in found.items() if f.reason.startswith(("page number", "catchword"))}
    groups: dict[str, list[Place]] = defaultdict(list)
    candidates: list[tuple[str, Place]] = []
    for place in places:
        if place.number in found or not 3 <= len(place.body) <= 60:
            continue
        near = {place.number - 1, place.number + 1} & numbers or place.number in edges
        if not near and not (place.alone and _interrupts(document, places, place)):
            continue
        norm = re.sub(r"[\W\d_]+", "", place.body).casefold()
        if len(norm) >= 3 and place.body[-1] not in ".,;:?!" and norm not in LEADING:
            groups[norm].append(place)
            candidates.append((norm, place))
    learned = {norm for norm, members in groups.items() if len(members) >= REPEATS}
    if not learned:
        return
    for norm, place in candidates:
        if norm in learned or any(fuzz.ratio(norm, head) >= ALIKE for head in learned):
            yield (
                place.number,
                _finding(
                    document,
                    place.line.start,
                    place.line.end,
                    0.92,
                    "running head: stands so at the edge of other pages",
                ),
            )
