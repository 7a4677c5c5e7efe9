"""The configuration: a TOML file under the user's configuration folder; everything in it has a default."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.decisions.log import editor
from corpus.errors import UsageError

from .keys import KEYS, Key, rebound
from .view.place import Mode

THEMES = ("dark", "light", "mono")


@dataclass(frozen=True, slots=True)
class Config:
    """What the user prefers.

    Attributes:
        by: the name decisions are signed with.
        theme: ``dark``, ``light`` or ``mono``.
        mode: how a change is shown at first.
        keys: the table of keys.
    """

    by: str
    theme: str = "dark"
    mode: Mode = Mode.STACKED
    keys: tuple[Key, ...] = KEYS


def path() -> Path:
    """Return where the file lies: ``$XDG_CONFIG_HOME/corrigenda/config.toml``, by default under ``~/.config``."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "corrigenda" / "config.toml"


def load(file: Path | None = None) -> Config:
    """Read the configuration; without a file, or without a line in it, the defaults hold.

    Raises:
        UsageError: it cannot be read or asks for what there is not.
    """
    where = path() if file is None else file
    theme = "mono" if "NO_COLOR" in os.environ else "dark"
    try:
        data = tomllib.loads(where.read_text(encoding="utf-8")) if file or where.exists() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=where, remedy="mend the file or move it away") from None
    unknown = data.keys() - {"review", "keys"}
    review = _section(data, "review", where)
    unknown |= review.keys() - {"by", "theme", "mode"}
    if unknown:
        raise UsageError(
            f"there is no setting “{sorted(unknown)[0]}”",
            where=where,
            remedy="[review] has by, theme and mode; [keys] has a list of keys for each action",
        )
    changes = {
        action: [keys] if isinstance(keys, str) else keys for action, keys in _section(data, "keys", where).items()
    }
    if not all(isinstance(keys, list) and all(isinstance(key, str) for key in keys) for keys in changes.values()):
        raise UsageError("a key is a text or a list of texts", where=where, remedy='accept = ["y", "enter"]')
    return Config(
        by=str(review.get("by") or editor()),
        theme=theme if theme == "mono" else _choice(review, "theme", THEMES, theme, where),
        mode=Mode(_choice(review, "mode", tuple(Mode), Mode.STACKED, where)),
        keys=rebound(KEYS, changes, where),
    )


def _section(data: dict[str, Any], name: str, where: Path) -> dict[str, Any]:
    section = data.get(name, {})
    if not isinstance(section, dict):
        raise UsageError(f"“{name}” is a section", where=where, remedy=f"write [{name}] on a line of its own")
    return section


def _choice(section: dict[str, Any], name: str, choices: tuple[str, ...], default: str, where: Path) -> str:
    value = section.get(name, default)
    if value not in choices:
        raise UsageError(f"“{value}” is no {name}", where=where, remedy=f"one of: {', '.join(choices)}")
    return str(value)
