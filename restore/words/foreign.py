"""Passages in another language: they are right as they stand, as far as a program that knows English can say.

A passage is told by the smallest words of its language, which are no English words, and by how words end that are
unknown. Each word speaks for another language or for English; a passage is a run of words that together speak for the
other clearly enough (the maximal segment, found with a drop-off as alignments are extended, Altschul 1990).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import CLASSES, EDGE, UNKNOWN

from ..text.spans import Span

if TYPE_CHECKING:
    from corpus.language import Language
    from corpus.language.text import Stream

SMALL = {
    "German": "der die das den dem des ein eine einen einem einer eines und oder aber auch nicht kein keine ich du er "
    "sie es wir ihr mich mir dich dir sich ihn ihm ihnen uns euch mein sein seine seinen seiner ist sind war waren "
    "wird werden wurde hat hatte haben hatten kann soll wollte mit von vom zu zum zur auf aus bei nach vor über unter "
    "durch für gegen um an am im als wie wenn dass daß denn doch noch nur schon so was wer wo hier da dann alle alles "
    "vnd vnnd auff jn jm jr sey seyn thut dar dat de unde men nicht mit myt van vor ik ok wol uth over syn "
    "sprach kam ging herr gott",
    "Dutch": "het een en van de den der te zijn is was niet dat die deze dit op aan voor met naar bij uit ook maar als "
    "wij zij hij ik je uw hun haar werd worden heeft hebben had kan zal door over onder tot om dan nog wel geen of",
    "Latin": "et in est non ad ut cum qui quae quod quo qua quem quos quas quibus cuius cui sed ex ab de per pro sunt "
    "esse erat erant sit si ne nec neque atque ac aut autem enim ergo igitur hic haec hoc hunc hanc huius ille illa "
    "illud is ea id eius eum eam eorum se sibi suum sua suis suo nos nobis vos tu te tibi tuum tua me mihi meum mea "
    "nomen deus dei deo deum dominus domini domine omnis omnes omnia inter super sub sine post ante apud contra etiam "
    "quoque jam iam nunc tunc tamen vel quam quia quoniam dum ubi unde fuit fiat dixit jacet iacet anno",
    "French": "le la les l un une des du de et ou où mais donc que qui quoi ce cet cette ces il elle ils elles je tu "
    "nous vous on se me te lui leur leurs son sa ses mon ma mes ton ta tes notre votre est sont était fut être avoir "
    "ai as avons avez ont avait fait dans sur sous avec sans pour par en au aux ne pas plus point jamais rien tout "
    "tous toute toutes bien même comme si très à y c'est n'est qu'il qu'elle qu'on d'un d'une l'on j'ai n'a s'il",
    "Italian": "il lo la i gli le un uno una di del della dei delle dello degli da dal dalla in nel nella con su sul "
    "sulla per tra fra e ed o ma che chi cui non è sono era erano essere avere ha hanno ho si mi ti ci vi lui lei noi "
    "voi loro suo sua mio mia questo questa quello quella come più anche se quando dove così molto tutto tutti",
    "Spanish": "el la los las lo un una unos unas de del al en con por para sin sobre entre y e o u pero que quien "
    "cual no es son era eran ser estar ha han había hay se me te le les nos su sus mi mis tu este esta esto ese esa "
    "aquel como más muy también cuando donde porque todo todos si ya",
}
"""The smallest words of languages that stand in English books and letters, old forms and Low German with the German."""
ENDINGS = {
    "German": "(?:ung|ungen|lich|lichen|keit|heit|schaft|sch|schen|cht|chten|chte|igen|iger|ende|enden|eten|sten|ß"
    "|ss?en|tz?en|gen|ben|hen|ren|len|nen|den)$|ß|[äöü]",
    "Dutch": "(?:ijk|ijke|heid|oor|aan|aar|aat|oot|oon|lijk|ingen|sche)$|ij",
    "Latin": "(?:um|us|is|ae|am|em|que|tur|orum|arum|ibus|unt|ant|ent|imus|amus|avit|isse|isti|ium|ius|iae|tio|nis)$",
    "French": "(?:eux|euse|ait|aient|oit|oient|aux|eau|eaux|eur|eurs|que|ique|ment|tion|ois|oise|eront|ez|ée|és|ées)$"
    "|[éèêçàùîôû]|^[ldjnsmtcq]u?['’]",
    "Italian": "(?:zione|zioni|mente|ato|ata|ati|ate|are|ere|ire|ando|endo|issimo|ella|ello|ezza|ità|uto|ava)$|[òìù]",
    "Spanish": "(?:ción|ciones|mente|ado|ada|ados|adas|ando|iendo|dad|ero|era|oso|osa|aba|ía|ían)$|[ñáíóú]",
}
"""How the words of each language like to end, and the letters it has of its own."""
OWN = re.compile(r"(?:ing|ings|ed|ly|ness|less|ful|tion|tions|ment|ments|able|ship|'s|th|sh|gh|ght)$")
"""How English words like to end."""
USUAL = 100
"""This many English words are the most frequent ones."""
COMMON = 400
"""A word speaks for English with all its weight if it stands at least this often in English texts."""
KNOWN = -1.0
"""What an English word says for another language, in nats."""
FREQUENT = -1.6
"""What one of the most frequent English words says for another language, in nats."""
EITHER = 0.2
"""What a word of both languages says for the other one, in nats."""
ANY = 0.2
"""What any unknown word says for another language, in nats."""
TINY = 1.2
"""What a small word of another language of one or two letters says for it, in nats."""
OTHER = 2.0
"""What a longer small word of another language says for it, in nats."""
ENDING = 0.6
"""What an unknown word adds for the language whose ending or letters it has, in nats."""
ENGLISH = -0.8
"""What an unknown word with an English ending says for another language, in nats."""
RARE = 1500
"""A small word of another language is none of English if it stands at most this often in English texts."""
CLEAR = 5.0
"""A run of words is in another language if it says at least this much for it, in nats."""
DROP = 6.0
"""What a run says for another language falls back by at most this much inside it, in nats."""
FEWEST = 2
"""Small words of a language that a text must have for a passage of it to be looked for."""

Floats = NDArray[np.float64]


class Foreign:
    """The words of other languages, as weights of what an English vocabulary knows and what it does not."""

    def __init__(self, language: Language) -> None:
        # held, so that no other language is taken for this one
        self.language = language
        counts = np.asarray(language.counts, np.float64)
        often = np.sort(counts)[-USUAL:][:1]
        english = np.where(counts >= often, FREQUENT, KNOWN * np.minimum(1.0, np.log1p(counts) / log(COMMON)))
        # ids of classes first: unknown words are weighed one by one, figures and edges say nothing
        self.known: dict[str, Floats] = {}
        self.unknown: dict[str, dict[str, float]] = {}
        for name, row in SMALL.items():
            weights = np.concatenate([np.zeros(CLASSES), english])
            small: dict[str, float] = {}
            for word in row.split():
                at = language.id(word)
                weight = EITHER if at >= CLASSES and language.count(word) > RARE else TINY if len(word) < 3 else OTHER
                if at >= CLASSES:
                    weights[at] = weight
                else:
                    small[word] = weight
            self.known[name], self.unknown[name] = weights, small

    def passages(self, text: str, stream: Stream) -> tuple[Span, ...]:
        """Return where passages in other languages begin and end in a text, in order."""
        at = np.flatnonzero(stream.ids == UNKNOWN)
        places = zip(stream.starts[at].tolist(), stream.ends[at].tolist(), strict=True)
        words = [text[a:b].casefold() for a, b in places]
        found: list[tuple[int, int]] = []
        for name, weights in self.known.items():
            small, scores = self.unknown[name], weights[stream.ids]
            told = int(np.count_nonzero(scores >= TINY)) + sum(word in small for word in words)
            if told >= FEWEST:
                scores[at] = [small[word] if word in small else _letters(word, name) for word in words]
                ends = ((scores <= FREQUENT) | (stream.ids == EDGE)).tolist()
                found += (_whole(ends, a, b) for a, b in runs(scores))
        inside = np.zeros(len(stream.ids) + 2, dtype=np.int8)
        for a, b in found:
            inside[a + 1 : b + 1] = 1
        edges = np.flatnonzero(np.diff(inside))
        starts, ends = stream.starts[edges[::2]], stream.ends[edges[1::2] - 1]
        return tuple(map(Span, starts.tolist(), ends.tolist()))


def in_english(foreign: Iterable[Span], offset: int) -> bool:
    """Whether a place stands in none of the passages of other languages."""
    return not any(offset in span for span in foreign)


def runs(scores: Floats) -> Iterator[tuple[int, int]]:
    """Yield the runs of numbers with a high sum, as first and after the last; disjoint, in order."""
    total = most = 0.0
    start = end = 0
    for n, score in enumerate([*scores.tolist(), -DROP - CLEAR - 1.0]):
        total += score
        if total <= 0.0 or total < most - DROP or n == len(scores):
            if most >= CLEAR:
                yield start, end
            total = most = 0.0
            start = n + 1
        elif total > most:
            most, end = total, n + 1


def _whole(ends: Sequence[bool], start: int, end: int) -> tuple[int, int]:
    """Widen a run of words up to where a sentence ends, or a most frequent English word stands."""
    while start and not ends[start - 1]:
        start -= 1
    while end < len(ends) and not ends[end]:
        end += 1
    return start, end


@cache
def _ending(name: str) -> re.Pattern[str]:
    return re.compile(ENDINGS[name])


def _letters(word: str, name: str) -> float:
    """Say how much the letters of an unknown word speak for a language."""
    if len(word) < 3:
        return 0.0
    if OWN.search(word):
        return ENGLISH
    return ANY + (ENDING if _ending(name).search(word) else 0.0)
