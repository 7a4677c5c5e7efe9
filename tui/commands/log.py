"""``corrigenda log``: who decided what, when and why."""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the edition folder")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--import", dest="bring", type=Path, metavar="FILE", help="append the events of an export")


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

    with Store.open(args.folder) as store:
        if args.bring:
            print(f"{store.import_log(args.bring)} events read from {args.bring}")
            return 0
        for event in store.decisions():
            if args.json:
                print(codec.dumps(event))
            else:
                doubt = " ?" if event.doubtful else ""
                print(
                    visible(
                        f"{event.id[:8]} {event.at[:19]}Z {event.by} [{event.witness}] {event.kind}: "
                        f"{told(event)}{doubt}" + (f" — {event.why}" if event.why else "")
                    )
                )
    return 0
