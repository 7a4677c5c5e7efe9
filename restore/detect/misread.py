"""Words that are misread: no words, impossible letters, digits in words, odd case, and real words that are wrong here.

What may stand at a place and how likely each is comes from :mod:`restore.weigh`; a place is a finding where it is
likelier wrong than right.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Finding, Kind

from ..document import Document
from ..suspects import Suspect
from ..weigh import chosen

LEAST = 0.5
"""How likely wrong a place must be."""


def detect(document: Document) -> Iterator[Finding]:
    """Give the places that are likelier wrong than right."""
    for suspect in chosen(document.suspects, lambda s: s.doubt, LEAST):
        yield Finding(suspect.start, suspect.end, kind(document, suspect), suspect.sic, suspect.doubt, reason(suspect))


def kind(document: Document, suspect: Suspect) -> Kind:
    """Say what kind of fault a place is."""
    option = suspect.options[suspect.rival]
    if option.kind == "split":
        return Kind.JOINED
    if option.kind in ("merge", "stop"):
        return Kind.SPACE
    form = option.form
    named = form and option.text[:1].isupper() and document.names.knows(option.text)
    if named and (document.language.cased(form) > 0.9 or not document.language.known(form)):
        return Kind.NAME
    return Kind.MISREAD


def reason(suspect: Suspect) -> str:
    """Say why a place is doubted."""
    option = suspect.options[suspect.rival]
    if option.kind == "split":
        return "two words without a blank"
    if option.kind == "merge":
        return "one word with a blank in it"
    if option.kind == "case":
        return "a capital where there should be none, or the other way round"
    if option.kind == "stop":
        return "no blank after the stop"
    if suspect.known:
        return "a word, but an unlikely one here"
    if any(c.isdigit() for c in suspect.sic):
        return "a digit in a word, or a letter in a number"
    if not suspect.sic.isalnum():
        return "a mark inside a word"
    return "no word in the vocabulary"
