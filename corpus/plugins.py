"""Detectors, formats and engines of others: packages that are installed beside this one and name them as entry points.

A package offers a detector with, in its ``pyproject.toml``::

    [project.entry-points."corrigenda.detectors"]
    dittography = "my_package.dittography:detect"

``--no-plugins``, or ``CORRIGENDA_PLUGINS=0`` in the environment of every process, leaves them out.
"""

from __future__ import annotations

import os
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from .errors import PluginError

SWITCH = "CORRIGENDA_PLUGINS"
"""The environment variable that leaves plug-ins out where it is ``0``; child processes inherit it."""


class Group(StrEnum):
    """What can be plugged in; the value is the name of the group of entry points."""

    DETECTORS = "corrigenda.detectors"
    """Functions from a :class:`restore.document.Document` to findings."""
    FORMATS = "corrigenda.formats"
    """Functions ``write(record, folder)`` that give the files written; the first line of their docstring is shown."""
    ENGINES = "corrigenda.engines"
    """Values of the protocol :class:`ocr.engines.base.Engine`."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """Something that another package offers.

    Attributes:
        group: what it is.
        name: as its package names it.
        package: the name of that package.
        version: of that package.
    """

    group: Group
    name: str
    package: str
    version: str


def switch_off() -> None:
    """Leave plug-ins out, in this process and in those it starts."""
    os.environ[SWITCH] = "0"


def plugins(group: Group) -> tuple[Plugin, ...]:
    """Return what other packages offer of a group, by name; nothing where plug-ins are left out."""
    return tuple(Plugin(group, *key) for key in _entries(group)) if os.environ.get(SWITCH) != "0" else ()


@cache
def _entries(group: Group) -> dict[tuple[str, str, str], EntryPoint]:
    """Return the entry points of a group by name, package and version; this package's own are none."""
    found = {}
    for entry in entry_points(group=group):
        package, version = (entry.dist.name, entry.dist.version) if entry.dist else ("", "")
        found[entry.name, package, version] = entry
    return dict(sorted(found.items()))


@cache
def load(plugin: Plugin) -> Any:
    """Import a plug-in.

    Raises:
        PluginError: it cannot be imported.
    """
    try:
        return _entries(plugin.group)[plugin.name, plugin.package, plugin.version].load()
    except Exception as error:  # whatever the other package does wrong, this program says which it is
        raise PluginError(
            f"the plug-in cannot be loaded: {type(error).__name__}: {error}",
            where=f"{plugin.package} {plugin.version}, {plugin.group}: {plugin.name}",
            remedy="mend or uninstall it, or use --no-plugins",
        ) from error


def loaded(group: Group, taken: Container[str]) -> dict[str, Any]:
    """Return all plug-ins of a group, imported, by name.

    Args:
        group: what is wanted.
        taken: names of what this program has itself; none may be replaced.

    Raises:
        PluginError: one cannot be imported, or two have one name.
    """
    found: dict[str, Any] = {}
    for plugin in plugins(group):
        if plugin.name in taken or plugin.name in found:
            raise PluginError(
                f"the name “{plugin.name}” is taken",
                where=f"{plugin.package} {plugin.version}, {plugin.group}",
                remedy="uninstall one of the two, or use --no-plugins",
            )
        found[plugin.name] = load(plugin)
    return found
