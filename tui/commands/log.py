"""``corrigenda log``: who decided what, when and why."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.kinds import row_of

if TYPE_CHECKING:
    from corpus.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the edition folder")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--import", dest="bring", type=Path, metavar="FILE", help="append the events of an export")
    parser.add_argument(
        "--carry",
        nargs=2,
        metavar=("OLD", "NEW"),
        help="carry the decisions on one text to another of the same document, and tell which have lost their place",
    )


def run(args: argparse.Namespace) -> int:
    """Print the log, or append another's."""
    from corpus import codec
    from corpus.records import Decision, Verdict
    from corpus.store import Store

    from ..screen import visible

    def told(event: Decision) -> str:
        if event.verdict is Verdict.UNDO:
            return f"takes back {event.undoes[:8]}"
        sic = " ".join(event.selector.exact.split())[:48] or "⏎"
        if event.verdict is not Verdict.ACCEPT:
            return f"{event.verdict} “{sic}”"
        if event.move_to is not None:
            return f"move “{sic}”"
        return f"“{sic}” → “{event.text}”" if event.text.strip() else f"“{sic}” goes"

    with Store.open(args.folder, writing=bool(args.bring or args.carry)) as store:
        if args.bring:
            print(f"{store.import_log(args.bring)} events read from {args.bring}")
            return 0
        if args.carry:
            return _carry(store, *args.carry)
        for event in store.decisions():
            if args.json:
                print(codec.dumps(event))
            else:
                doubt = " ?" if event.doubtful else ""
                print(
                    visible(
                        f"{event.id[:8]} {event.at[:19]}Z {event.by} [{event.witness}] {row_of(event.kind).name}: "
                        f"{told(event)}{doubt}" + (f" — {event.why}" if event.why else "")
                    )
                )
    return 0


def _carry(store: Store, old: str, new: str) -> int:
    from corpus.errors import UsageError
    from restore.edition.carry import carry

    from ..screen import visible

    witnesses = {witness.siglum: witness for witness in store.witnesses()}
    if new not in witnesses:
        raise UsageError(f"there is no text “{new}” in this edition", remedy=f"name one of {', '.join(witnesses)}")
    found = carry(store.decisions(), old, witnesses[new])
    store.decide(found.decisions)
    print(f"{len(found.decisions)} carried, {len(found.settled)} not needed any more, {len(found.orphans)} orphans")
    for decision in found.orphans:
        place = decision.selector
        told = f"{place.prefix[-24:]}[{place.exact[:60]}]{place.suffix[:24]}".replace("\n", "⏎")
        print(visible(f"orphan: {row_of(decision.kind).name} by {decision.by}: {told}"))
    return 0
