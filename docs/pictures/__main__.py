"""The pictures of the review in README.md and docs/review.md: real screens of it, on the sample letter.

``python -m docs.pictures`` draws them anew. The one with a scan needs an OCR engine and the extra ``scan``.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import textual_image.widget

from corpus.store import Entry, Store
from restore.emend.rule import Rule
from tui.job import Settings, run
from tui.review.app import ReviewApp
from tui.review.config import Config
from tui.review.state.session import ReviewSession
from tui.sources import jobs

ROOT = Path(__file__).parents[2]
LETTER = "corpus/samples/halifax.txt"
SCANS = "scans/halifax"
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen to draw.

    Attributes:
        source: what is reviewed.
        at: the finding it starts from: the first of which this is true.
        keys: pressed then.
        size: of the terminal.
        theme: of the review.
    """

    source: str
    at: Callable[[ReviewSession, Entry], bool]
    keys: Sequence[str] = ()
    size: tuple[int, int] = (110, 34)
    theme: str = "dark"


def garbled(session: ReviewSession, entry: Entry) -> bool:
    """Whether another copy has the reading, and it is a word."""
    best = session.emendation(entry).best
    return best is not None and best.basis == "copy" and len(best.text) > 5 and entry.stop - entry.start > 5


def doubled(session: ReviewSession, entry: Entry) -> bool:
    """Whether it is a long doubled passage."""
    return entry.kind == "duplicate" and entry.stop - entry.start > 400


def misread(session: ReviewSession, entry: Entry) -> bool:
    """Whether it is a misread word."""
    return entry.kind == "misread" and entry.p > 0.9


PICTURES: dict[str, Picture] = {
    "review": Picture(LETTER, garbled),
    "text": Picture(LETTER, garbled, ["E", "home", "/", *"substance of", "enter", "right"], (90, 26)),
    "queue": Picture(LETTER, misread, ["y", "y", "space", "j", "n", "Q"], (90, 26)),
    "passages": Picture(LETTER, doubled, ["P"], (110, 32)),
    "inline": Picture(LETTER, garbled, ["m", "m"], (80, 24), "light"),
    "names": Picture(LETTER, lambda session, entry: entry.kind == "name", ["N"], (90, 22)),
    "mono": Picture(LETTER, garbled, [], (80, 24), "mono"),
    "scan": Picture(SCANS, misread, [], (110, 36)),
}
"""Every picture by its name."""


def edition(source: str, folder: Path) -> None:
    """Make the edition that is reviewed."""
    found, _ = jobs([str(ROOT / source)])
    with Store.create(folder) as store:
        run(store, found, Settings(Rule.NONE, "fast", 1, ()), lambda *_: None)


async def draw(picture: Picture, folder: Path) -> str:
    """Return a picture as SVG."""
    with Store.open(folder) as store:
        session = ReviewSession(store, "editor")
        at = next((n for n, entry in enumerate(session.queue) if picture.at(session, entry)), 0)
        session.go(at)
        app = ReviewApp(session, Config(by="editor", theme=picture.theme), name=Path(picture.source).stem)
        async with app.run_test(size=picture.size) as pilot:
            await pilot.press(*picture.keys)
            await app.workers.wait_for_complete()
            await pilot.pause(0.2)
            return without_net(app.export_screenshot(title="corrigenda review"))


def without_net(svg: str) -> str:
    """Return an SVG that fetches no font from the net."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONT};", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def main() -> None:
    """Draw all pictures; the scan in half blocks, which is what most terminals show."""
    textual_image.widget.Image = textual_image.widget.HalfcellImage
    with tempfile.TemporaryDirectory() as base:
        folders: dict[str, Path] = {}
        for name, picture in PICTURES.items():
            if picture.source not in folders:
                folders[picture.source] = Path(base) / Path(picture.source).stem
                edition(picture.source, folders[picture.source])
            copy = Path(base) / f"for-{name}"
            copy.mkdir()
            for file in folders[picture.source].rglob("*"):
                target = copy / file.relative_to(folders[picture.source])
                target.mkdir(parents=True, exist_ok=True) if file.is_dir() else target.write_bytes(file.read_bytes())
            path = Path(__file__).parent / f"{name}.svg"
            path.write_text(asyncio.run(draw(picture, copy)), encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
