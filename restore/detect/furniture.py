"""What a page carries beside its text: numbers, catchwords, running heads, registry numbers, stamps, typists' initials.

Each rule looks at one line with its neighbours. What repeats at the edges of pages (a running head, also varying, also
misread) is learned from the document itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.records import Basis, Finding, Reading

from ..document import Document
from ..passages.pieces import space_before
from .examples import Fires, Leaves


def detect(document: Document) -> Iterator[Finding]:
    """Point at all furniture of a document; the last one in a sentence takes the false break after it with it."""
    text, passages = document.text.string, document.passages
    broken = [(seam.start, p) for seam, p in zip(passages.seams, passages.cuts, strict=True) if p]
    last = {start - len(space_before(text, start)): (start, p) for start, p in broken}
    for finding in (piece.finding for piece in passages.furniture):
        start, p = last.get(finding.end, (0, 0.0))
        if not p:
            yield finding
            continue
        what = f"{finding.reason}; the sentence goes on after it"
        p = min(p, finding.score)
        reading = Reading(" ", p, Basis.RULE, what)
        sic = text[finding.start : start]
        yield replace(finding, end=start, sic=sic, score=p, reason=what, readings=(reading,))


EXAMPLES = (
    Fires(
        (
            "The committee was told that the output of the\n\n-2-\n\nnorthern pits had fallen since the spring "
            "of the year."
        ),
        "-2-\n\n",
    ),
    Leaves("He gave three reasons.\n\n- The want of timber.\n\n- The age of the engines.", "items of a list"),
)
