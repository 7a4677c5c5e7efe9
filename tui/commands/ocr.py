"""``corrigenda ocr``: scans to text and ALTO, page by page."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ExitCode, OutputError, UsageError
from corpus.file_names import distinct, file_name

if TYPE_CHECKING:
    from corpus.records import Failure, Page
    from ocr.ingest import PageImage

FORMATS = ("text", "alto", "page", "hocr", "pdf")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "scans", nargs="+", metavar="SCAN", help="images, PDFs, folders, patterns, IIIF manifests or METS files"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="where the pages are written")
    parser.add_argument(
        "--quality",
        choices=("fast", "standard", "best"),
        default="standard",
        help="fast: one engine; standard: two that vote (default); best: on several clean-ups of the page",
    )
    parser.add_argument(
        "--formats", default="text,alto", metavar="LIST", help=f"of {', '.join(FORMATS)} (default text,alto)"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument("--limit", type=float, default=180.0, metavar="SECONDS", help="that a page may take")
    parser.add_argument("--show-steps", type=Path, metavar="DIR", help="write pictures of every clean-up step there")


def run(args: argparse.Namespace) -> int:
    """Read the scans and write what was read."""
    from corpus.records import Failure
    from ocr import engines
    from ocr.read import Quality, listed, read_images

    formats = tuple(args.formats.split(","))
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(f"there is no format “{unknown[0]}”", remedy=f"choose from {', '.join(FORMATS)}")
    print(engines.used(), file=sys.stderr)
    _folder(args.output)
    images = list(_distinct(list(listed(args.scans))))
    steps = args.show_steps
    found = read_images(images, Quality(args.quality), max(1, args.workers), args.limit, steps)
    done = failed = 0
    codes: set[int] = set()
    for image, page in zip(images, found, strict=True):
        if isinstance(page, Failure):
            failed += 1
            codes.add(page.code)
            _complain(page)
            continue
        try:
            _write(args.output, page, image, formats)
        except OSError as error:
            raise OutputError(
                f"cannot be written: {error.strerror}", where=args.output, remedy="free some space"
            ) from error
        done += 1
        print(f"{page.name}: {sum(len(line.words) for line in page.lines)} words", file=sys.stderr)
    if not failed:
        return ExitCode.OK
    return ExitCode.PARTIAL if done else codes.pop() if len(codes) == 1 else ExitCode.INPUT


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", where=path, remedy="name another folder") from error


def _distinct(images: list[PageImage | Failure]) -> list[PageImage | Failure]:
    """Return pages of different sources that have one name different ones."""
    from dataclasses import replace

    taken: set[str] = set()
    return [replace(image, name=distinct(image.name, taken)) for image in images]


def _write(folder: Path, page: Page, image: PageImage | Failure, formats: tuple[str, ...]) -> None:
    from corpus.formats import FORMATS as XML

    for name in formats:
        if name == "text":
            (folder / file_name(page.name, ".txt")).write_text(
                page.text + "\n" * bool(page.lines), encoding="utf-8", newline="\n"
            )
        elif name == "pdf":
            from ocr.formats import pdf
            from ocr.ingest import PageImage

            if isinstance(image, PageImage):
                (folder / file_name(page.name, ".pdf")).write_bytes(pdf.write([(page, image.load())]))
        else:
            (folder / file_name(page.name, XML[name].suffix)).write_bytes(XML[name].write(page))


def _complain(failure: Failure) -> None:
    from ..screen import visible

    name = "" if failure.name in failure.reason else f"{failure.name}: "
    remedy = f" ({failure.remedy})" if failure.remedy else ""
    print(f"corrigenda: {visible(name + failure.reason + remedy)}", file=sys.stderr)
