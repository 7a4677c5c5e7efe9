"""Words that are misread: no words, impossible letters, digits in words, odd case, and real words that are wrong here.

What may stand at a place and how likely each is comes from :mod:`restore.words.ranking`; a place is a finding where it
is likelier wrong than right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Finding, Kind
from corpus.tokens import WORD

from ..document import Document
from ..text.hyphenation import divided
from ..text.markup import signs
from ..words.decision import without_overlaps
from ..words.features import mixed
from ..words.shapes import NOTE
from ..words.suspect import Suspect, only_marks
from .examples import Fires, Leaves

LEAST = 0.5
"""A place is pointed at where it is at least so likely wrong."""
UNLISTED = 0.3
"""What may be an unlisted name is left alone where no reading reaches this p and it is not surely wrong."""
SURELY = 0.9
"""What may be an unlisted name is surely wrong from this doubt on."""
STRANGE = 4.5
"""Bits per letter from which a word's letters are strange even for a name."""
PLAIN = re.compile(r"[\w\s.,;:!?'’‘\"“”„()/–—-]+")
QUOTED = re.compile(r"([\"'“‘„])[^\W\d_]+[\"'”’]")


def detect(document: Document) -> Iterator[Finding]:
    """Yield the places that are likelier wrong than right.

    A capital after a stop that is lost is none, nor are signs of markup: :mod:`.markup` points at them.
    """
    opening = {mark.second[0] for mark in document.punctuation.marks if mark.ends_sentence}
    doubted = (s for s in document.words.suspects if s.start not in opening or s.options[s.rival].kind != "case")
    # what is mended first: a piece that is surely wrong is not to stand in the way of the whole
    found = without_overlaps(doubted, lambda s: 1.0 + s.gain if s.mends else s.doubt, LEAST)
    bare = [suspect for suspect in found if only_marks(suspect)]
    markup = {place for start, end in signs(document.text.string) for place in range(start, end)} if bare else set()
    spared = {id(suspect) for suspect in bare if not markup.isdisjoint(range(suspect.start, suspect.end))}
    for suspect in found:
        if id(suspect) in spared or perhaps_a_name(document, suspect):
            continue
        score = max(suspect.doubt, LEAST)
        yield Finding(suspect.start, suspect.end, kind(document, suspect), suspect.sic, score, reason(suspect))


def perhaps_a_name(document: Document, suspect: Suspect) -> bool:
    """Whether a place may well be a name, or a word of another language, that nobody has listed.

    It has a capital or stands in quotation marks, has letters only, and nothing is likely in its place; and it is
    doubted little, or stands so elsewhere, or its letters are no stranger than those of other names.
    """
    words = [re.split("['’]", word)[0].rstrip(NOTE) for word in WORD.findall(suspect.sic)]
    words = [word for word in words if len(word) > 2]
    if not words or suspect.p >= UNLISTED or not PLAIN.fullmatch(suspect.sic):
        return False
    quoted = QUOTED.fullmatch(suspect.sic) is not None
    if not all(word.isalpha() and (quoted or (word[:1].isupper() and not mixed(word))) for word in words):
        return False
    longest = max(words, key=len)
    return (
        suspect.doubt < SURELY
        or document.text.usage[longest.casefold()] > 1
        or document.knowledge.language.oddity(longest) < STRANGE
    )


def kind(document: Document, suspect: Suspect) -> Kind:
    """Say what kind of fault a place is."""
    option = suspect.options[suspect.rival]
    if option.kind == "split":
        return Kind.JOINED
    if document.words.line_ends_lost and only_marks(suspect) and divided(suspect.sic):
        return Kind.SPLIT
    if option.kind in ("merge", "stop"):
        return Kind.SPACE
    form = option.form
    named = form and option.text[:1].isupper() and document.knowledge.names.knows(option.text)
    if named and (document.knowledge.language.cased(form) > 0.9 or not document.knowledge.language.known(form)):
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


EXAMPLES = (
    Fires("The committee met twice this week and heard the dircctor of the mines.", "dircctor"),
    Leaves(
        "He spoke of to-day and to-morrow, of the connexion between Roumania and Jugoslavia.", "spellings of the time"
    ),
)
