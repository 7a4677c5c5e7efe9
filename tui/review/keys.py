"""The keys: a visible table, changed by the configuration, checked for clashes.

A key is written as it is printed (``y``, ``A``, ``/``) or named (``space``, ``enter``, ``ctrl+p``, ``f2``); two keys
one after the other stand together (``]c``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.errors import UsageError


class Where(StrEnum):
    """The screens."""

    QUEUE = "queue"
    REVIEW = "review"
    TEXT = "text"
    ALIKE = "alike"
    PASSAGES = "passages"
    NAMES = "names"
    LOG = "log"
    EXPORT = "export"


EVERYWHERE = tuple(Where)
LISTS = (Where.QUEUE, Where.ALIKE, Where.PASSAGES, Where.NAMES, Where.LOG, Where.EXPORT)
DECIDING = (Where.REVIEW, Where.QUEUE)


@dataclass(frozen=True, slots=True)
class Key:
    """What keys do.

    Attributes:
        action: its name in the configuration; a screen's method ``do_ACTION`` carries it out.
        keys: any of these.
        label: for the footer, a word.
        help: for the help, a line.
        where: the screens it counts on.
        footer: whether the footer names it, and how early: the lower the earlier, 0 never.
    """

    action: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: tuple[Where, ...] = (Where.REVIEW,)
    footer: int = 0


KEYS: tuple[Key, ...] = (
    Key("accept", ("y",), "take", "accept the marked reading and go on to what waits", DECIDING, 1),
    Key("reject", ("n",), "leave", "leave the text as it stands and go on to what waits", DECIDING, 2),
    Key("reading", tuple("123456789"), "reading", "take that reading", (Where.REVIEW,), 0),
    Key("edit", ("e",), "edit", "write a reading of your own, starting from the marked one", DECIDING, 3),
    Key("doubtful", ("space",), "doubt", "set or take away the doubtful mark", DECIDING, 6),
    Key("comment", ("c",), "comment", "say something about it; goes into the log and the apparatus", DECIDING, 9),
    Key("accept_alike", ("a",), "all alike", "accept wherever the same is asked: a list first", DECIDING, 5),
    Key("reject_alike", ("d",), "none alike", "leave wherever the same is asked: a list first", DECIDING, 10),
    Key(
        "again", (".",), "alike too", "do what was decided last wherever the same is asked: a list first", DECIDING, 21
    ),
    Key("split", ("s",), "split", "decide on each changed word alone", (Where.REVIEW,), 11),
    Key("undo", ("u",), "undo", "take back the last decision, or the last bulk decision whole", EVERYWHERE, 4),
    Key("redo", ("U",), "redo", "do again what was undone", EVERYWHERE, 0),
    Key("next", ("j",), "next", "go to the next that waits", DECIDING, 7),
    Key("previous", ("k",), "previous", "go to the previous that waits", DECIDING, 8),
    Key("next_any", ("J", "right"), "", "go to the next, decided or not", DECIDING),
    Key("previous_any", ("K", "left"), "", "go to the previous, decided or not", DECIDING),
    Key("next_change", ("]c",), "", "go to the next accepted change", DECIDING),
    Key("previous_change", ("[c",), "", "go to the previous accepted change", DECIDING),
    Key("down", ("down", "j"), "down", "go down a row", (*LISTS[1:], Where.TEXT)),
    Key("up", ("up", "k"), "up", "go up a row", (*LISTS[1:], Where.TEXT)),
    Key("down", ("down",), "", "go down: a row of the queue, a reading of the finding", DECIDING),
    Key("up", ("up",), "", "go up: a row of the queue, a reading of the finding", DECIDING),
    Key("word_on", ("right", "l"), "word", "go to the next word", (Where.TEXT,), 5),
    Key("word_back", ("left", "h"), "", "go to the word before", (Where.TEXT,)),
    Key("select", ("v",), "select", "begin to select words, or end it", (Where.TEXT,), 2),
    Key("select_on", ("shift+right", ">"), "", "select the next word too", (Where.TEXT,)),
    Key("select_back", ("shift+left", "<"), "", "select the word before too", (Where.TEXT,)),
    Key(
        "write_reading",
        ("e",),
        "write",
        "write the reading of what is selected: a finding of your own",
        (Where.TEXT,),
        1,
    ),
    Key("supply", ("i",), "supply", "supply words that are left out before the cursor", (Where.TEXT,), 3),
    Key("find", ("/",), "find", "find words in the text", (Where.TEXT,), 6),
    Key("find_next", ("n",), "", "find them once more", (Where.TEXT,)),
    Key("page_down", ("pagedown", "ctrl+d"), "", "go down a page", EVERYWHERE),
    Key("page_up", ("pageup", "ctrl+u"), "", "go up a page", EVERYWHERE),
    Key("first", ("home",), "", "go to the first", EVERYWHERE),
    Key("last", ("end", "G"), "", "go to the last", EVERYWHERE),
    Key("open", ("enter",), "open", "open it in the review", (Where.QUEUE, Where.LOG, Where.PASSAGES, Where.TEXT), 4),
    Key("search", ("/",), "search", "search the texts, readings and reasons", DECIDING, 12),
    Key("go", ("g",), "go to", "go to a line, a page or a finding's number", DECIDING, 13),
    Key("filter", ("f",), "filter", "show only a kind, what waits, what is doubtful", DECIDING, 14),
    Key("sort", ("o",), "sort", "by text, errors found per key, certainty, kind", (Where.QUEUE,), 3),
    Key("open_page", ("o",), "page", "open the page image in the system's viewer", (Where.REVIEW,), 0),
    Key("scan", ("i",), "scan", "show or hide the line on the scan", (Where.REVIEW,), 0),
    Key("other", ("w",), "other copy", "show or hide the other witness beside it", (Where.REVIEW,), 15),
    Key("more", ("}",), "", "more context", (Where.REVIEW,), 16),
    Key("less", ("{",), "", "less context", (Where.REVIEW,)),
    Key("mode", ("m",), "view", "lines, side by side or inline", (Where.REVIEW,), 17),
    Key("pane", ("tab",), "pane", "go to the next pane", EVERYWHERE),
    Key("name", ("A",), "name", "it is a name and right: leave it and its like, and add it to the names", DECIDING, 18),
    Key("good", ("B",), "good word", "the word is right: leave it and its like, and keep it in mind", DECIDING, 19),
    Key("take", ("y", "enter"), "decide all", "decide on all the rows that are marked", (Where.ALIKE,), 1),
    Key("toggle", ("space", "x"), "in or out", "take the row in or leave it out", (Where.ALIKE,), 2),
    Key("toggle_all", ("t",), "all or none", "take all rows in, or none", (Where.ALIKE,), 3),
    Key("back", ("escape",), "back", "go back without deciding", EVERYWHERE, 20),
    Key(
        "keep_first",
        ("y",),
        "take",
        "keep the better copy and let the other go; let a misplaced passage move",
        (Where.PASSAGES,),
        1,
    ),
    Key(
        "legitimate",
        ("n",),
        "leave",
        "both copies stand, a legitimate repetition; a passage stays where it is",
        (Where.PASSAGES,),
        2,
    ),
    Key("merge", ("space",), "this reading", "take the other copy's reading at the row", (Where.PASSAGES,), 3),
    Key("next_passage", ("J", "right", "]c"), "next", "go to the next passage", (Where.PASSAGES,), 4),
    Key("previous_passage", ("K", "left", "[c"), "", "go to the previous passage", (Where.PASSAGES,)),
    Key("look_up", ("/",), "look up", "look a name up", (Where.NAMES,), 1),
    Key("take_name", ("y", "enter"), "take", "take the name as the reading of the current finding", (Where.NAMES,), 3),
    Key("add", ("a",), "add", "add the name that was looked up", (Where.NAMES,), 2),
    Key("take_back", ("x",), "take back", "take back the event under the cursor", (Where.LOG,), 2),
    Key("write", ("y", "enter"), "write", "write the formats that are marked", (Where.EXPORT,), 1),
    Key("mark", ("space", "x"), "in or out", "take the format in or leave it out", (Where.EXPORT,), 2),
    Key("show_queue", ("Q", "f2"), "Queue", "go to the queue", EVERYWHERE),
    Key("show_review", ("R", "f3"), "Review", "go to the review", EVERYWHERE),
    Key("show_text", ("E", "f9"), "Text", "read the text, and write a reading where nothing points", EVERYWHERE, 98),
    Key("show_alike", ("C", "f4"), "Concordance", "go to the places alike", EVERYWHERE),
    Key("show_passages", ("P", "f5"), "Passages", "go to the doubled and misplaced passages", EVERYWHERE),
    Key("show_names", ("N", "f6"), "Names", "go to the names", EVERYWHERE),
    Key("show_log", ("L", "f7"), "Log", "go to the log", EVERYWHERE),
    Key("show_export", ("X", "f8"), "Export", "go to the export", EVERYWHERE),
    Key("theme", ("T",), "theme", "dark, light, or no colour", EVERYWHERE),
    Key("help", ("?", "f1"), "help", "what the keys do", EVERYWHERE, 99),
    Key("palette", ("ctrl+p",), "palette", "find a command by its name", EVERYWHERE),
    Key("quit", ("q",), "quit", "quit; every decision is kept", EVERYWHERE, 97),
)
"""Every key of the review. The order is that of the help."""

NAMED = {
    *("space", "enter", "escape", "tab", "backspace", "delete", "insert", "up", "down", "left", "right"),
    *("home", "end", "pageup", "pagedown"),
    *(f"f{number}" for number in range(1, 25)),
}
"""Keys that have a name."""


def rebound(keys: Iterable[Key], changes: Mapping[str, Sequence[str]], source: object = None) -> tuple[Key, ...]:
    """Return the table with the keys of some actions changed.

    Raises:
        UsageError: there is no such action, no such key, or two actions have one key on one screen.
    """
    table = tuple(keys)
    known = dict.fromkeys(key.action for key in table)
    for action, new in changes.items():
        if action not in known:
            raise UsageError(
                f"there is no action “{action}” to give a key to", where=source, remedy=f"one of: {', '.join(known)}"
            )
        for name in new:
            if not _is_key(name):
                raise UsageError(
                    f"“{name}” is no key",
                    where=source,
                    remedy="a character, two in a row, or space, enter, ctrl+a, f5 …",
                )
    out = tuple(replace(key, keys=tuple(changes[key.action])) if key.action in changes else key for key in table)
    _check(out, source)
    return out


def _is_key(name: str) -> bool:
    last = name.rsplit("+", 1)[-1] if len(name) > 1 else name
    return bool(name) and (len(name) <= 2 or last in NAMED or (name.startswith(("ctrl+", "alt+")) and len(last) == 1))


def _check(keys: Iterable[Key], source: object) -> None:
    owner: dict[tuple[Where, str], str] = {}
    for key in keys:
        for where in key.where:
            for name in key.keys:
                other = owner.setdefault((where, name), key.action)
                if other != key.action:
                    raise UsageError(
                        f"“{name}” would do both “{other}” and “{key.action}” on the {where} screen",
                        where=source,
                        remedy="give one of them another key",
                    )
    for (where, name), action in owner.items():
        first = owner.get((where, name[0])) if is_sequence(name) else None
        if first is not None:
            raise UsageError(
                f"“{name}” for “{action}” can never be typed on the {where} screen: “{name[0]}” does “{first}” at once",
                where=source,
                remedy="give one of them another key",
            )


def is_sequence(name: str) -> bool:
    """Whether a key is two, one after the other."""
    return len(name) == 2 and name not in NAMED


def table(keys: Iterable[Key], where: Where) -> dict[str, Key]:
    """Return what each key does on a screen."""
    return {name: key for key in keys if where in key.where for name in key.keys}


def footer(keys: Iterable[Key], where: Where) -> list[Key]:
    """Return the keys the footer of a screen names, the most needed first."""
    return sorted((key for key in keys if where in key.where and key.footer), key=lambda key: key.footer)


def printed(name: str) -> str:
    """Return a key as it is shown to a person."""
    return {"space": "␣", "enter": "⏎", "escape": "esc", "right": "→", "left": "←"}.get(name, name)
