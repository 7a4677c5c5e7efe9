"""Files that a command writes where the user said."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import OutputError


def save(path: Path, text: str) -> None:
    """Write a text file.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", where=path, remedy="name a file in a folder that you may write"
        ) from None
