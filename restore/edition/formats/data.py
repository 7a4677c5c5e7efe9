"""Data: decisions as JSON Lines and CSV, findings as W3C Web Annotations on the text and on the scan."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from corpus import codec
from corpus.decisions.log import in_force
from corpus.decisions.selectors import select
from corpus.records import Emendation, finding_key

from ..pieces import boxes
from ..record import Part, Record
from ..wording import BASES

COLUMNS = (
    "id", "witness", "start", "end", "kind", "verdict", "sic", "text", "basis", "by", "at", "why", "doubtful",
    "in_force", "undoes", "group", "follows",
)  # fmt: skip
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(record: Record, folder: Path) -> list[Path]:
    """Write the folder ``data``."""
    top = folder / "data"
    top.mkdir(exist_ok=True)
    log, table, notes = top / "decisions.jsonl", top / "decisions.csv", top / "annotations.jsonld"
    events = sorted(record.events, key=lambda event: event.id)
    log.write_text("".join(codec.dumps(event) + "\n" for event in events), encoding="utf-8")
    standing = {event.id for event in in_force(record.events)}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for event in sorted(record.events, key=lambda event: (event.at, event.id)):
            place = event.selector
            row = (
                event.id, event.witness, place.start, place.end, event.kind.value, event.verdict.value, place.exact,
                event.text, event.basis.value, event.by, event.at, event.why, event.doubtful, event.id in standing,
                event.undoes, event.group, event.follows,
            )  # fmt: skip
            writer.writerow([_harmless(cell) for cell in row])
    notes.write_text(json.dumps(web_annotations(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [log, table, notes]


def _harmless(cell: object) -> object:
    """Keep spreadsheets from running a cell as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def web_annotations(record: Record) -> dict[str, Any]:
    """Return findings as Web Annotations: readings are bodies, places in text and ink targets."""
    items = [
        _annotation(record, part, emendation)
        for part in record.parts
        for emendation in record.emendations.get(part.witness.siglum, ())
    ]
    return {"@context": CONTEXT, "type": "AnnotationPage", "id": f"urn:corrigenda:{record.title}", "items": items}


def _annotation(record: Record, part: Part, emendation: Emendation) -> dict[str, Any]:
    finding = emendation.finding
    place = select(part.witness.text, finding.start, finding.end)
    targets: list[dict[str, Any]] = [
        {
            "type": "SpecificResource",
            "source": f"urn:sha256:{part.witness.sources[0]}" if part.witness.sources else part.witness.siglum,
            "selector": [
                {"type": "TextPositionSelector", "start": place.start, "end": place.end},
                {"type": "TextQuoteSelector", "exact": place.exact, "prefix": place.prefix, "suffix": place.suffix},
            ],
        }
    ]
    for name, box in boxes(part.witness, finding.start, finding.end):
        page = record.pages.get(name)
        page = page if page is not None and page.source in part.witness.sources else None
        region = f"xywh={box.left},{box.top},{box.width},{box.height}"
        media = {"type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/", "value": region}
        source = f"urn:sha256:{page.source}#page={page.number}" if page else name
        targets.append({"type": "SpecificResource", "source": source, "selector": media})
    return {
        "type": "Annotation",
        "id": f"urn:corrigenda:{finding_key(part.witness.siglum, finding)}",
        "motivation": "questioning" if emendation in part.waiting else "editing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": finding.kind.value},
            {"type": "TextualBody", "purpose": "describing", "value": finding.reason},
            *(
                {
                    "type": "TextualBody",
                    "purpose": "editing",
                    "value": reading.text,
                    "corrigenda:p": round(reading.p, 4),
                    "corrigenda:basis": reading.basis.value,
                    "corrigenda:evidence": reading.evidence or BASES[reading.basis],
                }
                for reading in emendation.readings
            ),
        ],
        "target": targets,
    }
