"""``corrigenda review``: decide on what was found, in the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from corpus.errors import UsageError

SUFFIX = ".edition"
"""The edition folder of a text that is reviewed without a run lies beside it, under its name with this."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("edition", type=Path, metavar="DIR|TEXT", help="an edition folder, or a text or scan to begin")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: the configuration, else the user's name)")
    parser.add_argument("--plain", action="store_true", help="ask line by line, on any terminal or through a pipe")
    parser.add_argument("--web", action="store_true", help="serve it to a browser on this machine")
    parser.add_argument("--port", type=int, default=8765, help="for --web (8765)")
    parser.add_argument("--config", type=Path, metavar="FILE", help="another configuration file")


def run(args: argparse.Namespace) -> int:
    """Open the edition and review it."""
    from dataclasses import replace

    from corpus.store import Store

    from ..review.config import load

    config = load(args.config)
    if args.by:
        config = replace(config, by=args.by)
    folder = edition(args.edition)
    if args.web:
        from ..review.web import serve

        Store.open(folder).close()
        more = ["--config", str(args.config)] if args.config else []
        serve([str(folder), "--by", config.by, *more], args.port)
        return 0
    from ..review.state.session import ReviewSession

    with Store.open(folder) as store:
        session = ReviewSession(store, config.by)
        if args.plain or not _full_screen():
            from ..review.plain import PlainReview

            PlainReview(session, sys.stdin, sys.stdout).run()
        else:
            from ..review.app import ReviewApp
            from ..review.widgets.scan_pane import prepare

            prepare()
            app = ReviewApp(session, config, name=folder.name)
            app.run()
            print(
                f"{len(session.entries) - session.waiting} of {len(session.entries)} decided. Every decision is kept."
            )
    return 0


def _full_screen() -> bool:
    """Whether a full screen can be shown here; says why not, and that it goes on line by line.

    Raises:
        UsageError: nobody is there to ask.
    """
    if "TEXTUAL_DRIVER" in os.environ:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("the review needs a terminal", remedy="--plain asks line by line, also through a pipe")
    encoding = (sys.__stderr__.encoding if sys.__stderr__ else "") or ""
    why = ""
    if encoding.casefold().replace("-", "") != "utf8":
        why = f"this terminal's encoding is {encoding or 'not known'}, not UTF-8"
    elif os.environ.get("TERM", "") in ("", "dumb"):
        why = "this terminal cannot place text"
    if why:
        print(f"corrigenda: {why}; the review goes on line by line (--plain)", file=sys.stderr)
    return not why


def edition(path: Path) -> Path:
    """Return the edition folder named, or the one beside a text, made by the main job if it is not there.

    Raises:
        SourceError: there is no such file.
    """
    if path.is_dir():
        return path
    from corpus.errors import SourceError
    from corpus.store import Store
    from restore.emend.rule import Rule

    from ..job import Settings
    from ..job import run as run_job
    from ..knowledge_paths import knowledge
    from ..sources import jobs

    found, failures = jobs([str(path)])
    if failures:
        reason = failures[0].reason.partition(": ")[2] or failures[0].reason
        raise SourceError(reason, where=path, remedy=failures[0].remedy)
    folder = path.with_name(path.name + SUFFIX)
    print(f"corrigenda: the edition of {path.name} is in {folder}", file=sys.stderr)
    with Store.create(folder) as store:
        outcome = run_job(
            store, found, Settings(Rule.CERTAIN, "fast", 1, (), knowledge(edition=folder)), lambda *_: None
        )
    if outcome.failures:
        raise SourceError(outcome.failures[0].reason, where=path, remedy=outcome.failures[0].remedy)
    return folder
