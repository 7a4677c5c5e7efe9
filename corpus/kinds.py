"""The kinds of finding, one row each: what people read, and what follows from a finding being of that kind.

A new kind is a member of :class:`corpus.records.Kind` and a row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from functools import cache

from .records import Kind


class Trait(Flag):
    """What follows from a finding being of a kind."""

    NONE = 0
    WORD = auto()
    """It says that a word reads wrong; of two at one place the surer one stays."""
    CONTAINER = auto()
    """It may have other findings inside."""
    STRUCTURE = auto()
    """A stretch goes or a gap closes by it: no word inside is worth a finding of its own."""
    PASSAGE = auto()
    """It is about a passage, which holds transcribers' signs like any words."""
    WHOLE_LINE = auto()
    """It is about whole lines, which may stand in transcribers' brackets."""
    SIDE_BY_SIDE = auto()
    """It is looked at beside another passage."""
    GUARDED = auto()
    """It is applied unseen only where it touches no name, number, negation or quotation, or a witness has it."""
    DIPLOMATIC = auto()
    """Its corrections stand on diplomatic pages too, which keep the lines and the layout of the source."""
    VETTABLE = auto()
    """An editor's *it is right* means its words: they are not asked about again."""
    TEACHES = auto()
    """Its corrections teach what is read for what."""
    BY_COPY = auto()
    """Another copy of the passage can correct it."""
    BY_INK = auto()
    """Another reading of the same ink can correct it."""
    BY_PARALLEL = auto()
    """Another edition of the text can correct it."""
    QUERY = auto()
    """As long as nobody has decided, the edition marks it as an open question."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """What people read of a kind, and its traits.

    Attributes:
        name: one finding, as an editor says it.
        label: the same in a column of a list, at most eleven letters.
        several: many findings, as a summary says it.
        mark: what an editor says who marks such a place by hand; empty where it takes more than words.
        traits: what follows from it.
    """

    name: str
    label: str
    several: str
    mark: str
    traits: Trait


_OF_WORDS = Trait.GUARDED | Trait.DIPLOMATIC | Trait.BY_COPY
_WITNESSED = _OF_WORDS | Trait.VETTABLE | Trait.BY_PARALLEL

KINDS: dict[Kind, KindRow] = {
    Kind.DUPLICATE: KindRow(
        "doubled passage",
        "doubled",
        "passages that stand twice",
        "the passage stands twice",
        Trait.CONTAINER | Trait.PASSAGE | Trait.SIDE_BY_SIDE,
    ),
    Kind.MISPLACED: KindRow(
        "misplaced passage",
        "misplaced",
        "passages at the wrong place",
        "",
        Trait.CONTAINER | Trait.PASSAGE | Trait.SIDE_BY_SIDE,
    ),
    Kind.FURNITURE: KindRow(
        "page number or stamp",
        "page mark",
        "page numbers, catchwords, stamps",
        "it belongs to the page, not to the text",
        Trait.STRUCTURE | Trait.WHOLE_LINE | Trait.QUERY,
    ),
    Kind.SPLIT: KindRow(
        "broken word",
        "broken",
        "words broken over lines or pages",
        "a word is broken by a line or page end",
        Trait.VETTABLE | Trait.BY_PARALLEL | Trait.QUERY,
    ),
    Kind.PARAGRAPH: KindRow(
        "false paragraph break",
        "paragraph",
        "breaks inside a sentence",
        "a false paragraph break",
        Trait.STRUCTURE,
    ),
    Kind.MISREAD: KindRow(
        "misread word",
        "misread",
        "misread words",
        "a word is misread",
        _WITNESSED | Trait.WORD | Trait.TEACHES | Trait.BY_INK | Trait.QUERY,
    ),
    Kind.NAME: KindRow(
        "garbled name",
        "name",
        "misread names",
        "a name is garbled",
        _WITNESSED | Trait.WORD | Trait.TEACHES | Trait.BY_INK | Trait.QUERY,
    ),
    Kind.GARBLE: KindRow(
        "garbled passage",
        "garbled",
        "garbled stretches",
        "several words are garbled",
        _WITNESSED | Trait.CONTAINER | Trait.BY_INK | Trait.QUERY,
    ),
    Kind.JOINED: KindRow(
        "words run together",
        "run on",
        "words run together",
        "words run together",
        _WITNESSED | Trait.WORD | Trait.BY_INK | Trait.QUERY,
    ),
    Kind.SPACE: KindRow("stray space", "space", "stray spaces", "a stray space", _WITNESSED),
    Kind.PUNCT: KindRow(
        "punctuation",
        "punctuation",
        "punctuation",
        "punctuation",
        _OF_WORDS | Trait.WORD | Trait.BY_INK | Trait.QUERY,
    ),
    Kind.MARKER: KindRow(
        "note call", "note call", "note calls run into the text", "a note call run into the text", Trait.STRUCTURE
    ),
    Kind.MARKUP: KindRow("stray markup", "markup", "stray markup", "stray markup", Trait.STRUCTURE),
    Kind.OMISSION: KindRow(
        "omission", "omission", "gaps that a witness can fill", "something is left out here", Trait.BY_COPY
    ),
    Kind.REPEAT: KindRow(
        "legitimate repetition", "repetition", "repetitions that are meant", "", Trait.CONTAINER | Trait.PASSAGE
    ),
}
"""Every kind, in the order of a summary."""

DELETE = "delete"
"""What people read where a reading is empty."""


def row_of(kind: str) -> KindRow:
    """Return the row of a kind, given as it is stored."""
    return KINDS[Kind(kind)]


@cache
def having(trait: Trait) -> frozenset[Kind]:
    """Return the kinds that have a trait."""
    return frozenset(kind for kind, row in KINDS.items() if trait in row.traits)
