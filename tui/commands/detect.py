"""``corrigenda detect``: findings of texts, for people or as JSON Lines."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import CorrigendaError, ExitCode, UsageError
from corpus.figures import percent
from corpus.kinds import DELETE, KINDS

from .. import knowledge_paths
from ..screen import BLANK, visible

if TYPE_CHECKING:
    from corpus.records import Emendation, Witness
    from restore.text.places import Places

LOG = logging.getLogger(__name__)
RULES = ("none", "certain", "likely", "all")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("texts", nargs="+", metavar="TEXT", help="text files, folders or patterns")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each finding")
    parser.add_argument(
        "--edition",
        type=Path,
        metavar="DIR",
        help="with the names and good words that the editors of this edition keep",
    )
    parser.add_argument("--accept", choices=RULES, default="certain", help="the rule that marks findings as auto")
    knowledge_paths.arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Detect and print."""
    from corpus.transcriptions import read
    from restore.emend import emended
    from restore.emend.rule import Rule
    from restore.text.places import Places

    from ..sources import expand

    if args.edition is not None and not args.edition.is_dir():
        raise UsageError("there is no such edition", where=args.edition, remedy="corrigenda run makes one")
    known = knowledge_paths.from_arguments(args, args.edition)
    paths = list(expand(args.texts))
    texts: list[tuple[str, Witness]] = []
    for path in paths:
        try:
            texts.append((path.name, read(path).witness))
        except CorrigendaError as error:
            print(f"corrigenda: {error}", file=sys.stderr)
    documents = (known.document(witness) for _, witness in texts)
    for (name, witness), emendations in zip(texts, emended(documents, Rule(args.accept)), strict=True):
        LOG.debug("%s: %d findings", name, len(emendations))
        places = Places(witness)
        for emendation in emendations:
            if args.json:
                print(json.dumps(row(name, emendation), ensure_ascii=False))
            else:
                print(visible(line(name, places, emendation)))
    if not texts:
        return ExitCode.INPUT
    return ExitCode.PARTIAL if len(texts) < len(paths) else ExitCode.OK


def row(name: str, emendation: Emendation) -> dict[str, Any]:
    """Return an emendation as the machine contract has it."""
    finding = emendation.finding
    out: dict[str, Any] = {
        "file": name,
        "start": finding.start,
        "end": finding.end,
        "kind": finding.kind.value,
        "sic": finding.sic,
        "score": round(finding.score, 4),
        "reason": finding.reason,
        "readings": [
            {"text": r.text, "p": round(r.p, 4), "basis": r.basis.value, "evidence": r.evidence}
            for r in emendation.readings
        ],
        "auto": emendation.auto,
    }
    if finding.move_to is not None:
        out["move_to"] = finding.move_to
    if finding.partner is not None:
        out["partner"] = list(finding.partner)
    return out


def line(name: str, places: Places, emendation: Emendation) -> str:
    """Return an emendation as a line for people: place, kind, what stands there, what is proposed, why."""
    finding, best = emendation.finding, emendation.best
    sic = _short(finding.sic)
    if best is None:
        change = f"“{sic}”"
    elif finding.move_to is not None:
        change = f"“{sic}” → before line {places.line(finding.move_to)}"
    else:
        new = _short(best.text)
        if sic == new:
            # they differ in white space alone
            sic, new = (text.translate(BLANK) for text in (finding.sic, best.text))
        change = f"“{sic}” → “{new}”" if best.text else f"“{sic}” → ({DELETE})"
    why = best.evidence if best and best.evidence else finding.reason
    sure = f" {percent(best.p)}" if best else ""
    return f"{name}:{places.line(finding.start)}: {KINDS[finding.kind].name}: {change}{sure}: {why}"


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split()) or text.replace("\n", "⏎")
    return flat if len(flat) <= limit else f"{flat[: limit // 2 - 1]} … {flat[-limit // 2 + 2 :]}"
