"""Digests of what findings depend on beside the text: the data that ships, a model of one's own, lists, plug-ins."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .plugins import Group, plugins
from .sources import digest


def of_files(paths: Iterable[Path]) -> str:
    """Return a digest of the names and contents of files, whatever their order.

    Raises:
        OSError: one cannot be read.
    """
    whole = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        whole.update(f"{path.name}\0{digest(path)}\0".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


@cache
def of_folder(folder: Path) -> str:
    """Return a digest of the files of a folder, asked for once: while the program runs it reads each of them once.

    Raises:
        OSError: one cannot be read.
    """
    return of_files(path for path in folder.iterdir() if path.is_file())


def of_plugins(group: Group) -> str:
    """Return the names and versions of what other packages offer of a group."""
    return " ".join(f"{one.name}={one.package}-{one.version}" for one in plugins(group))
