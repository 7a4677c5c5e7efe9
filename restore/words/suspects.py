"""Places where the text may be misread, with all that may stand there, each weighed.

Weighed by what reading does to letters (:mod:`restore.words.channel`), by the words around (:mod:`corpus.language`), by
names, and by the document's own words. Everything is done for all places of a document at once: candidates by kind of
word, costs in one table, contexts in one look-up, and the best readings of neighbours are used in the next round
(iterated conditional modes, Besag 1986). Most words are known and in place; they cost a look in a dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .channel import Channel
from .knowledge import Knowledge
from .options import from_own_names, look_up, price, respelt_options
from .surroundings import Surroundings
from .suspect import Option, Suspect, Unit


def prepare(units: Sequence[Unit], knowledge: Knowledge) -> None:
    """Look up in one go what may stand at places of one or of many texts: a few words take as long as many."""
    look_up(units, knowledge)
    price(units, knowledge)


def find(around: Surroundings, units: Sequence[Unit]) -> list[Suspect]:
    """Return the odd places of a text with their options, not yet weighed; in text order.

    Places may overlap: a place of two chunks stands beside the places of each.
    """
    text, stream, knowledge, own_names = around.text.plain, around.stream, around.knowledge, around.own_names
    prepare(units, knowledge)
    garbled = [unit for unit in units if unit.odd in ("word", "marks", "digits")] if around.old_spelling else []
    respelt = respelt_options(garbled, knowledge, around.text.usage)
    suspects = []
    firsts = np.searchsorted(stream.starts, [unit.start for unit in units]).tolist()
    lasts = np.searchsorted(stream.starts, [unit.end for unit in units]).tolist()
    for unit, first, last in zip(units, firsts, lasts, strict=True):
        options = knowledge.options[unit.read, unit.odd]
        if unit.odd in ("word", "marks", "digits") and own_names:
            options = [*options, *from_own_names(unit, own_names, knowledge)]
        if unit.odd != "pair":
            options = [*options, *respelt.get(unit.read, ())]
        if len(options) < 2:
            continue
        sic = text[unit.start : unit.end]
        known = unit.odd in ("", "rare", "stop", "beside")
        suspects.append(
            Suspect(unit.start, unit.end, sic, first, last, options, known, unit.odd == "pair", unit.break_at)
        )
    return suspects


def reading(suspect: Suspect, option: Option, channel: Channel) -> str:
    """Return an option's text with the line break of the place kept where it was."""
    if suspect.break_at < 0 or option is suspect.options[0]:
        return option.text if suspect.break_at < 0 else suspect.sic
    read = suspect.options[0].text
    seen = done = 0
    for truth, part in channel.trace(option.text, read):
        if seen >= suspect.break_at:
            break
        seen += len(part)
        done += len(truth)
    gap = suspect.sic[suspect.break_at : len(suspect.sic) - (len(read) - suspect.break_at)]
    return option.text[:done] + gap + option.text[done:]
