"""Text into HTML: escaped, and with what no browser should obey shown as a sign."""

from __future__ import annotations

import html
from pathlib import Path

ASSETS = Path(__file__).with_name("assets")
_SIGNS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t\r"}
_SIGNS[0x7F] = "␡"
_SIGNS.update(dict.fromkeys((*range(128, 160), *range(55296, 57344), 65534, 65535), "�"))
_SIGNS.update(
    {code: f"‹{code:04X}›" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
)


def shown(text: str) -> str:
    """Return text with control and direction characters as signs."""
    return text.translate(_SIGNS)


def esc(text: object) -> str:
    """Return text for HTML content and attributes."""
    return html.escape(shown(str(text)))


def asset(name: str) -> str:
    """Return a style sheet or script that ships with the writers."""
    return (ASSETS / name).read_text(encoding="utf-8")
