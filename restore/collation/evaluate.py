"""Evaluation: how far a text is from the truth, with every normalisation named.

Errors are Levenshtein distances over the length of the truth, in code points (CER), in grapheme clusters as a reader
counts letters (Unicode TR 29, as far as combining marks, joiners and modifiers go), and in words between white space
(WER). The bag of words does not ask for the order; what separates it from WER is reading order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from corpus.records import Witness

from .collate import collate

PIECE = 4000
"""Symbols aligned at one time in long texts."""
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

NORMALISATIONS: dict[str, tuple[str, Callable[[str], str]]] = {
    "nfc": ("composed letters (NFC)", lambda t: unicodedata.normalize("NFC", t)),
    "space": ("all white space one space", lambda t: " ".join(t.split())),
    "quotes": ("quotes and dashes of one shape", lambda t: t.translate(QUOTES).translate(DASHES)),
    "ligatures": ("ligatures and long s dissolved", lambda t: unicodedata.normalize("NFKC", t).replace("ſ", "s")),
    "hyphens": ("words broken at line ends joined", lambda t: re.sub(r"(?<=\w)[-¬]\s*\n\s*(?=\w)", "", t)),
    "case": ("case folded", str.casefold),
    "punct": (
        "punctuation left out",
        lambda t: "".join(c for c in t if not unicodedata.category(c).startswith("P")),
    ),
    "accents": (
        "accents left out",
        lambda t: "".join(c for c in unicodedata.normalize("NFD", t) if not unicodedata.combining(c)),
    ),
}
"""Every normalisation by its name, with what it does; they are applied in this order, to both texts."""
DEFAULT = ("nfc", "space")
"""What is done where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors over the length of the truth."""

    errors: int
    of: int

    @property
    def share(self) -> float:
        """Errors for each symbol of the truth; above 1 where more was put in than there was."""
        return self.errors / self.of if self.of else float(bool(self.errors))


@dataclass(frozen=True)
class Evaluation:
    """How far a text is from the truth.

    Attributes:
        characters: in code points.
        graphemes: in letters as a reader counts them.
        words: between white space.
        bag: words missing or too many, whatever their order.
        order: words that stand in another order, as far as that can be told: WER beyond the bag of words.
        reordered: character errors after passages were put into the truth's order.
        confusions: what was read for what, the commonest first; empty where something was left out or put in.
        normalised: the names of the normalisations applied.
        truth: the truth as compared.
        text: the text as compared.
    """

    characters: Rate
    graphemes: Rate
    words: Rate
    bag: Rate
    order: Rate
    reordered: Rate
    confusions: tuple[tuple[str, str, int], ...]
    normalised: tuple[str, ...]
    truth: str
    text: str


def normalise(text: str, names: Sequence[str]) -> str:
    """Apply normalisations, in the table's order.

    Raises:
        KeyError: there is no such normalisation.
    """
    unknown = set(names) - set(NORMALISATIONS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    # words broken at line ends can only be joined while there are line ends
    order = sorted((name for name in NORMALISATIONS if name in names), key=lambda name: name != "hyphens")
    for name in order:
        text = NORMALISATIONS[name][1](text)
    return text


def evaluate(truth: str, text: str, names: Sequence[str] = DEFAULT) -> Evaluation:
    """Compare a text with the truth."""
    truth, text = normalise(truth, names), normalise(text, names)
    words, others = truth.split(), text.split()
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(word, len(numbers)) for word in some] for some in (words, others)]
    ours, theirs = Counter(words), Counter(others)
    missing, extra = (ours - theirs).total(), (theirs - ours).total()
    word_errors = distance(coded[0], coded[1])
    bag = max(missing, extra)
    letters = graphemes(truth), graphemes(text)
    clusters: dict[str, int] = {}
    coded_letters = [[clusters.setdefault(letter, len(clusters)) for letter in some] for some in letters]
    characters = distance(truth, text)
    return Evaluation(
        Rate(characters, len(truth)),
        Rate(distance(*coded_letters), len(letters[0])),
        Rate(word_errors, len(words)),
        Rate(bag, len(words)),
        Rate(max(0, word_errors - bag), len(words)),
        Rate(min(characters, _in_order(truth, text)), len(truth)),
        confusions(truth, text),
        tuple(names),
        truth,
        text,
    )


def distance(one: Sequence[int] | str, other: Sequence[int] | str) -> int:
    """Return the Levenshtein distance."""
    return Levenshtein.distance(one, other)


def graphemes(text: str) -> list[str]:
    """Cut a text into what a reader takes for one letter."""
    return re.findall(
        r"\r\n|.(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
        r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
        r"|\u200d.)*",
        text,
        re.DOTALL,
    )


def _in_order(truth: str, text: str) -> int:
    """Return the character errors once the passages of the text stand in the truth's order."""
    found = collate(Witness("truth", "truth", truth), Witness("text", "text", text))
    spans = sorted((p.other_start, p.other_end) for p in found.passages)
    if len(spans) < 2 or [p.other_start for p in found.passages] == [start for start, _ in spans]:
        return len(truth) + len(text)
    pieces = [text[p.other_start : p.other_end] for p in found.passages]
    rest, at = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        rest.append(text[at:start].strip())
        at = end
    return distance(truth, " ".join([*pieces, *filter(None, rest)]))


def confusions(truth: str, text: str, most: int = 50) -> tuple[tuple[str, str, int], ...]:
    """Return what was read for what, the commonest first; neighbouring errors are one confusion."""
    counts: Counter[tuple[str, str]] = Counter()
    for start, end, other_start, other_end in changes(truth, text):
        if max(end - start, other_end - other_start) <= 4:
            counts[(truth[start:end], text[other_start:other_end])] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((a, b, n) for (a, b), n in ranked[:most])


def changes(truth: str, text: str) -> Iterable[tuple[int, int, int, int]]:
    """Yield the places where two texts differ, in order, aligned piece by piece."""
    at, other = 0, 0
    while at < len(truth) or other < len(text):
        whole = len(truth) - at <= PIECE and len(text) - other <= 2 * PIECE
        one = truth[at:] if whole else truth[at : at + PIECE]
        two = text[other:] if whole else text[other : other + PIECE + PIECE // 4]
        codes = list(Levenshtein.opcodes(one, two))
        if not whole:
            # the end of a piece is aligned anew with the next one
            firm = [n for n, op in enumerate(codes) if op.tag == "equal" and op.src_end <= PIECE * 3 // 4]
            codes = codes[: firm[-1] + 1] if firm else codes
        joined: list[tuple[int, int, int, int]] = []
        for op in codes:
            if op.tag != "equal":
                span = at + op.src_start, at + op.src_end, other + op.dest_start, other + op.dest_end
                if joined and joined[-1][1] == span[0] and joined[-1][3] == span[2]:
                    begun = joined.pop()
                    span = begun[0], span[1], begun[2], span[3]
                joined.append(span)
        yield from joined
        if whole or not codes:
            return
        at, other = at + codes[-1].src_end, other + codes[-1].dest_end
