"""Old spellings: words written as they were before spelling was settled, told from misread ones.

A word that an old habit of spelling turns into a known one (againe, iudge, vpon, himselfe, businesse, raysed) may well
be right as it stands. How likely that is, the document tells: where many unknown words are such, they are its usage.

One habit is asked of any document, for what was learned goes by it. Of one that is told to be old by that, all habits
together: two words that are written alike once every freedom of the time is taken away (``skeleton``) are one word.
The rules are those that handbooks of Early Modern English orthography give, and nothing of them is learned.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp, log

HABITS = (
    ("e$", ""),
    ("es$", "s"),
    ("ie$", "y"),
    ("yes$", "ys"),
    ("ies$", "ys"),
    ("ll$", "l"),
    ("lle$", "l"),
    ("lly$", "ly"),
    ("l$", "ll"),
    ("nn", "n"),
    ("mm", "m"),
    ("tt", "t"),
    ("pp", "p"),
    ("rr", "r"),
    ("ss$", "s"),
    ("sse$", "ss"),
    ("s$", "ss"),
    ("ee$", "e"),
    ("ee", "ea"),
    ("ee", "e"),
    ("oo", "o"),
    ("oa", "o"),
    ("ou", "oo"),
    ("aun", "an"),
    ("y", "i"),
    ("i", "y"),
    ("ay", "ai"),
    ("ai", "ay"),
    ("ey", "y"),
    ("ie", "i"),
    ("^i", "j"),
    ("^ini", "inj"),
    ("^coni", "conj"),
    ("^v", "u"),
    ("u", "v"),
    ("^im", "em"),
    ("^in", "en"),
    ("^en", "in"),
    ("ck$", "c"),
    ("cke$", "ck"),
    ("cke$", "k"),
    ("ique$", "ic"),
    ("c", "t"),
    ("cion", "tion"),
    ("tious", "cious"),
    ("sw", "su"),
    ("er", "ar"),
    ("ei", "ie"),
    ("au", "a"),
    ("ow", "ou"),
    ("t$", "ed"),
    ("'d$", "ed"),
    ("'st$", "est"),
    ("ned$", "ened"),
    ("red$", "ered"),
    ("ghe", "gh"),
    ("dg", "dge"),
    ("our", "or"),
    ("or", "our"),
    ("re$", "er"),
    ("z", "s"),
    ("s", "z"),
    ("e", "ea"),
    ("ea", "e"),
    ("o", "oa"),
    ("de", "di"),
)
"""What was written, and what is written now; ``^`` and ``$`` are the edges of a word."""


@lru_cache(maxsize=50_000)
def respelt(word: str) -> tuple[str, ...]:
    """Return what a folded word may be in settled spelling, by one habit; most of it is no word."""
    marked = f"^{word}$"
    found = []
    for old, new in HABITS:
        at = marked.find(old)
        while at >= 0:
            edge = "^" if old[0] == "^" else "", "$" if old[-1] == "$" else ""
            other = marked[:at] + edge[0] + new + edge[1] + marked[at + len(old) :]
            found.append(other.strip("^$"))
            at = marked.find(old, at + 1)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def unsettled(word: str) -> tuple[str, ...]:
    """Return the old spellings of a folded word, by one habit; most of them nobody ever used."""
    marked = f"^{word}$"
    found = []
    for old, new in HABITS:
        now = ("^" if old[0] == "^" else "") + new + ("$" if old[-1] == "$" else "")
        at = marked.find(now) if new else len(marked) - 1
        while at >= 0:
            found.append((marked[:at] + old + marked[at + len(now) :]).strip("^$"))
            at = marked.find(now, at + 1) if new else -1
    return tuple(dict.fromkeys(found))


def same(one: str, other: str) -> bool:
    """Whether the first is an old spelling of the second, by one habit or two."""
    once = set(respelt(one))
    return other in once or not once.isdisjoint(unsettled(other))


FREEDOMS = tuple(
    (re.compile(written), settled)
    for written, settled in (
        (r"['’]d$", "ed"),
        (r"['’]st$", "est"),
        ("vv", "w"),
        ("^v(?=[^aeiouy])", "u"),
        ("(?<=[aeioulry])u(?=[aeiouy])", "v"),
        ("j(?=[aeiou])", "i"),
        ("(?<=.)y", "i"),
        (r"(.)\1+", r"\1"),
        ("(?<=..)e$", ""),
        ("(?<=[cfhkpsx])t$", "ed"),
        ("[cdt]i(?=on|ou|al|an)", "ti"),
        ("g[ei](?=ous)", "g"),
        ("c(?=[ei])", "s"),
        ("c?k|c(?!h)|qu(?=e?$)", "k"),
        ("([^aeiou])([lr])(?:e(?=s)|$)", r"\1e\2"),
        ("(?<=[a-z]{2}[^aeiou])e(?=nes|li$|fu?l|ment|som|les|ward)", ""),
        ("(?<=[^aeiou])e(?=[rn](?:ed|ing|eth)$)", ""),
        ("[ae]ig?ne?(?=s?$)", "ain"),
        ("(?<=[^aeiou])in(?=s?$)", "en"),
        ("(?<=.)e?s$", "s"),
        ("e?d$", "d"),
        ("e[ai]|(?<=.)ie|ei", "e"),
        ("oa|ou|ow(?=.)", "o"),
        ("a[iu](?=.)", "a"),
        ("^en", "in"),
        ("^em", "im"),
        ("u(?=[mn])", "o"),
        ("er(?=.)", "ar"),
        ("z", "s"),
        (r"(.)\1+", r"\1"),
    )
)
"""What one could write in more ways than one, and what all of them are put as; in this order."""


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Return what is left of a folded word once every freedom of old spelling is taken away."""
    for written, settled in FREEDOMS:
        word = written.sub(settled, word)
    return word


_BYGONE = """
hee shee wee mee yee bee doe goe hir hym hem yow thei thay theyr thise thilke owr owne tis twas ile ye thee thine
ech eche euery swich sich moche mych mickle suche whych whyche wich aun oon ane vs vp til wil shal al wel ful stil
ther wher whan whanne than thanne thenne thence hens thens whens hether thether whether hither thither whither
therin wherin therof wherof therto wherto therfore wherfore anon eft eke eek yet agen ageyn ageynst ayenst afore
aforn beforn fro froward towarde vntill amongest amongst betwixt amiddes middes middest whilest perchance
peradventure haply certes forsooth albeit howbeit yea nay verely
shuld shulde shold sholde wold wolde wuld coud cold couth kowthe shullen schal mought mote wist wot wote wotteth
witt wis iwis hight clepe yclept yclad ydrad bene ben byn bin weren hadde hast hath haste hadst doth dooth doeth
doon doen dost didst art wert wast shalt wilt canst mayst maist mightest spake brake bare drave gat sware ware
clave strake stroke strook ranne runne wanne begonne wonne quoth quod gan gonne holpen knowen growen throwen
blowen comen taken maken speken sitten gotten foughten bounden becomen
twoo thre foure fyve sixe seuen eyght nyne tenne twelue twelfe fift sixt twentie thirtie fortie fiftie hundreth
thousande
"""
BYGONE = frozenset(_BYGONE.split())
"""Words that went out of use, and old forms of pronouns, particles, verbs and numbers that no freedom leads to."""
_MARKERS = "hath doth thou thee thy thine quoth unto saith ye hast dost art shalt wilt verily hither thither betwixt"
MARKERS = frozenset(_MARKERS.split())
"""What is old in the language, not in the spelling: it speaks for an old text, and does not say so alone."""
OLD_AMONG = 0.6
"""Old spelling explains this share of the unknown words of an old text read with errors."""
NEW_AMONG = 0.1
"""Old spelling explains this share of the unknown words of any other text."""
PRIOR = -5.5
"""The log-odds that a text is old before a word is read."""
MARKED = 0.5
"""Each marker adds this to the log-odds that a text is old."""
MOST_MARKED = 3.0
"""All markers together add at most this to the log-odds that a text is old."""
AGED = 0.5
"""A text that is old with more than this probability is taken to be old."""


def aged(explained: int, unknown: int, markers: int) -> float:
    """Return the probability that a text is spelt as before spelling was settled.

    Args:
        explained: kinds of unknown words that old spelling explains.
        unknown: all kinds of unknown words.
        markers: kinds of words among MARKERS that the text has.
    """
    odds = PRIOR + min(MOST_MARKED, MARKED * markers)
    odds += explained * log(OLD_AMONG / NEW_AMONG)
    odds += (unknown - explained) * log((1.0 - OLD_AMONG) / (1.0 - NEW_AMONG))
    return 1.0 / (1.0 + exp(min(60.0, -odds)))
