"""Faults of many shapes in letters and books of many kinds: page furniture, bad copies, transcribers' signs, quotes.

``python -m bench.variety [SEED]``. What is planted is written down as the tables show; what is clean must stay so.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.train.texts import english
from corpus.records import Finding
from restore.detect import brackets, misplaced
from restore.emend import emend

from .detect import HELD_OUT, document
from .plants import garbled, in_pages, letters
from .table import Figure, show

GROUPS = ("letters_memoirs", "nonfiction", "periodicals", "court_parliament")
"""The kinds of books that furniture is put into."""
NUMBERS: tuple[Callable[[int], str], ...] = (
    lambda page: f"-{page}-",
    lambda page: f"- {page} -",
    str,
    lambda page: f"{page}.",
    lambda page: f"Page {page}",
    lambda page: f"p. {page}",
    lambda page: f"[{page}]",
    lambda page: f"—{page}—",
    lambda page: f"({page})",
    lambda page: f"~ {page} ~",
    lambda page: f"-{page}-".translate(str.maketrans("105", "lOS")),
)
"""How the number of a page may stand there, the last one misread."""
CATCHWORDS = ("{}/", "{}", "{}...", "{} -")
HEADS = (
    "THE PRIVATE PAPERS OF LORD RIPLEY",
    "LETTERS TO A SISTER",
    "Memorandum on the Coal Question",
    "HOUSE OF COMMONS DEBATES",
    "Recollections of a Busy Life",
    "SECRET",
)
MARKS = {
    "stamp": "RECEIVED MAR 12 1944|TOP SECRET|CONFIDENTIAL|DECLASSIFIED E.O. 11652|COPY|REGISTERED 15 MAR 1941|"
    "REC'D 3 JUN 1943|DEPARTMENT OF STATE RECEIVED|PUBLIC RECORD OFFICE|COPYRIGHT - NOT TO BE REPRODUCED",
    "registry": "C 12345/116/18|E.123/45/65|740.0011 EW/1234|File No. 812.00/2345|W.O. 106/2345|FO 371/24567|"
    "6253/14/41|N 5012/30/G|No. 1234/5|711.94/2179",
    "typist": "JWB:KM|RBM/ec|EDR:mls:hw|JCD:rh|FCH/jk|EL:CWY:ab|HRF:DC|WRM/abc|Eu:JDH:ebp|A-M/C:FS:ne",
    "turn over": "(over)|P.T.O.|/over|[over]|- over -|(continued)|cont'd|-more-|Over|(Cont'd on next page)|/continued",
    "docket": "Mr. Eden to see|Minuted by Sir A. Cadogan|Ack. 12/3/41|Seen by S. of S.|Copy to Mr. Butler|"
    "File with 6253|Pol: Union: Par War Crimes 6253/14/41",
}
"""What stands at the turn of a page now and then."""
SIGNS = [
    "_{}_",
    "~~{}~~",
    "[illegible] {}",
    "<del>the</del> {}",
    "^{}^",
    "[{}]",
    "{}[?]",
    "[?{}]",
    "<ins>{}</ins>",
    "[{}?]",
    "{}[...]",
    "[torn] {}",
    "[struck out: {}]",
    "\\{}/",
    "<u>{}</u>",
]
"""How transcribers say that a word is underlined, unclear, struck out, supplied."""
SHARES = (0.15, 0.25, 0.3, 0.33, 0.36)
"""How many of a copy's letters are misread."""
SINGLE = re.compile(r"(?<!\w)'(?=[A-Z])|(?<=[.,!?])'(?!\w)")
"""Single quotation marks that are no apostrophes."""
NEAR = 30
"""Letters from the foot of a page to the end of a paragraph within which it ends with it."""
Span = tuple[int, int]


@dataclass
class Leafed:
    """A text broken over pages, and where its furniture stands."""

    text: str
    furniture: list[Span]


def excerpts(chance: random.Random, count: int, size: int, groups: Sequence[str] = ()) -> Iterator[str]:
    """Yield stretches of the books of some groups (of all if none is named), of so many letters or a little more."""
    books = [book.text.split("\n\n") for group, book in english() if not groups or group in groups]
    for _ in range(count):
        paragraphs = chance.choice(books)
        first = chance.randrange(max(1, len(paragraphs) - 60))
        out = ""
        for paragraph in paragraphs[first:]:
            out += paragraph + "\n\n"
            if len(out) > size:
                break
        yield out.strip()


def leafed(clean: str, chance: random.Random) -> Leafed:
    """Break a text over pages and put furniture at each turn, of the same kinds throughout."""
    pages = [page for page in in_pages(clean, chance, NEAR) if page]
    sheet = Leafed(pages[0], [])
    number = chance.choice((*NUMBERS, None, None))
    head = chance.choice(HEADS) if chance.random() < 0.35 else ""
    catchword = chance.choice((*CATCHWORDS, "", ""))
    marks = [row.split("|") for row in MARKS.values() if chance.random() < 0.25]
    for count, page in enumerate(pages[1:], chance.choice((2, chance.randrange(3, 200)))):
        first = page.split()[0]
        foot = [catchword.format(first)] if catchword and first.isalpha() else []
        foot += [chance.choice(row) for row in marks if chance.random() < 0.5]
        top = [garbled(f"{head} {count}", 0.04 * (chance.random() < 0.4), chance)] if head else []
        top += [number(count)] if number and not head else []
        for piece in (*foot, *top):
            start = len(sheet.text) + 2
            sheet.text += f"\n\n{piece}"
            sheet.furniture.append((start, len(sheet.text)))
        sheet.text += f"\n\n{page}"
    return sheet


def furniture(chance: random.Random) -> Iterator[Figure]:
    """Measure page furniture in books of four kinds."""
    sheets = [leafed(text, chance) for text in excerpts(chance, 150, 8_000, GROUPS)]
    seen = of = wrong = 0
    for sheet in sheets:
        found = [e.finding for e in emend(document(sheet.text)) if e.finding.kind in ("furniture", "split")]
        of += len(sheet.furniture)
        seen += sum(any(f.start < end and start < f.end for f in found) for start, end in sheet.furniture)
        wrong += sum(
            f.kind == "furniture" and not any(f.start < end and start < f.end for start, end in sheet.furniture)
            for f in found
        )
    yield Figure("page furniture of many kinds in books", f"found {seen / of:.3f} of {of:,}; {wrong} false", "0.97")


def copies(chance: random.Random) -> Iterator[Figure]:
    """Measure copies of a paragraph with many letters misread, at the end, between paragraphs or inside one."""
    texts = list(letters(HELD_OUT))
    chance.shuffle(texts)
    seen = of = 0
    for text in texts:
        blocks = text.split("\n\n")
        passages = [block for block in blocks[2:] if len(block) > 120]
        if len(passages) < 3:
            continue
        copy = garbled(chance.choice(passages), chance.choice(SHARES), chance)
        place = chance.randrange(1, len(blocks) + 1)
        inside = place < len(blocks) and len(blocks[place]) > 250 and chance.random() < 0.5
        cut = blocks[place].index(" ", len(blocks[place]) // 2) if inside else 0
        before = [*blocks[:place], *([blocks[place][:cut]] if inside else [])]
        after = [blocks[place][cut + 1 :], *blocks[place + 1 :]] if inside else blocks[place:]
        start = sum(len(block) + 2 for block in before)
        end = start + len(copy)
        doubled = document("\n\n".join([*before, copy, *after])).passages.second_copies
        of += 1
        seen += any(_overlap(f, (start, end)) >= 0.5 for f in doubled)
        if of == 200:
            break
    yield Figure("garbled copies of paragraphs", f"found {seen / of:.3f} of {of}", "0.97")


def _overlap(found: Finding, span: Span) -> float:
    """Return the share that finding and fault have in common of the longer one."""
    shared = min(found.end, span[1]) - max(found.start, span[0])
    return shared / max(found.end - found.start, span[1] - span[0])


def signs(chance: random.Random) -> Iterator[Figure]:
    """Measure what is found because of transcribers' signs at one word in thirty."""
    more = words = 0
    for text in excerpts(chance, 40, 3_500, ("letters_memoirs",)):
        words += len(text.split())
        signed = re.sub(
            r"(?<!\S)[A-Za-z]{3,}(?!\S)",
            lambda word: chance.choice(SIGNS).replace("{}", word[0]) if chance.random() < 0.03 else word[0],
            text,
        )
        plain = {(e.finding.kind, e.finding.sic) for e in emend(document(text))}
        more += sum((e.finding.kind, e.finding.sic) not in plain for e in emend(document(signed)))
    yield Figure("found because of transcribers' signs", f"{more} in {words:,} words", "0")


def quotes(chance: random.Random) -> Iterator[Figure]:
    """Measure single quotation marks taken out, and those found where none was."""
    speaking = [text for text in excerpts(chance, 1_500, 12_000) if len(SINGLE.findall(text)) > 20][:150]
    false = seen = of = 0
    for text in speaking:
        lone = _lone(text)
        false += len(lone)
        if lone:
            continue
        at = chance.choice([match.start() for match in SINGLE.finditer(text)])
        of += 1
        seen += any(abs(start - at) < 600 for start in _lone(text[:at] + text[at + 1 :]))
    words = sum(len(text.split()) for text in speaking)
    yield Figure(
        "single quotation marks taken out", f"found {seen / max(1, of):.2f} of {of}; {false} in {words:,} words"
    )


def _lone(text: str) -> list[int]:
    return [f.start for f in brackets.detect(document(text)) if f.sic in "'’‘"]


def in_place(chance: random.Random) -> Iterator[Figure]:
    """Count what is said to be misplaced in clean texts."""
    texts = [*letters(HELD_OUT), *excerpts(chance, 60, 25_000)]
    wrong = sum(len(list(misplaced.detect(document(text)))) for text in texts)
    yield Figure("misplaced in clean texts", f"{wrong} in {sum(len(text.split()) for text in texts):,} words", "0")


def rows(seed: int = 101) -> list[Figure]:
    """Measure everything."""
    return [row for measure in (furniture, copies, signs, quotes, in_place) for row in measure(random.Random(seed))]


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 101))
