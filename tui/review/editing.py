"""A text in one line for editing, and back: line ends and control characters stand as symbols meanwhile."""

from __future__ import annotations

from ..screen import visible

LINE_END = "⏎"


def to_line(text: str) -> str:
    """Return a text as a line that can be edited on a terminal."""
    return visible(text).replace("\n", LINE_END)


def from_line(line: str, *originals: str) -> str:
    """Return the text of an edited line: symbols that stood for characters of the originals are these again.

    A symbol that stands for nothing in the originals was typed, and stays; but ``⏎`` is always a line end, unless an
    original has the symbol itself.
    """
    symbols = {visible(char): char for text in originals for char in text if visible(char) != char}
    if not any(LINE_END in text for text in originals):
        symbols[LINE_END] = "\n"
    for symbol, char in sorted(symbols.items(), key=lambda pair: -len(pair[0])):
        line = line.replace(symbol, char)
    return line
