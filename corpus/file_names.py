"""The names of all files that are written: safe, short, and different for what is different.

A label (a title, a page number, what a source calls its page) is only ever shown; here it becomes a name that lies in
the folder it is put in, on any file system.
"""

from __future__ import annotations

import hashlib
import re

ODD = re.compile(r"[^\w.-]+")
"""What a file name does without: everything but letters, figures, ``_``, ``.`` and ``-``."""
LONGEST = 100
"""A name made of a label has at most this many bytes in UTF-8, its suffix left out."""
DIGITS = 8
"""Figures of the digest by which labels that would have one name are told apart."""
SUFFIX = re.compile(r"\.\w{1,8}", re.ASCII)


def file_name(label: str, suffix: str = "") -> str:
    """Return the name of a file for a label: the label itself where that is safe and short.

    Where it is not, what is left of it with a digest of the whole, so that two labels never have one name.

    Args:
        label: whatever the file is about.
        suffix: with its dot.
    """
    name = ODD.sub("_", label).encode()[:LONGEST].decode(errors="ignore").strip("._-")
    if name != label or not name:
        digest = hashlib.sha256(label.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
        name = f"{name or 'text'}-{digest}"
    return name + suffix


def distinct(wanted: str, taken: set[str]) -> str:
    """Return a name that none has yet, and take it: the one wanted, or that with a number.

    Args:
        wanted: the name.
        taken: those taken so far, folded: some file systems know no capitals.
    """
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name.casefold())
    return name


def suffix_of(name: str) -> str:
    """Return the ending of a file's name, folded, where it is one: empty for what only looks like one."""
    found = SUFFIX.fullmatch("." + name.rpartition(".")[2]) if "." in name else None
    return found.group().lower() if found else ""
