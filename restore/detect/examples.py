"""Examples that a rule keeps beside its code: texts in which it finds something, and texts that it leaves alone.

One test runs them all, and docs/detectors.md is made of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fires:
    """A text in which a rule finds one place.

    Attributes:
        text: the text of a document.
        sic: what is found there.
        beside: another text: an edition of the same that stands beside it, and a document that may share passages.
    """

    text: str
    sic: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Leaves:
    """A text in which a rule finds nothing.

    Attributes:
        text: the text of a document.
        why: why it is right as it stands.
        beside: as in :class:`Fires`.
    """

    text: str
    why: str
    beside: str = ""


Example = Fires | Leaves
