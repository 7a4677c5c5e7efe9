"""Pages for libraries: corrected, with the boxes they had; and decisions that outlast a new reading of the scan."""

from pathlib import Path

from corpus.decisions.log import new_id
from corpus.decisions.selectors import select
from corpus.formats import FORMATS, read
from corpus.records import Box, Decision, Kind, Line, Page, Verdict, Witness, Word
from restore.edition.formats.pages import write
from restore.edition.record import compile_record
from restore.edition.report import page as report
from tests.restore.edition.letters import accept


def sheet(*lines, name="scan-1"):
    made = []
    for y, text in enumerate(lines):
        words = tuple(Word(w, Box(10 + 80 * x, 50 * y, 80 + 80 * x, 50 * y + 30)) for x, w in enumerate(text.split()))
        made.append(Line(words, Box(10, 50 * y, 700, 50 * y + 30)))
    return Page(name, "0" * 64, 1, 800, 900, tuple(made))


def test_corrected_pages_keep_their_boxes(tmp_path):
    page = sheet("A Seviet note", "-2-", "on Japan")
    witness = Witness.of_pages("A", "A note", (page,))
    events = [accept(witness.text, "Seviet", "Soviet"), accept(witness.text, "-2-", kind=Kind.FURNITURE)]
    files = write(compile_record("x", Path("x"), [witness], {}, events, [page]), tmp_path)
    assert len(files) == len(FORMATS)
    for file in files:
        again = read(file.read_bytes())
        assert [line.text for line in again.lines] == ["A Soviet note", "-2-", "on Japan"]
        assert again.lines[0].words[1].box == page.lines[0].words[1].box


def test_a_text_without_scans_has_no_pages(tmp_path):
    assert write(compile_record("x", Path("x"), [Witness("A", "A", "text")], {}, []), tmp_path) == []


RAW = (
    "December 23rd, 1941.\n\nMy dear Welles,\n\nM. Stalin had stated that a Seviet declaration of war on Japan would "
    "involve Russia in serious fighting for which they were not at present ready.\n\nLCRFT\n\nYours"
)
READ_AGAIN = sheet(
    "December 23rd, 1941.",
    "My dear Welles,",
    "M. Stalin had stated that a Seviet",
    "declaration of war on Japan would involve",
    "Russia in serious fighting for which they",
    "were not at present ready.",
)


def test_decisions_outlast_a_new_reading_and_orphans_are_told():
    def decide(sic, reading, kind):
        at = RAW.index(sic)
        place = select(RAW, at, at + len(sic))
        when = f"2026-01-0{len(reading) % 9 + 1}T00:00:00.000000+00:00"
        return Decision(new_id(), "A", place, kind, Verdict.ACCEPT, "anna", when, text=reading)

    kept, lost = decide("Seviet", "Soviet", Kind.MISREAD), decide("LCRFT", "", Kind.FURNITURE)
    witness = Witness.of_pages("A", "A note", (READ_AGAIN,))
    made = compile_record("x", Path("x"), [witness], {}, [kept, lost], [READ_AGAIN])
    (part,) = made.parts
    assert "a Soviet\ndeclaration" in part.edition.text
    assert part.edition.orphans == (lost,)
    html = report(made)
    assert "LCRFT" in html and "not there any more" in html and "present ready" in html
