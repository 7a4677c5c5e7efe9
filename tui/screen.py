"""Text for the terminal: shown as it is, but never obeyed."""

from __future__ import annotations

BLANK = str.maketrans({" ": "␣", "\n": "⏎", "\u00a0": "⍽"})
"""How white space is shown where nothing else is there to see."""
_BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_SYMBOLS: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n"}
_SYMBOLS[0x7F] = "␡"
_SYMBOLS.update({code: f"‹{code:02X}›" for code in range(0x80, 0xA0)})
_SYMBOLS.update({code: f"‹{code:04X}›" for code in _BIDI})
_SYMBOLS.update({code: f"‹{code:04X}›" for code in (0x2028, 0x2029, 0xFEFF)})
_SYMBOLS.update({code: f"‹{code:04X}›" for code in range(0xD800, 0xE000)})


def count(number: int, noun: str) -> str:
    """Return how many there are of something: ``1 text``, ``1,200 texts``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def visible(text: str) -> str:
    """Show control, escape and bidirectional characters as symbols; line ends stay, everything else too."""
    return text.translate(_SYMBOLS)
