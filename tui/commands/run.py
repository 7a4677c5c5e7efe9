"""``corrigenda run``: the main job, on scans and texts alike."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ExitCode, OutputError

from .. import knowledge_paths

if TYPE_CHECKING:
    from ..job import Outcome

FORMATS = "text,tei,html"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="scans and texts: files, folders or patterns")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the edition folder")
    parser.add_argument(
        "--accept",
        choices=("none", "certain", "likely", "all"),
        default="certain",
        help="what is applied unseen: nothing; what the rule guarantees (default); what leaves the fewest errors; "
        "every first reading",
    )
    knowledge_paths.arguments(parser)
    parser.add_argument("--quality", choices=("fast", "standard", "best"), default="standard", help="of the reading")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument("--cluster", default="", metavar="ADDRESS", help="a Dask scheduler that does the work instead")
    parser.add_argument("--formats", default=FORMATS, metavar="LIST", help=f"of the edition (default {FORMATS})")
    parser.add_argument("--each", action="store_true", help="every scan is a document of its own")
    parser.add_argument("--quiet", action="store_true", help="no progress, no summary")


def run(args: argparse.Namespace) -> int:
    """Do the main job and say what was done."""
    from corpus.store import Store
    from restore.edition import chosen
    from restore.emend.rule import Rule

    from .. import job, summary
    from ..screen import visible
    from ..sources import jobs

    if args.output.is_file():
        raise OutputError("is a file, not a folder", where=args.output, remedy="name another output folder")
    formats = tuple(chosen(args.formats.split(",")))
    todo, failures = jobs(args.sources, each=args.each)
    for path in (path for job_ in todo for path in job_.paths):
        if path.resolve().is_relative_to(args.output.resolve()):
            raise OutputError(
                f"lies around the source {path}", where=args.output, remedy="name an output folder of its own"
            )
    known = knowledge_paths.from_arguments(args, args.output)
    settings = job.Settings(Rule(args.accept), args.quality, max(1, args.workers), formats, known, args.cluster)
    outcome = job.Outcome()
    if todo:
        with Store.create(args.output) as store, summary.progress(show=not args.quiet) as tick:
            outcome = job.run(store, todo, settings, tick)
    outcome.failures[:0] = failures
    for failed in outcome.failures:
        place = "" if failed.name in failed.reason else f"{failed.name}: "
        remedy = f" ({failed.remedy})" if failed.remedy and failed.remedy not in failed.reason else ""
        print(f"corrigenda: {visible(place + failed.reason + remedy)}", file=sys.stderr)
    if not args.quiet and outcome.documents:
        summary.show(outcome, args.output, args.accept)
    return _exit_code(outcome)


def _exit_code(outcome: Outcome) -> int:
    if not outcome.failures:
        return ExitCode.OK
    if outcome.documents:
        return ExitCode.PARTIAL
    codes = {failed.code for failed in outcome.failures}
    return codes.pop() if len(codes) == 1 else ExitCode.INPUT
