"""The sample letter, from what OCR made of it to what was written: the main job's promise on a real document."""

from pathlib import Path

from corpus.store import Store
from tui.cli import main

SAMPLE = Path(__file__).parents[2] / "corpus/samples/halifax.txt"
RESTORED = Path(__file__).parents[1] / "data/halifax_restored.txt"


def test_every_first_reading_accepted_gives_the_letter(tmp_path, capsys):
    assert main(["run", str(SAMPLE), "-o", str(tmp_path / "edition"), "--accept", "all"]) == 0
    edited = (tmp_path / "edition/edition/halifax.txt").read_text(encoding="utf-8")
    assert edited.split() == RESTORED.read_text(encoding="utf-8").split()
    out = capsys.readouterr().out
    assert "passages that stand twice" in out


def test_what_is_certain_is_all_that_is_applied_unseen(tmp_path, capsys):
    assert main(["run", str(SAMPLE), "-o", str(tmp_path / "edition")]) == 0
    restored = RESTORED.read_text(encoding="utf-8")
    with Store.open(tmp_path / "edition") as store:
        applied = store.decisions()
        assert applied and all(decision.by == "rule:certain" for decision in applied)
        for decision in applied:
            assert decision.text.strip() or decision.selector.exact.strip() not in restored
    assert (tmp_path / "edition/sources").is_dir()
