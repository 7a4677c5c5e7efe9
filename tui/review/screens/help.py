"""The help: made from the table of keys."""

from __future__ import annotations

from collections.abc import Iterable

from ..keys import EVERYWHERE, Key, Where, printed
from ..state.diff import Styled, Tone
from ..view.fold import Row, pad


def help_rows(keys: Iterable[Key], where: Where) -> list[Row]:
    """Return what the keys of a screen do, those of this screen first."""
    mine = [key for key in keys if where in key.where]
    own = [key for key in mine if key.where != EVERYWHERE]
    common = [key for key in mine if key.where == EVERYWHERE]
    return [
        Row((Styled(f"On this screen ({where})", Tone.TITLE),)),
        *map(_row, own),
        Row(()),
        Row((Styled("On every screen", Tone.TITLE),)),
        *map(_row, common),
    ]


def _row(key: Key) -> Row:
    names = f"{key.keys[0]}–{key.keys[-1]}" if key.action == "reading" else "  ".join(map(printed, key.keys))
    return Row((*pad([Styled(f" {names}", Tone.KEY)], 14), Styled(key.help)))
