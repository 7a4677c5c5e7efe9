"""ZIP archives from outside, opened with caution: bombs, encryption and runaway sizes are refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from .errors import SourceError

FILES = 20_000
"""An archive with more files is refused."""
SIZE = 512 * 2**20
"""An archive that unpacks to more bytes than this is refused."""
RATIO = 400
"""A large file inside that was packed to less than this part is a bomb."""
LARGE = 4 * 2**20


def unpack(path: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the wanted files of an archive by name.

    Raises:
        SourceError: it is no archive, damaged, encrypted, or a bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(path, infos)
            return {info.filename: _bytes(path, archive, info) for info in infos if wanted(info.filename)}
    except zipfile.BadZipFile as error:
        raise SourceError(f"is a damaged ZIP archive: {error}", where=path, remedy="export it again") from None
    except (OSError, zlib.error, NotImplementedError) as error:
        raise SourceError(f"cannot be unpacked: {error}", where=path, remedy="export it again") from None


def _check(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > FILES:
        raise SourceError(f"holds {len(infos)} files, more than {FILES}", where=path, remedy="split it")
    total = sum(info.file_size for info in infos)
    if total > SIZE:
        raise SourceError(f"unpacks to {total >> 20} MiB, more than {SIZE >> 20}", where=path, remedy="split it")
    for info in infos:
        if info.flag_bits & 1:
            raise SourceError(f"is encrypted ({info.filename})", where=path, remedy="save it without a password")
        if info.file_size > LARGE and info.file_size > RATIO * max(1, info.compress_size):
            raise SourceError(
                f"looks like a ZIP bomb: {info.filename} unpacks from {info.compress_size} bytes to "
                f"{info.file_size >> 20} MiB",
                where=path,
                remedy="use another copy of the file",
            )


def _bytes(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one file, but never more than it says it holds."""
    with archive.open(info) as file:
        raw = file.read(info.file_size + 1)
    if len(raw) > info.file_size:
        raise SourceError(f"lies about the size of {info.filename}", where=path, remedy="use another copy of the file")
    return raw
