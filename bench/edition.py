"""The edition: collation beside what else there is, export of the sample documents in every format, the two proofs."""

from __future__ import annotations

import difflib
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus.records import Witness
from corpus.sources import read_text
from restore.collation.collate import collate
from restore.edition import FORMATS, write
from restore.edition.formats.tei import serialize
from restore.edition.proof import prove
from restore.edition.record import compile_record

from .table import Figure, shared, show

MESSAGES = 8
"""Messages that Works 17 and the Correspondence both have, counted by hand."""


def rows() -> list[Figure]:
    """Measure."""
    texts = [Witness(path.stem, path.name, read_text(path)) for path in sorted((shared() / "seeds").glob("*.txt"))]
    return [*_collation(texts[1], texts[2]), *_export(texts)]


def _collation(base: Witness, other: Witness) -> list[Figure]:
    begun = time.process_time()
    found = collate(base, other)
    spent = time.process_time() - begun
    words = sum(variant.substantive for variant in found.variants)
    begun = time.process_time()
    matcher = difflib.SequenceMatcher(None, base.text.split(), other.text.split(), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= 12]
    plain = time.process_time() - begun
    whole = sum(len(base.text[p.start : p.end].split()) for p in found.passages)
    return [
        Figure(
            "messages that both books have, found and aligned",
            f"{len(found.passages)} of {MESSAGES}",
            "all",
            f"difflib on words keeps the order of one book: {sum(b.size for b in blocks) / whole:.0%} of the words",
        ),
        Figure("differences in words told", str(words)),
        Figure("CPU for both books", f"{spent:.2f} s", "under 10 s", f"difflib {plain:.1f} s"),
        Figure("memory for both books", f"{_memory(base.title, other.title)} MB", "under 500 MB"),
    ]


def _memory(*titles: str) -> int:
    """Return the peak memory of a process that only collates."""
    code = (
        "import resource,sys;from tui.cli import main;main(['collate',*sys.argv[1:]]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024,file=sys.stderr)"
    )
    paths = [str(shared() / "seeds" / title) for title in titles]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, check=True)
    return int(re.findall(r"\d+", done.stderr)[-1])


def _export(texts: list[Witness]) -> list[Figure]:
    record = compile_record("seeds", Path(), texts, {}, [])
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            begun = time.process_time()
            files = write(record, Path(folder) / name, [name])
            size = sum(path.stat().st_size for path in files)
            spent = time.process_time() - begun
            out.append(Figure(f"the five samples as {name}", f"{spent:.2f} s CPU, {size / 2**20:.1f} MB"))
    proofs = prove(record, serialize(record))
    out.append(Figure("proved to the byte", f"{sum(proof.holds for proof in proofs)} of {len(proofs)}", "all"))
    return out


if __name__ == "__main__":
    show(rows())
