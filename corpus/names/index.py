"""Entries of the authority with an index from the words of their names: built in memory, saved, mapped from disk."""

from __future__ import annotations

import mmap
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SourceError
from corpus.tokens import HYPHENS, WORD

KINDS = ("person", "place", "office", "ship", "operation", "treaty", "abbreviation", "term")

TITLES = frozenset(
    word
    for row in (
        "mr mrs miss messrs dr sir dame lord lady baron baroness count countess viscount earl duke duchess marquis",
        "marquess prince princess king queen emperor empress shah sultan emir amir sheikh shaykh sayyid pasha bey",
        "general gen lieutenant lt colonel col major maj captain capt commander comdr admiral adm vice rear brigadier",
        "brig commodore marshal field air chief sergeant sgt private officer warrant president premier minister prime",
        "ambassador secretary senator sen governor gov chancellor judge justice professor prof reverend rev bishop",
        "archbishop cardinal pope father monsieur mme mlle madame herr frau senor senora signor don jr sr esq hon",
        "honorable honourable comrade marechal maréchal generalissimo representative chairman director under deputy",
    )
    for word in row.split()
)
"""Words before a name that are not part of it."""
PARTICLES = frozenset(
    word
    for row in (
        "de del della der den di do dos da du des la le les van von zu zur y e el al ul bin ibn abu ben bint d af av",
        "ten ter",
    )
    for word in row.split()
)
"""Parts of names that are written small."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A person, place, office or term.

    Attributes:
        id: stable, usable as an xml:id.
        kind: one of KINDS.
        name: the usual form; of a person, the family name first, then a comma.
        variants: other forms that are right.
        note: dates, offices, what tells one from another.
        since: the first year in which it may be spoken of; 0 where unknown.
        until: the last year; 0 where unknown.
        weight: how prominent: about how many volumes of papers name it.
    """

    id: str
    kind: str
    name: str
    variants: tuple[str, ...] = ()
    note: str = ""
    since: int = 0
    until: int = 0
    weight: int = 1

    def __post_init__(self) -> None:
        """Check kind and name."""
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of name: {self.kind}")
        if not self.name.strip():
            raise ValueError("a name needs letters")


def plain(word: str) -> str:
    """Return the form name words are compared by: case folded, without accents, with straight apostrophes."""
    if word.isascii():
        return word.casefold()
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("’", "'").replace("ʻ", "'")


def parts(name: str) -> list[str]:
    """Return the words of a name that tell who it is: no titles, no initials, no particles, no English small words.

    What stands before a comma is a family name, and kept even where it is like a title (King, Pope).
    """
    comma = name.find(",")
    found = []
    for match in WORD.finditer(name):
        word, folded = match.group(), plain(match.group())
        hyphen = name[match.start() - 1 : match.start()] in HYPHENS if match.start() else False
        small = word[0].islower() and not hyphen
        title = folded in TITLES and match.start() > comma
        if len(word) > 1 and not small and not title and folded not in PARTICLES:
            found.append(word)
    return found


_SEPARATOR = "\x1f"
_FIELDS = 8
REMEMBERED = 20_000
"""Entries that are kept as they were read: the same names are asked for again and again."""


def _line(entry: NameEntry) -> bytes:
    clean = [re.sub(r"\s+", " ", text) for text in (entry.id, entry.kind, entry.name, entry.note)]
    variants = _SEPARATOR.join(re.sub(r"\s+", " ", variant) for variant in entry.variants)
    numbers = (entry.since, entry.until, entry.weight)
    return "\t".join([*clean[:3], variants, *map(str, numbers), clean[3]]).encode("utf-8") + b"\n"


@lru_cache(maxsize=REMEMBERED)
def _entry(line: bytes) -> NameEntry:
    key, kind, name, variants, since, until, weight, note = line.decode("utf-8").rstrip("\n").split("\t", _FIELDS - 1)
    others = tuple(variants.split(_SEPARATOR)) if variants else ()
    return NameEntry(key, kind, name, others, note, int(since), int(until), int(weight))


@dataclass(frozen=True, eq=False)
class Index:
    """Entries, and where each word stands in their names.

    Attributes:
        words: compared forms, sorted.
        shown: each as it is written.
        weights: shape (words,), the sum of the weights of those who bear it.
        bearers: shape (words,), how many bear it.
        exact: shape (words,), whether it is only right in the very case shown (an abbreviation).
        doubtful: shape (words,), whether it is rather a misreading of some common word when it stands alone.
        starts: shape (words + 1,), where the entries of each word start in ``posts``.
        posts: numbers of entries.
        offsets: shape (entries + 1,), where each entry starts in ``lines``.
        lines: the entries, one per line.
    """

    words: tuple[str, ...]
    shown: tuple[str, ...]
    weights: NDArray[np.int32]
    bearers: NDArray[np.int32]
    exact: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]
    starts: NDArray[np.int32]
    posts: NDArray[np.int32]
    offsets: NDArray[np.int64]
    lines: Any

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.offsets) - 1

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each word."""
        return dict(zip(self.words, range(len(self.words)), strict=True))

    def entry(self, number: int) -> NameEntry:
        """Return an entry."""
        return _entry(bytes(self.lines[int(self.offsets[number]) : int(self.offsets[number + 1])]))

    def bearing(self, word: str) -> list[int]:
        """Return the numbers of the entries that have a word (compared form) in their names."""
        at = self.places.get(word)
        return [] if at is None else self.posts[int(self.starts[at]) : int(self.starts[at + 1])].tolist()

    @classmethod
    def build(
        cls, entries: Iterable[NameEntry], extra: Mapping[str, int] | None = None, doubtful: Container[str] = ()
    ) -> Index:
        """Index entries.

        Args:
            entries: in the order they are to be kept.
            extra: words that are names though no entry has them, as they are written, with their weights.
            doubtful: words (compared form) that are rather misreadings of common ones.
        """
        lines: list[bytes] = []
        posts: dict[str, set[int]] = defaultdict(set)
        shown: dict[str, Counter[str]] = defaultdict(Counter)
        weights: Counter[str] = Counter()
        names: set[str] = set()
        for number, entry in enumerate(entries):
            lines.append(_line(entry))
            for form in (entry.name, *entry.variants):
                words = parts(form) or ([form] if WORD.fullmatch(form) else [])
                for word in words:
                    folded = plain(word)
                    if number not in posts[folded]:
                        posts[folded].add(number)
                        weights[folded] += entry.weight
                    shown[folded][word] += entry.weight
                    if entry.kind not in ("abbreviation", "term"):
                        names.add(folded)
        for word, weight in (extra or {}).items():
            folded = plain(word)
            shown[folded][word] += weight
            weights[folded] = max(weights[folded], weight)
            names.add(folded)
        ordered = sorted(shown)
        starts = np.zeros(len(ordered) + 1, np.int32)
        np.cumsum([len(posts[word]) for word in ordered], out=starts[1:])
        offsets = np.zeros(len(lines) + 1, np.int64)
        np.cumsum([len(line) for line in lines], out=offsets[1:])
        return cls(
            words=tuple(ordered),
            shown=tuple(shown[word].most_common(1)[0][0] for word in ordered),
            weights=np.array([weights[word] for word in ordered], np.int32),
            bearers=np.array([len(posts[word]) for word in ordered], np.int32),
            exact=np.array([word not in names for word in ordered], bool),
            doubtful=np.array([word in doubtful for word in ordered], bool),
            starts=starts,
            posts=np.array([number for word in ordered for number in sorted(posts[word])], np.int32),
            offsets=offsets,
            lines=b"".join(lines),
        )

    def save(self, folder: Path) -> None:
        """Write what ``open`` maps."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "entries.tsv").write_bytes(bytes(self.lines))
        (folder / "words.txt").write_text("\n".join(self.words), "utf-8")
        (folder / "shown.txt").write_text("\n".join(self.shown), "utf-8")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Map an index that was saved.

        Raises:
            SourceError: it is missing or damaged.
        """
        try:
            with (folder / "entries.tsv").open("rb") as file:
                lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            arrays = {name: np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS}
            words = tuple((folder / "words.txt").read_text("utf-8").split("\n"))
            shown = tuple((folder / "shown.txt").read_text("utf-8").split("\n"))
        except (OSError, ValueError, EOFError) as error:
            raise SourceError(
                f"the name authority cannot be read: {error}", where=folder, remedy="install Corrigenda again"
            ) from error
        return cls(words=words, shown=shown, lines=lines, **arrays)


_ARRAYS = ("weights", "bearers", "exact", "doubtful", "starts", "posts", "offsets")
