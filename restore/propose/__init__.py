"""Proposers offer readings for findings: one module per kind of evidence, and this table of them.

A proposer is a pure function from a document and a finding to readings, each with its basis and its evidence in words.
The probabilities it gives are its own; :mod:`restore.emend.rank` joins and calibrates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from corpus.records import Finding, Reading

from ..document import Document
from . import copy, ink, language, names, parallel

Proposer = Callable[[Document, Finding], Iterable[Reading]]

PROPOSERS: dict[str, Proposer] = {
    "copy": copy.propose,
    "ink": ink.propose,
    "parallel": parallel.propose,
    "names": names.propose,
    "language": language.propose,
}
"""Every proposer by the name of its module, strongest evidence first."""
