"""Collate and evaluate from the outside: what is printed, what is written, what bad input gets."""

import json

import pytest

from corpus.errors import ExitCode
from corpus.formats import alto
from corpus.records import Box, Line, Page, Word
from tui.cli import main

TEXT = (
    "I have received your message of the seventh and I agree that we need clarity in our relations.\n\n"
    "Please accept my thanks for the promise of monthly aid in aluminium, aircraft and tanks.\n"
)


@pytest.fixture
def texts(tmp_path):
    one, two, three = (tmp_path / f"{name}.txt" for name in "abc")
    one.write_text(TEXT)
    two.write_text(TEXT.replace("clarity", "<b>charity</b>").replace("aid in", "aid, in"))
    three.write_text(TEXT.replace("clarity", "purity"))
    return [str(path) for path in (one, two, three)]


def test_collate_prints_the_apparatus_of_all_witnesses(texts, capsys):
    assert main(["collate", *texts]) == ExitCode.OK
    out = capsys.readouterr().out
    assert "a.txt and b.txt: 1 passage that both have" in out
    assert "a.txt:1: clarity] b>charity</b b (wording); purity c" in out or "clarity]" in out
    assert "aid, in" not in out
    assert main(["collate", *texts, "--all", "--json"]) == ExitCode.OK
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row.get("change") for row in rows} >= {None, "punctuation"}
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows if "start" in row)


def test_collate_writes_a_page(texts, tmp_path, capsys):
    assert main(["collate", *texts, "--html", str(tmp_path / "out.html")]) == ExitCode.OK
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "<del" in page and "<ins" in page and "<b>charity" not in page
    assert main(["collate", *texts, "--html", str(tmp_path / "no" / "out.html")]) == ExitCode.OUTPUT
    assert "folder" in capsys.readouterr().err


def test_evaluate_prints_figures(texts, tmp_path, capsys):
    assert main(["evaluate", texts[0], texts[2], "--html", str(tmp_path / "e.html")]) == ExitCode.OK
    out = capsys.readouterr().out
    assert "characters (CER)" in out and "normalised: composed letters (NFC); all white space one space" in out
    assert "<ins" in (tmp_path / "e.html").read_text("utf-8")
    assert main(["evaluate", texts[0], texts[2], "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["words"]["errors"] == 1


def test_evaluate_reads_page_formats(tmp_path, capsys):
    words = tuple(Word(w, Box(10 * n, 0, 10 * n + 9, 9)) for n, w in enumerate(("A", "note")))
    page = Page("p", "0" * 64, 1, 100, 100, (Line(words, Box(0, 0, 90, 9)),))
    (tmp_path / "t.xml").write_bytes(alto.write(page))
    (tmp_path / "h.txt").write_text("A nete")
    assert main(["evaluate", str(tmp_path / "t.xml"), str(tmp_path / "h.txt")]) == ExitCode.OK
    assert "1 of 6" in capsys.readouterr().out


def test_errors_have_a_remedy(texts, tmp_path, capsys):
    assert main(["collate", texts[0], str(tmp_path / "none.txt")]) == ExitCode.INPUT
    assert main(["evaluate", texts[0], texts[1], "--normalise", "magic"]) == ExitCode.USAGE
    assert "choose from" in capsys.readouterr().err
