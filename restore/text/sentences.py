"""The signs of a sentence that breaks off, and of one that goes on."""

from __future__ import annotations

import re
from functools import lru_cache

_ABBREVIATIONS = """
mr mrs ms dr messrs prof gen lt col maj capt sgt adm brig rev hon st no nos vol vols pp cf art arts sec secs par pars
gov sen rep amb mme mlle vs viz
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Words whose stop ends no sentence."""
_LEADING = """
a an the of to in on at by for from with into upon under over between among through during against without within and
or but nor that which who whom whose this these those if when while because since although as than whether is was are
were be been being has have had having will would shall should may might can could must not no its his her their our my
your it he she they we i each every such other another some any both either neither very more most so too per via
toward towards about after before until unless do does did also only one two three
"""
LEADING = frozenset(_LEADING.split())
"""Words after which a sentence cannot end, or hardly."""
TAIL = " \t\r\n*_>\"'”’»)]¹²³⁴⁵⁶⁷⁸⁹⁰"
HEAD = " \t\r\n*_>\"'“‘«(["
BRACKETS = {")": "(", "]": "["}
_COURTEOUS = "yours|sincerely|faithfully|truly|respectfully|affectionately|cordially|servant"
CLOSING = re.compile(rf"\b(?:{_COURTEOUS}),$", re.I)
"""The last words of a letter, before the signature."""
BROKEN_SPEECH = re.compile(r"[–—-]['’]?[\"”'’]$")
"""A speaker who does not finish."""
LED_UP = re.compile(r"[:;.] ?[–—-]+$")
"""A stop with a dash, before what is quoted or listed."""
SIGNATURE = re.compile(r"[\[(]?(?:[A-Z][\w'’-]*\.?,? ?|(?:de|du|la|van|von|der) ){1,5}[\])]?")
LAST_WORD = re.compile(r"([^\W\d_]+)[\"'”’)\]*_]*$")
FIRST_WORD = re.compile(r"[\"'“‘(\[*_>\s]*([^\W\d_]+(?:['’][^\W\d_]+)*)")
ITEM = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)\]](?:\s|$)|[-•*–—]\s")
"""The number or letter of a list item."""
ACRONYM = re.compile(r"[A-Z]\.\s?(?:[A-Z]\.\s?)+")
WORDS = re.compile(r"[^\W\d_]{2,}")
ADDRESS = 40
"""Code points of the longest line by itself that ends with a comma: *Believe me,* or *Dear Sir,*."""
RUNNING = 0.4
"""Share of words in small letters that tells running text from a heading."""
TURN = 7
"""Words a stretch needs to count as running text."""

REMEMBERED = 5_000
"""Ends and beginnings whose answers are kept: each is asked by several detectors."""


def open_left(text: str, start: int, end: int) -> float:
    """Say how surely a stretch breaks off inside a sentence: 1 surely, 0.5 perhaps, 0 no."""
    body = text[max(start, end - 400) : end]
    return 0.0 if bracketed(body) or BROKEN_SPEECH.search(body) else _open_left(body.rstrip(TAIL))


def bracketed(body: str) -> bool:
    """Whether a stretch ends with a bracket that holds a sentence, or more, of its own."""
    body = body.rstrip()
    pair = BRACKETS.get(body[-1:])
    if pair is None:
        return False
    depth = 0
    for match in reversed(list(re.finditer(r"[()\[\]]", body))):
        depth += 1 if match.group() in BRACKETS else -1
        if not depth:
            before = body[: match.start()].rstrip(HEAD)
            return match.group() == pair and (not before or before[-1] in ".?!" or body[match.start() - 1] == "\n")
    return False


@lru_cache(maxsize=REMEMBERED)
def _open_left(body: str) -> float:
    if not body:
        return 0.0
    words = WORDS.findall(body)
    running = len(words) >= TURN and sum(word.islower() for word in words) >= RUNNING * len(words)
    last = LAST_WORD.search(body)
    if body[-1] in ".?!…":
        word = re.search(r"(?<![.\w])([^\W\d_]+)\.$", body)
        return 0.8 if running and word and word[1].lower() in ABBREVIATIONS else 0.0
    if body[-1] in ":;" or LED_UP.search(body):
        return 0.2 if running else 0.0
    if CLOSING.search(body):
        return 0.0
    if body[-1] == ",":
        return 0.95 if running else 0.6
    if body[-1] in "–—" or body.endswith("--"):
        return 0.6
    if body[-1] == "-" or (last and last[1] in LEADING):
        return 1.0 if running else 0.6
    if last and last[1].islower():
        return 0.9 if running else 0.4
    return 0.7 if running else 0.1


def open_right(text: str, start: int, end: int) -> float:
    """Say how surely a stretch begins inside a sentence: 1 surely, 0.5 perhaps, 0 no."""
    return _open_right(text[start : min(end, start + 200)])


@lru_cache(maxsize=REMEMBERED)
def _open_right(body: str) -> float:
    plain = body.lstrip(HEAD)
    first = FIRST_WORD.match(body)
    if not plain or ITEM.match(body):
        return 0.0
    if plain[0] in ".,;:?!)":
        return 0.6 if plain[0] in ",;" else 0.1
    if first is None:
        return 0.3 if plain[0].isdigit() else 0.0
    if ACRONYM.match(plain):
        return 0.3
    word = first[1]
    if body[:1] in "([" or (len(word) == 1 and word not in "aI"):
        return 0.2
    if word[0].isupper() and len(body) <= ADDRESS and plain.rstrip().endswith(","):
        return 0.0
    if word[0].islower():
        return 1.0 if len(WORDS.findall(plain)) >= 3 else 0.6
    return 0.1 if word.isupper() and len(word) > 3 else 0.3


def signature(body: str) -> bool:
    """Whether a whole paragraph is a name, as under a letter."""
    return SIGNATURE.fullmatch(body) is not None
