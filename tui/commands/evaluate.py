"""``corrigenda evaluate``: how far a text is from the truth."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from restore.collation.evaluate import Evaluation

RATES = {
    "characters": "characters (CER)",
    "graphemes": "graphemes",
    "words": "words (WER)",
    "bag": "words in any order",
    "order": "words out of order",
    "reordered": "characters, passages in the truth’s order",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("truth", type=Path, metavar="TRUTH", help="text, ALTO, PAGE, hOCR, TEI or DOCX")
    parser.add_argument("hypothesis", type=Path, metavar="HYPOTHESIS", help="what is measured, of any of these")
    parser.add_argument(
        "--normalise",
        default="nfc,space",
        metavar="LIST",
        help="nfc, space, quotes, ligatures, hyphens, case, punct, accents, or none (default %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with both side by side")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    from corpus.transcriptions import read
    from restore.collation.evaluate import NORMALISATIONS, evaluate

    from ..output import save
    from ..screen import visible

    names = [] if args.normalise == "none" else args.normalise.split(",")
    if set(names) - set(NORMALISATIONS):
        raise UsageError(
            f"there is no normalisation “{', '.join(sorted(set(names) - set(NORMALISATIONS)))}”",
            remedy=f"choose from {', '.join(NORMALISATIONS)} or none",
        )
    found = evaluate(read(args.truth).witness.text, read(args.hypothesis).witness.text, names)
    if args.html:
        save(args.html, _page(found, args.truth.name, args.hypothesis.name))
    if args.json:
        rates = {name: getattr(found, name) for name in RATES}
        data: dict[str, object] = {
            n: {"errors": r.errors, "of": r.of, "rate": round(r.share, 6)} for n, r in rates.items()
        }
        data["normalised"] = list(found.normalised)
        data["confusions"] = [{"truth": a, "text": b, "count": n} for a, b, n in found.confusions]
        print(json.dumps(data, ensure_ascii=False))
        return ExitCode.OK
    told = "; ".join(NORMALISATIONS[name][0] for name in found.normalised) or "none"
    print(f"normalised: {told}")
    for name, label in RATES.items():
        rate = getattr(found, name)
        print(f"{label:42} {rate.share:8.2%}  {rate.errors:,} of {rate.of:,}")
    for a, b, count in found.confusions[:12]:
        print(visible(f"{count:6}  {_letter(a)} → {_letter(b)}"))
    return ExitCode.OK


def _letter(text: str) -> str:
    return text.replace("\n", "⏎").replace(" ", "␣") or "∅"


def _page(found: Evaluation, truth: str, text: str) -> str:
    from restore.collation.evaluate import NORMALISATIONS, changes
    from restore.edition.escape import esc
    from restore.edition.side_by_side import Difference, page, rows

    rates = "".join(
        f'<tr><th scope="row">{esc(label)}</th><td>{getattr(found, name).share:.2%}</td>'
        f"<td>{getattr(found, name).errors:,}</td><td>{getattr(found, name).of:,}</td></tr>\n"
        for name, label in RATES.items()
    )
    read_as = "".join(
        f'<tr><th scope="row">{esc(_letter(a))} → {esc(_letter(b))}</th><td>{n:,}</td></tr>\n'
        for a, b, n in found.confusions[:20]
    )
    told = "; ".join(NORMALISATIONS[name][0] for name in found.normalised) or "none"
    lead = (
        f'<p class="small">Normalised: {esc(told)}.</p>\n<table class="sums"><thead><tr><th></th><th>error</th>'
        f"<th>errors</th><th>of</th></tr></thead><tbody>{rates}</tbody></table>\n"
        f"<details><summary>What was read for what</summary><table class=sums><tbody>{read_as}</tbody></table>"
        "</details>\n"
    )
    differences = [Difference(a, b, c, d, "error") for a, b, c, d in changes(found.truth, found.text)]
    spans = (0, len(found.truth)), (0, len(found.text))
    table = (
        f'<table class="text"><thead><tr><th scope="col">{esc(truth)} (truth)</th><th scope="col">{esc(text)}</th></tr>'
        f"</thead><tbody>{rows(found.truth, found.text, *spans, differences)}</tbody></table>\n"
    )
    return page(f"{text} against {truth}", lead, [table])
