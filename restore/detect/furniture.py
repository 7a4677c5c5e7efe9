"""What a page carries beside its text: numbers, catchwords, running heads, registry numbers, stamps, typists' initials.

Each rule looks at one line with its neighbours. What repeats at the edges of pages (a running head, also varying, also
misread) is learned from the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from corpus.records import Basis, Finding, Reading

from ..document import Document
from ..passages.page_turns import Found, Place, interrupts, lines, numbers, pointed, running_heads, strangers
from ..passages.seams import cut, space_before
from ..text.sentences import ITEM, open_left

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
TURNS = ("page number", "catchword", "direction", "running head")
"""How the reasons of what shows that a page turns begin."""
DATED_STAMP = re.compile(r"(?:received|rec['’]?d|registered|declassified|regraded|unclassified)\b.{0,40}", re.I)
"""Stamps that are no headings, either."""
PASSES = 2
"""How often the rules are asked: what one finds tells the others where pages turn."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at all furniture of a document; the last one in a sentence takes the false break after it with it."""
    broken = {seam.end: (seam.start, p) for n, seam in enumerate(document.passages.seams) if (p := cut(document, n))}
    text = document.text.string
    last = {start - len(space_before(text, start)): (start, p) for start, p in broken.values()}
    for finding in document.passages.furniture:
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
    places = tuple(lines(document))
    found: Found = {}
    for place in places:
        finding = _line(document, places, place)
        if finding is not None:
            found[place.number] = finding
    for _ in range(PASSES):
        for rule in (_beside_registry, _catchwords, numbers, running_heads, strangers):
            for number, finding in rule(document, places, found):
                found.setdefault(number, finding)
    inline = (
        pointed(document, m.start(), m.end(), 0.9, "a registry mark inside a sentence")
        for m in INLINE.finditer(document.text.string)
    )
    return tuple(sorted([*found.values(), *inline], key=lambda f: (f.start, f.end)))


def _line(document: Document, places: tuple[Place, ...], place: Place) -> Finding | None:
    """Judge one line by itself and by what stands before and after it."""
    body, line = place.body, place.line
    if len(body) > 160:
        return None
    if CREDIT.fullmatch(body):
        end = line.end
        if body.casefold().endswith(" by"):
            end = document.text.paragraphs[document.text.paragraph_at(line.start)].end
        return pointed(document, line.start, end, 0.9, "the credit of a transcriber or a web address")
    if len(body) > 60:
        return None
    if PAGE_NUMBER.fullmatch(body):
        return pointed(document, line.start, line.end, 0.998, "page number")
    if TURN_OVER.fullmatch(body):
        return pointed(document, line.start, line.end, 0.97, "direction to turn over")
    if INITIALS.fullmatch(body):
        return pointed(document, line.start, line.end, 0.985, "initials of drafter and typist")
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
    if share >= 0.55 and (whole or interrupts(document, places, place) or share >= 0.9):
        return pointed(document, line.start, line.end, 0.95 if whole else 0.85, "registry number")
    if whole and number and number.end() >= len(body) - 2 and not SENTENCE.search(body[: number.start()]):
        return pointed(document, line.start, line.end, 0.8, "docket: a file title with its registry number")
    return None


def _beside_registry(document: Document, places: tuple[Place, ...], found: Found) -> Iterator[tuple[int, Finding]]:
    """Lines that look like registry numbers or stamps, and stand beside one or where a page turns."""
    sure = {number for number, finding in found.items() if finding.reason.startswith("registry")}
    turns = {number for number, finding in found.items() if finding.reason.startswith(TURNS)}
    for place in places:
        if place.number in found or not place.alone or len(place.body) > 60:
            continue
        beside, line = {place.number - 1, place.number + 1}, place.line
        marks = [c for c in place.body if not c.isspace()]
        share = sum(c.isdigit() or c in "/-–.," for c in marks) / len(marks)
        if beside & sure and share >= 0.4 and "/" in place.body:
            yield place.number, pointed(document, line.start, line.end, 0.85, "registry number beside another")
        elif beside & turns and REGISTRY.search(place.body) and not DATE.search(place.body) and share >= 0.4:
            yield place.number, pointed(document, line.start, line.end, 0.85, "registry number where a page turns")
        elif beside & turns and DATED_STAMP.fullmatch(place.body):
            yield place.number, pointed(document, line.start, line.end, 0.85, "a stamp where a page turns")


def _stamp(document: Document, places: tuple[Place, ...], place: Place) -> Finding | None:
    """A lone word that is none, between the salutation and the first sentence, or in the middle of one."""
    body, line = place.body, place.line
    if not place.alone or len(body) > 24 or not body.isupper() or place.number == 0:
        return None
    letters = re.findall(r"[^\W\d_]+", body)
    if len(letters) > 2 or not letters or any(document.knowledge.language.known(word) for word in letters):
        return None
    after_salutation = SALUTATION.fullmatch(places[place.number - 1].body) is not None
    if after_salutation or interrupts(document, places, place):
        return pointed(document, line.start, line.end, 0.9, "a stamp or a mark by hand, read as text")
    last = place.number == len(places) - 1
    if last and 2 <= len(body) <= 4 and not set(body) & set("AEIOUY") and len(places) > 3:
        return pointed(document, line.start, line.end, 0.8, "initials of drafter or typist")
    return None


def _catchwords(document: Document, places: tuple[Place, ...], found: Found) -> Iterator[tuple[int, Finding]]:
    """Words at the foot of a page that announce the first word of the next one."""
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
            if not _last_on_page(document, place, found):
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
        word_of_text = place.number + 1 in found and document.knowledge.language.cased(word) < 0.5
        if not (slash or hangs_on or word_of_text or _breaks_off(document, places, place)):
            continue
        p = 0.997 if at is not None and slash else 0.9
        where = "the next page begins with it" if at is not None else "before a page number"
        yield (
            place.number,
            pointed(document, start, place.line.end, p, f"catchword: {where}"),
        )


def _last_on_page(document: Document, place: Place, found: Found) -> bool:
    """Whether a page number follows, or the line ends a paragraph of several lines."""
    if place.number + 1 in found:
        return True
    paragraph = document.text.paragraphs[document.text.paragraph_at(place.line.start)]
    return paragraph.end == place.line.end and document.text.string.count("\n", paragraph.start, paragraph.end) >= 2


def _breaks_off(document: Document, places: tuple[Place, ...], place: Place) -> bool:
    if place.number == 0:
        return False
    line = places[place.number - 1].line
    return open_left(document.text.string, line.start, line.end) >= 0.6


def _announced(places: tuple[Place, ...], place: Place, word: str, found: Found, ahead: int) -> int | None:
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


def _misread(word: str, place: Place) -> bool:
    """Whether a line begins with a word, but for a letter in four."""
    first = "".join(c for c in place.body.split()[0].casefold() if c.isalnum())
    return OSA.distance(word, first, score_cutoff=len(word) // 4) <= len(word) // 4
