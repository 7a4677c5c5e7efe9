"""``corrigenda export``: the edition in the formats asked for, and the proof that it rests on its sources."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.errors import ExitCode, UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="the edition folder")
    parser.add_argument(
        "-f",
        "--formats",
        default="text,tei,html",
        metavar="LIST",
        help="names from --list, or all (default %(default)s)",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="where to (default: DIR/edition)")
    parser.add_argument("--title", default="", help="of the edition (default: the folder's name)")
    parser.add_argument(
        "--view",
        choices=("edited", "diplomatic"),
        default="edited",
        help="edited: all decisions; diplomatic: only what says how the ink reads",
    )
    parser.add_argument("--inline", action="store_true", help="TEI: faults of reading in the text, not outside it")
    parser.add_argument("--prove", action="store_true", help="take sources and edition back from the TEI and compare")
    parser.add_argument("--list", action="store_true", help="say what formats there are")


def run(args: argparse.Namespace) -> int:
    """Write the files, or prove."""
    from corpus.store import Store
    from restore.edition import all_formats, chosen, open_record, write
    from restore.edition.establish import diplomatic, edited
    from restore.edition.formats.tei import serialize
    from restore.edition.proof import prove

    from ..facsimile import images
    from ..screen import visible

    if args.list:
        for name, what in all_formats().items():
            print(f"{name:10} {what}")
        return ExitCode.OK
    if args.folder is None:
        raise UsageError("the edition folder is missing", remedy="corrigenda export DIR")
    wanted = chosen(args.formats.split(","))
    with Store.open(args.folder, writing=False) as store:
        view = diplomatic if args.view == "diplomatic" else edited
        record = open_record(store, args.title, view=view, image=images(store.folder, store.sources()))
    for part in record.parts:
        for why, decisions in (("has lost its place", part.edition.orphans), ("clashes", part.edition.clashes)):
            for decision in decisions:
                place = decision.selector
                told = f"{place.prefix[-24:]}[{place.exact[:48]}]{place.suffix[:24]}".replace("\n", "⏎")
                print(visible(f"corrigenda: {part.title}: a decision of {decision.by} {why}: {told}"), file=sys.stderr)
    if args.prove:
        proofs = prove(record, serialize(record, inline=args.inline))
        for proof in proofs:
            print(visible(f"{proof.siglum}: {_told(proof.witness, 'source')}, {_told(proof.edition, 'edition')}"))
        return ExitCode.OK if all(proof.holds for proof in proofs) else ExitCode.INTERNAL
    target = args.output or args.folder / "edition"
    for path in write(record, target, wanted, inline=args.inline):
        print(path)
    return ExitCode.OK


def _told(difference: int | None, what: str) -> str:
    return f"{what} to the byte" if difference is None else f"{what} differs at {difference}"
