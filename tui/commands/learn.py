"""``corrigenda learn``: vocabulary and language model from texts of one's own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.errors import CorrigendaError, ExitCode, OutputError

MANY = 8
"""From so many texts on a form that stands in one of them only may be a slip; with fewer there is no telling."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("texts", nargs="+", metavar="TEXT", help="clean texts, folders or patterns; a file is a book")
    parser.add_argument("-o", "--output", type=Path, default=Path("language"), metavar="DIR", help="folder (language)")
    parser.add_argument(
        "--alone", action="store_true", help="forget what ships: for texts in another language than English"
    )


def run(args: argparse.Namespace) -> int:
    """Read the texts, learn, write the folder."""
    from corpus.language import load
    from corpus.language.learn import ALONE, Book, Limits, learn, summary
    from corpus.sources import read_text

    from ..screen import count
    from ..sources import expand

    if args.output.exists() and any(args.output.iterdir() if args.output.is_dir() else [args.output]):
        raise OutputError("is there already", where=args.output, remedy="name a new folder with -o")
    books, failed = [], 0
    for path in expand(args.texts):
        try:
            books.append(Book(path.name, read_text(path)))
        except CorrigendaError as error:
            failed += 1
            print(f"corrigenda: {error}", file=sys.stderr)
    if not books:
        return ExitCode.INPUT
    base = None if args.alone else load()
    language = learn(books, Limits() if len(books) >= MANY else ALONE, base)
    about = summary(language, len(books))
    try:
        language.save(args.output, about)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", where=args.output, remedy="check the permissions"
        ) from error
    print(
        f"{about['words']} words, {about['bigrams']} pairs and {about['trigrams']} triples of words "
        f"from {count(len(books), 'text')}: {args.output}"
    )
    return ExitCode.PARTIAL if failed else ExitCode.OK
