"""``corrigenda names``: the name authority and the user's own additions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ExitCode, SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.names import NameEntry

KINDS = ("person", "place", "office", "ship", "operation", "treaty", "abbreviation", "term")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    search = verbs.add_parser("search", help="find a name, also a garbled one", description="Find a name.")
    search.add_argument("name", nargs="+", help="the name, or the beginnings of its words")
    search.add_argument("--year", type=int, help="the year of the document")
    search.add_argument("--limit", type=int, default=10, help="at most so many (10)")

    add = verbs.add_parser("add", help="add a name to your list", description="Add a name to your own list.")
    add.add_argument("name", nargs="+", help='the name; of a person "Family, Given"')
    add.add_argument("--kind", choices=KINDS, default="person")
    add.add_argument("--variant", action="append", default=[], help="another form that is right (may be repeated)")
    add.add_argument("--note", default="", help="office, dates, what tells one from another")
    add.add_argument("--since", type=int, default=0, metavar="YEAR")
    add.add_argument("--until", type=int, default=0, metavar="YEAR")

    take = verbs.add_parser("import", help="add a list (CSV or TEI)", description="Add a list to your own.")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, or TEI with listPerson, listPlace …")

    give = verbs.add_parser("export", help="write your list", description="Write your own list.")
    give.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of printing it")
    give.add_argument("--format", choices=("csv", "tei"), help="csv, or what the file's name says")

    for verb in (search, add, take, give):
        verb.add_argument(
            "--edition", type=Path, metavar="DIR", help="use the list of this edition, not the one of all"
        )


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    from corpus.names import lists

    if args.edition is not None and not args.edition.is_dir():
        raise UsageError("there is no such edition", where=args.edition, remedy="corrigenda run makes one")
    path = lists.edition_list(args.edition) if args.edition else lists.own_list()
    if args.verb == "search":
        return _search(args)
    if args.verb == "export":
        return _export(args, path)
    if args.verb == "import":
        return _import(args, path)
    from corpus.names import NameEntry

    name = " ".join(args.name).strip()
    if not name:
        raise UsageError("a name needs letters", remedy="corrigenda names add NAME")
    if args.until and args.until < args.since:
        raise UsageError(f"{args.until} is before {args.since}", remedy="give the first year with --since")
    _add(path, [NameEntry("own-1", args.kind, name, tuple(args.variant), args.note, args.since, args.until)])
    return ExitCode.OK


def _add(path: Path, entries: Sequence[NameEntry]) -> None:
    """Add entries to a list, and say how many are new."""
    from corpus.names import lists

    new = lists.add(path, entries)
    print(f"{new} new, {len(entries) - new} already there: {path}", file=sys.stderr)


def _import(args: argparse.Namespace, path: Path) -> int:
    """Take what makes sense of the lists; say what is wrong with the rest."""
    from corpus.names import lists

    from ..screen import visible

    entries: list[NameEntry] = []
    faults: list[str] = []
    for file in args.files:
        try:
            found, wrong = lists.usable(file)
        except SourceError as error:
            found, wrong = [], [str(error)]
        else:
            wrong = [f"{file}: {fault}; left out" for fault in wrong]
        entries += found
        faults += wrong
    for fault in faults:
        print(visible(f"corrigenda: {fault}"), file=sys.stderr)
    if entries:
        _add(path, entries)
    if not faults:
        return ExitCode.OK
    return ExitCode.PARTIAL if entries else ExitCode.INPUT


def _search(args: argparse.Namespace) -> int:
    """Print who bears the name; where nobody does, whose name is like it."""
    from corpus.figures import percent
    from corpus.names import load
    from corpus.names.lists import lists

    from ..screen import visible

    names = load(lists(args.edition))
    query = " ".join(args.name)
    if not any(map(str.isalnum, query)):
        raise UsageError("a name needs letters", remedy="corrigenda names search NAME")
    found = [(entry, "") for entry in names.search(query, args.limit)]
    if not found:
        matches = names.lookup(query, year=args.year)[: args.limit]
        found = [(match.entry, f"{match.form} ({percent(match.p)}): ") for match in matches]
    for entry, before in found:
        print(visible(before + _line(entry)))
    if not found:
        print(f"no name like {visible(query)}", file=sys.stderr)
    return ExitCode.OK


def _line(entry: NameEntry) -> str:
    also = f" [also {'; '.join(entry.variants)}]" if entry.variants else ""
    return f"{entry.name}{also} · {entry.kind}" + (f" · {entry.note}" if entry.note else "")


def _export(args: argparse.Namespace, path: Path) -> int:
    """Print or write the list."""
    from corpus.errors import OutputError
    from corpus.names.lists import read, to_csv, to_tei

    entries = read(path) if path.is_file() else []
    ending = args.output.suffix.lower() if args.output else ""
    wanted = args.format or ("tei" if ending in (".xml", ".tei") else "csv")
    text = to_tei(entries) if wanted == "tei" else to_csv(entries)
    if args.output is None:
        print(text, end="")
        return ExitCode.OK
    if args.output.exists():
        raise OutputError("is there already", where=args.output, remedy="name another file")
    try:
        args.output.write_text(text, "utf-8")
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", where=args.output, remedy="check the permissions"
        ) from error
    return ExitCode.OK
