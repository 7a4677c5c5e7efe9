"""The line on the scan: cut from the page with the word outlined; a bad image is a message, no pane and no crash."""

import pytest

from corpus.errors import SourceError
from corpus.records import Basis, Box, Emendation, Finding, Kind, Line, Page, Reading, Source, Witness, Word
from corpus.sources import digest
from corpus.store import Store
from tui.review.app import ReviewApp
from tui.review.config import Config
from tui.review.state.session import ReviewSession
from tui.review.view.scan import crop, line_box, open_page, place
from tui.review.widgets.scan_pane import ScanPane

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def scanned(tmp_path):
    """Return a store with one page of two lines, and its image."""
    path = tmp_path / "p1.png"
    Image.new("RGB", (400, 300), "white").save(path)
    source = Source(digest(path), path.name, "scan", path.stat().st_size)
    lines = tuple(
        Line(
            (Word("the", Box(20, top, 80, top + 20)), Word(word, Box(100, top, 180, top + 20))),
            Box(20, top, 180, top + 20),
        )
        for top, word in ((40, "Seviet"), (90, "reply"))
    )
    page = Page("p1", source.digest, 1, 400, 300, lines)
    witness = Witness.of_pages("A", "letter", (page,))
    finding = Finding(4, 10, Kind.MISREAD, "Seviet", 0.9, "no word")
    with Store.create(tmp_path / "edition") as store:
        store.keep_source(store.take_source(path))
        store.keep_page(page, "test")
        store.keep_witness(witness, [Emendation(finding, (Reading("Soviet", 0.9, Basis.COPY),))], "test")
        yield store


def test_the_word_is_found_and_outlined(scanned):
    (entry,) = scanned.index()
    found = place(scanned, entry)
    assert found.box == Box(100, 40, 180, 60)
    line = line_box(found)
    assert line.top < 40 < 60 < line.bottom
    image = crop(found, 5.0)
    assert image.height == line.height
    assert any(red > 150 > blue for count, (red, _, blue) in image.getcolors(10**6))


def test_a_text_has_no_scan(session):
    assert place(session.store, session.current) is None


def test_a_damaged_image_says_so_and_shows_no_pane(scanned):
    (entry,) = scanned.index()
    found = place(scanned, entry)
    found.path.chmod(0o644)
    found.path.write_bytes(found.path.read_bytes()[:60])
    with pytest.raises(SourceError, match="cannot be shown"):
        crop(found, 5.0)


async def test_the_pane_is_there_only_with_a_scan(scanned, session):
    pytest.importorskip("textual_image")
    for reviewed, there in ((ReviewSession(scanned, "anna"), True), (session, False)):
        app = ReviewApp(reviewed, Config(by="anna"))
        async with app.run_test(size=(100, 40)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert app.screen.query_one(ScanPane).display is there
            await pilot.press("i")
            assert app.screen.query_one(ScanPane).display is False


def test_without_a_viewer_the_path_is_told(scanned, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    (entry,) = scanned.index()
    assert "no viewer here" in open_page(place(scanned, entry))
