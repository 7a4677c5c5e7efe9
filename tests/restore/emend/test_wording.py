"""No result depends on how a reason is worded: all are reworded, and what is found, proposed and applied stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.records import Emendation, Finding, Reading, Witness
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule
from restore.passages import copies, furniture_kinds
from restore.words.knowledge import shipped

ROOT = Path(__file__).parents[3]
TEXTS = [ROOT / "corpus/samples/halifax.txt", *sorted((ROOT / "tests/data/golden").glob("*.txt"))]


def found(text: str, rule: Rule) -> list[object]:
    """Return what is found, proposed and applied, without a word of why."""
    emendations = emend(Document(Witness("A", "a text", text), shipped()), rule)
    return [(one.finding.span, one.finding.kind, one.finding.score, *_rest(one)) for one in emendations]


def _rest(one: Emendation) -> tuple[object, ...]:
    finding, readings = one.finding, [(reading.text, reading.p, reading.basis) for reading in one.readings]
    return finding.move_to, finding.partner, readings, one.auto


@pytest.fixture
def reworded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reword every reason of a finding, every evidence of a reading, and the tables that word them."""
    for record, field in ((Finding, "reason"), (Reading, "evidence")):
        place = list(record.__dataclass_fields__).index(field)

        def changed(self, *args, _init=record.__init__, _place=place, _field=field, **named):
            if len(args) > _place:
                args = (*args[:_place], f"¤ {args[_place]}"[::-1], *args[_place + 1 :])
            elif _field in named:
                named[_field] = f"¤ {named[_field]}"[::-1]
            _init(self, *args, **named)

        monkeypatch.setattr(record, "__init__", changed)
    for sign, (kind, wording) in furniture_kinds.SIGNS.items():
        monkeypatch.setitem(furniture_kinds.SIGNS, sign, (kind, f"¤ {len(wording)} {{value}}"))
    for reason in copies.BETTER:
        monkeypatch.setitem(copies.BETTER, reason, "¤")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_result_depends_on_the_wording(path: Path, request: pytest.FixtureRequest) -> None:
    text = path.read_bytes().decode()
    before = [found(text, rule) for rule in (Rule.CERTAIN, Rule.LIKELY)]
    request.getfixturevalue("reworded")
    assert Finding(0, 1, "misread", "a", 0.5, "why").reason.endswith(" ¤")
    assert [found(text, rule) for rule in (Rule.CERTAIN, Rule.LIKELY)] == before
