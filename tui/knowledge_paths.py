"""What a command knows beside the text: the language, the names, and other editions of it."""

from __future__ import annotations

import argparse
import hashlib
import itertools
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.decisions.corrections import corrections
from corpus.decisions.log import in_force
from corpus.decisions.vetted_words import VettedWords
from corpus.fingerprint import of_folder, of_plugins
from corpus.plugins import Group, plugins
from corpus.records import Finding, Witness
from corpus.store import FILE, Store

if TYPE_CHECKING:
    from corpus.language import Language
    from corpus.names import Authority
    from restore.document import Document
    from restore.words.knowledge import Knowledge


LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KnowledgePaths:
    """Where the knowledge lies; small and picklable, so that every process loads its own once.

    Attributes:
        language: folder of a language model, None for the one that ships.
        names: further lists of names.
        parallels: other editions of the same texts.
        vetted: words that the editors of the edition marked as right.
        corrections: what they corrected: as it stood, as it reads.
    """

    language: Path | None = None
    names: tuple[Path, ...] = ()
    parallels: tuple[Witness, ...] = ()
    vetted: VettedWords = field(default_factory=VettedWords)
    corrections: tuple[tuple[str, str], ...] = ()

    def document(self, witness: Witness, shared: tuple[Finding, ...] = ()) -> Document:
        """Make a witness ready for detectors and proposers."""
        from restore.document import Document

        known = _known(self.language, self.names)
        return Document(witness, known, self.parallels, shared, self.vetted, self.corrections)

    def with_parallels(self, more: tuple[Witness, ...]) -> KnowledgePaths:
        """Return the same knowledge with further editions of the text."""
        return replace(self, parallels=self.parallels + more)

    def apart_from(self, sigla: Iterable[str]) -> KnowledgePaths:
        """Return the same knowledge with sigla for the other editions that no document has."""
        taken, parallels = set(sigla), []
        for parallel in self.parallels:
            siglum, number = parallel.siglum, 2
            while siglum in taken:
                siglum, number = f"{parallel.siglum}-{number}", number + 1
            taken.add(siglum)
            parallels.append(replace(parallel, siglum=siglum))
        return replace(self, parallels=tuple(parallels))

    def digest(self, witness: Witness) -> str:
        """Return a name for the text and all that is known beside it: the same name, the same findings."""
        whole = hashlib.sha256(_digest_of_models(self.language).encode())
        for path in self.names:
            whole.update(path.read_bytes() + b"\0")
        for text in (witness.text, *(parallel.text for parallel in self.parallels)):
            whole.update(text.encode("utf-8", "surrogatepass") + b"\0")
        for word in (*sorted(self.vetted.words), *itertools.chain(*sorted(self.corrections))):
            whole.update(word.encode("utf-8", "surrogatepass") + b"\0")
        return whole.hexdigest()[:16]


@cache
def _digest_of_models(language: Path | None) -> str:
    """Return what tells the models in use from any others: those that ship or a language of one's own, and plug-ins."""
    from corpus.language.model import SHIPPED as LANGUAGE
    from corpus.names.authority import SHIPPED as NAMES
    from restore.punctuation.marks import DATA as PUNCTUATION
    from restore.words.decision import DATA as WORDS

    folders = (language or LANGUAGE, NAMES, WORDS, PUNCTUATION)
    return " ".join((*map(of_folder, folders), of_plugins(Group.DETECTORS)))


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments that say what is known."""
    parser.add_argument(
        "--parallel", type=Path, action="append", default=[], metavar="TEXT", help="another edition of the same text"
    )
    parser.add_argument(
        "--names", type=Path, action="append", default=[], metavar="FILE", help="further names (CSV or TEI)"
    )
    parser.add_argument("--language", type=Path, metavar="DIR", help="a language model of your own (corrigenda learn)")


def from_arguments(args: argparse.Namespace, edition: Path | None = None) -> KnowledgePaths:
    """Read the arguments; the user's and the edition's own lists of names count too.

    Raises:
        SourceError: a list, a model or another edition cannot be read.
    """
    return knowledge(args.language, args.names, args.parallel, edition)


def knowledge(
    language: Path | None = None,
    names: Sequence[Path] = (),
    parallels: Sequence[Path] = (),
    edition: Path | None = None,
) -> KnowledgePaths:
    """Gather what is known; each list, model and plug-in is loaded once here, so that a bad one is told at once."""
    from corpus.names.lists import lists
    from corpus.transcriptions import read

    witnesses = tuple(read(path).witness for path in parallels)
    known = KnowledgePaths(language, (*names, *lists(edition)), witnesses, *_decided(edition))
    _language(known.language)
    _names(known.names)
    if plugins(Group.DETECTORS):
        from restore.detect import detectors

        detectors()
    LOG.info(
        "language %s, %d lists of names, %d other editions", language or "as it ships", len(known.names), len(witnesses)
    )
    return known


def _decided(edition: Path | None) -> tuple[VettedWords, tuple[tuple[str, str], ...]]:
    """Return what the editors of an edition marked as right, and what they corrected."""
    if edition is None or not (edition / FILE).is_file():
        return VettedWords(), ()
    with Store.open(edition, writing=False) as store:
        standing = tuple(in_force(store.decisions()))
    return VettedWords.of(standing), corrections(standing)


@cache
def _language(folder: Path | None) -> Language:
    from corpus.language import load

    return load(folder)


@cache
def _names(lists: tuple[Path, ...]) -> Authority:
    from corpus.names import load

    return load(lists)


@cache
def _known(language: Path | None, names: tuple[Path, ...]) -> Knowledge:
    from restore.words.knowledge import Knowledge

    return Knowledge(_language(language), _names(names))
