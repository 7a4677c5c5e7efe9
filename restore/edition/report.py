"""The report of a run: what was found by kind, what was applied, what waits, and why; one file that needs no other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from corpus import __version__
from corpus.decisions.log import in_force
from corpus.figures import percent
from corpus.kinds import DELETE, KINDS
from corpus.records import Emendation, Verdict

from .escape import asset, esc
from .pieces import Note
from .record import Part, Record
from .wording import BASES, short

CONTEXT = 48
"""Code points shown before and after a change."""


def write(record: Record, folder: Path) -> list[Path]:
    """Write report.html."""
    path = folder / "report.html"
    path.write_text(page(record), encoding="utf-8")
    return [path]


def page(record: Record) -> str:
    """Return the report as HTML."""
    style = asset("base.css") + asset("report.css")
    body = "".join(
        (_sums(record), _kinds(record), _applied(record), _waiting(record), _orphans(record), _sources(record))
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{esc(record.title)}: report</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<header><h1>{esc(record.title)}</h1><p class=small>What was found, what was applied and what waits for an "
        f"editor. Corrigenda {esc(__version__)}{_dated(record)}</p></header>\n{body}</main>\n</body>\n</html>\n"
    )


def _dated(record: Record) -> str:
    return f" · last decision {esc(record.date[:16].replace('T', ' '))} UTC" if record.date else ""


def _sums(record: Record) -> str:
    found = sum(len(emendations) for emendations in record.emendations.values())
    applied = sum(len(part.notes) for part in record.parts)
    waiting = sum(len(part.waiting) for part in record.parts)
    orphans = sum(len(part.edition.orphans) for part in record.parts)
    cells = [(len(record.parts), "documents"), (found, "places found"), (applied, "changes applied")]
    cells += [(waiting, "places waiting for an editor")]
    cells += [(orphans, "decisions without their place")] if orphans else []
    return (
        '<ul class="sums">' + "".join(f"<li><b>{n:,}</b><span>{esc(what)}</span></li>" for n, what in cells) + "</ul>\n"
    )


def _kinds(record: Record) -> str:
    found = Counter(e.finding.kind for emendations in record.emendations.values() for e in emendations)
    applied = Counter(note.decision.kind for part in record.parts for note in part.notes)
    waiting = Counter(e.finding.kind for part in record.parts for e in part.waiting)
    rejected = Counter(d.kind for d in in_force(record.events) if d.verdict is Verdict.REJECT)
    rows = ""
    most = max([*found.values(), *applied.values(), 1])
    for kind, row in KINDS.items():
        total = max(found[kind], applied[kind])
        if not total:
            continue
        done = 100 * applied[kind] / total
        bar = f'<i style="width:{100 * total / most:.1f}%;--done:{done:.0f}%"></i>'
        rows += (
            f'<tr><th scope="row">{esc(row.name)}</th>'
            f'<td class="n">{total:,}</td><td class="n">{applied[kind]:,}</td>'
            f'<td class="n">{waiting[kind]:,}</td><td class="n">{rejected[kind]:,}</td>'
            f'<td class="bar">{bar}</td></tr>\n'
        )
    if not rows:
        return "<p>Nothing was found: the edition is its sources, byte for byte.</p>\n"
    return (
        "<h2>By kind</h2>\n<table><thead><tr><th>what</th><th class=n>found</th><th class=n>applied</th>"
        f"<th class=n>waiting</th><th class=n>rejected</th><th class=bar></th></tr></thead>\n"
        f"<tbody>{rows}</tbody></table>\n"
    )


def _applied(record: Record) -> str:
    out = ""
    for part in record.parts:
        if part.notes:
            count = f"{len(part.notes):,} change{'s' if len(part.notes) != 1 else ''}"
            out += (
                f"<details open><summary>{esc(part.title)} <span>· {count}</span></summary>\n"
                f'<ol class="changes">{"".join(_change(part, note) for note in part.notes)}</ol></details>\n'
            )
    return f"<h2>Applied</h2>\n{out}" if out else ""


def _change(part: Part, note: Note) -> str:
    decision = note.decision
    if note.moves:
        change = f"<mark>{esc(short(note.sic))}</mark>"
    elif note.text.strip():
        change = f"<del>{esc(short(note.sic))}</del> <ins>{esc(short(note.text))}</ins>"
    elif note.sic.strip():
        change = f"<del>{esc(short(note.sic))}</del>"
    else:
        change = f"<del>{esc(short(note.sic))}</del> <ins>{esc(short(note.text) or '∅')}</ins>"
    what = "moved" if note.moves else "left out" if not note.text.strip() else "corrected"
    why = decision.why or BASES[decision.basis]
    doubt = " · doubtful" if decision.doubtful else ""
    return (
        f'<li id="{esc(note.id)}"><span class="num">{note.number}</span><div>'
        f"<q>{_around(part, note.start, note.end, change)}</q>"
        f'<p class="small"><span class="tag">{esc(KINDS[decision.kind].name)}</span> {what}: {esc(why)} '
        f"· {esc(BASES[decision.basis])} · {esc(decision.by)}{doubt}</p></div></li>\n"
    )


def _around(part: Part, start: int, end: int, middle: str) -> str:
    text = part.witness.text
    before = " ".join(text[max(0, start - CONTEXT) : start].split(" "))
    after = text[end : end + CONTEXT]
    lead = "… " if start > CONTEXT else ""
    tail = " …" if end + CONTEXT < len(text) else ""
    return f"{lead}{esc(_flat(before))}{middle}{esc(_flat(after))}{tail}"


def _flat(text: str) -> str:
    """Return text on one line, its outer white space kept as one space."""
    return f"{' ' if text[:1].isspace() else ''}{' '.join(text.split())}{' ' if text[-1:].isspace() else ''}"


def _waiting(record: Record) -> str:
    out = ""
    for part in record.parts:
        if part.waiting:
            count = f"{len(part.waiting):,} place{'s' if len(part.waiting) != 1 else ''}"
            items = "".join(_question(part, number, e) for number, e in enumerate(part.waiting, 1))
            out += (
                f"<details><summary>{esc(part.title)} <span>· {count}</span></summary>\n"
                f'<ol class="changes">{items}</ol></details>\n'
            )
    return f"<h2>Waiting for an editor</h2>\n{out}" if out else ""


def _question(part: Part, number: int, emendation: Emendation) -> str:
    finding = emendation.finding
    readings = "".join(
        f"<li>{percent(r.p)} <ins>{esc(short(r.text))}</ins> {esc(r.evidence or BASES[r.basis])}</li>"
        if r.text
        else f"<li>{percent(r.p)} {DELETE}: {esc(r.evidence or BASES[r.basis])}</li>"
        for r in emendation.readings[:3]
    )
    middle = f"<mark>{esc(short(finding.sic))}</mark>"
    return (
        f'<li><span class="num">{number}</span><div><q>{_around(part, finding.start, finding.end, middle)}</q>'
        f'<p class="small"><span class="tag">{esc(KINDS[finding.kind].name)}</span> {esc(finding.reason)}</p>'
        f'<ul class="readings">{readings}</ul></div></li>\n'
    )


def _orphans(record: Record) -> str:
    items = ""
    for part in record.parts:
        for why, decisions in (
            ("its place is not there any more", part.edition.orphans),
            ("another decision leaves no room for it", part.edition.clashes),
        ):
            for decision in decisions:
                place = decision.selector
                items += (
                    f'<li><span class="num"></span><div><q>{esc(_flat(place.prefix))}'
                    f"<mark>{esc(short(place.exact))}</mark>{esc(_flat(place.suffix))}</q>"
                    f"<p class=small>{esc(part.title)}: “{esc(short(decision.text))}”, "
                    f"decided by {esc(decision.by)} on {esc(decision.at[:10])}: {why}</p></div></li>\n"
                )
    return f'<h2>Decisions not carried out</h2>\n<ol class="changes">{items}</ol>\n' if items else ""


def _sources(record: Record) -> str:
    if not record.sources:
        return ""
    rows = "".join(
        f"<tr><td>{esc(s.name)}</td><td>{esc(s.media)}</td><td class=n>{s.size:,}</td>"
        f"<td><code>{esc(s.digest)}</code></td></tr>\n"
        for s in record.sources
    )
    return (
        "<h2>Sources</h2>\n<table><thead><tr><th>file</th><th></th><th class=n>bytes</th><th>SHA-256</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>\n"
    )
