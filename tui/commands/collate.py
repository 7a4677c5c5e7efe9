"""``corrigenda collate``: witnesses of one text aligned; the apparatus, and a page with both side by side."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ExitCode

if TYPE_CHECKING:
    from corpus.records import Witness
    from restore.collation.collate import Collation, Variant


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("base", type=Path, metavar="A", help="the text that variants are told from")
    parser.add_argument("others", nargs="+", type=Path, metavar="B", help="other witnesses, of any format")
    parser.add_argument("--all", action="store_true", help="case and punctuation too, not only words")
    parser.add_argument("--json", action="store_true", help="one JSON object a line: passages, then variants")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with the texts side by side")


def run(args: argparse.Namespace) -> int:
    """Align and print."""
    from corpus.transcriptions import read
    from restore.collation.collate import collate_all
    from restore.text.places import Places

    from ..screen import count, visible

    witnesses = [read(path).witness for path in (args.base, *args.others)]
    collations = collate_all(witnesses)
    if args.html:
        from ..output import save

        save(args.html, _page(collations, everything=args.all))
    if args.json:
        for row in _rows(collations, everything=args.all):
            print(json.dumps(row, ensure_ascii=False))
        return ExitCode.OK
    for collation in collations:
        words = sum(v.substantive for v in collation.variants)
        print(
            f"{collation.base.title} and {collation.other.title}: {count(len(collation.passages), 'passage')} "
            f"that both have, {count(words, 'difference')} in words, "
            f"{len(collation.variants) - words} in case and punctuation"
        )
    base, places = witnesses[0], Places(witnesses[0])
    for start, readings in _apparatus(collations, everything=args.all):
        print(visible(f"{base.title}:{places.line(start)}: {readings}"))
    return ExitCode.OK


def _apparatus(collations: tuple[Collation, ...], *, everything: bool) -> Iterator[tuple[int, str]]:
    """Yield every place where a witness differs: the base's reading, then what the others have."""
    places: dict[tuple[int, int], list[tuple[Variant, Witness]]] = {}
    for collation in collations:
        for variant in collation.variants:
            if everything or variant.substantive:
                places.setdefault((variant.start, variant.end), []).append((variant, collation.other))
    for (start, _), found in sorted(places.items(), key=lambda item: item[0]):
        readings: dict[str, list[str]] = {}
        for variant, other in found:
            readings.setdefault(variant.other, []).append(other.siglum)
        told = "; ".join(f"{_shown(text) or 'om.'} {', '.join(sigla)}" for text, sigla in readings.items())
        yield start, f"{_shown(found[0][0].text) or '∅'}] {told} ({found[0][0].change})"


def _shown(text: str, limit: int = 70) -> str:
    flat = " ".join(text.split()) if text.strip() else text.replace("\n", "⏎").replace(" ", "␣")
    return flat if len(flat) <= limit else f"{flat[: limit // 2]} … {flat[-limit // 2 :]}"


def _rows(collations: tuple[Collation, ...], *, everything: bool) -> Iterator[dict[str, object]]:
    for collation in collations:
        pair = {"base": collation.base.title, "other": collation.other.title}
        for p in collation.passages:
            yield {
                **pair,
                "passage": [p.start, p.end],
                "stands": [p.other_start, p.other_end],
                "likeness": p.likeness,
            }
        for v in collation.variants:
            if everything or v.substantive:
                yield {
                    **pair,
                    "start": v.start,
                    "end": v.end,
                    "other_start": v.other_start,
                    "other_end": v.other_end,
                    "text": v.text,
                    "reading": v.other,
                    "change": v.change.value,
                }


def _page(collations: tuple[Collation, ...], *, everything: bool) -> str:
    from restore.edition.escape import esc
    from restore.edition.side_by_side import Difference, page, rows
    from restore.text.places import Places

    sections = []
    for collation in collations:
        base, other = collation.base, collation.other
        base_places, other_places = Places(base), Places(other)
        for number, passage in enumerate(collation.passages, 1):
            differences = [
                Difference(v.start, v.end, v.other_start, v.other_end, v.change.value)
                for v in passage.variants
                if everything or v.substantive
            ]
            spans = (passage.start, passage.end), (passage.other_start, passage.other_end)
            here, there = base_places.line(passage.start), other_places.line(passage.other_start)
            sections.append(
                f'<h2 id="p{number}">Passage {number} <span class="small">{len(differences)} differences, '
                f"{passage.likeness:.1%} of the words alike</span></h2>\n"
                f'<table class="text"><thead><tr><th scope="col">{esc(base.title)}, line {here}</th>'
                f'<th scope="col">{esc(other.title)}, line {there}</th></tr></thead><tbody>\n'
                f"{rows(base.text, other.text, *spans, differences)}</tbody></table>\n"
            )
    titles = " and ".join(dict.fromkeys([collations[0].base.title, *(c.other.title for c in collations)]))
    lead = '<p class="small">Nothing here is corrected: every witness stands as it is.</p>'
    return page(f"Collation of {titles}", lead, sections)
