"""Old spellings: words written as they were before spelling was settled, told from misread ones.

A word that an old habit of spelling turns into a known one (againe, iudge, vpon, himselfe, businesse, raysed) may well
be right as it stands. How likely that is, the document tells: where many unknown words are such, they are its usage.
"""

from __future__ import annotations

from functools import lru_cache

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
    """Give what a folded word may be in settled spelling, by one habit; most of it is no word."""
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
    """Give the old spellings of a folded word, by one habit; most of them nobody ever used."""
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
