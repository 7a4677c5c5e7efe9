"""``corrigenda review``: decide on what was found, in the terminal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

SUFFIX = ".edition"
"""The edition folder of a text that is reviewed without a run lies beside it, under its name with this."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("edition", type=Path, metavar="DIR|TEXT", help="an edition folder, or a text or scan to begin")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: the configuration, else the user's name)")
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
    from ..review.app import ReviewApp
    from ..review.session import ReviewSession

    with Store.open(folder) as store:
        ReviewApp(ReviewSession(store, config.by), config, name=folder.name).run()
    return 0


def edition(path: Path) -> Path:
    """Give the edition folder named, or the one beside a text, made by the main job if it is not there.

    Raises:
        SourceError: there is no such file.
    """
    if path.is_dir():
        return path
    from corpus.errors import SourceError
    from corpus.store import Store
    from restore.rank import Rule

    from ..job import Settings
    from ..job import run as run_job
    from ..knowledge import knowledge
    from ..sources import jobs

    found, failures = jobs([str(path)])
    if failures:
        raise SourceError(failures[0].reason.partition(": ")[2] or failures[0].reason, where=path)
    folder = path.with_name(path.name + SUFFIX)
    print(f"corrigenda: the edition of {path.name} is in {folder}", file=sys.stderr)
    with Store.create(folder) as store:
        outcome = run_job(
            store, found, Settings(Rule.CERTAIN, "fast", 1, (), knowledge(edition=folder)), lambda *_: None
        )
    if outcome.failures:
        raise SourceError(outcome.failures[0].reason, where=path, remedy=outcome.failures[0].remedy)
    return folder
