"""Reading order and paragraphs."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.records import Box, Line, Role, Word
from ocr import clean, layout, lines


def line(left: int, top: int, text: str = "some words here", height: int = 20) -> Line:
    words, at = [], left
    for part in text.split():
        words.append(Word(part, Box(at, top, at + 10 * len(part), top + height)))
        at += 10 * len(part) + 10
    return Line(tuple(words), Box(left, top, at - 10, top + height))


def starts(*rows: Line) -> list[bool]:
    return [row.starts_paragraph for row in layout.paragraphs(rows)]


def test_an_indented_line_starts_a_paragraph() -> None:
    assert starts(line(100, 0), line(100, 30), line(150, 60), line(100, 90)) == [False, False, True, False]


def test_a_wide_gap_starts_a_paragraph() -> None:
    assert starts(line(100, 0), line(100, 30), line(100, 90), line(100, 120)) == [False, False, True, False]


def test_double_spaced_lines_do_not() -> None:
    assert starts(*(line(100, 60 * number) for number in range(5))) == [False] * 5


def test_an_indented_passage_is_one_paragraph() -> None:
    rows = (line(100, 0), line(150, 30), line(150, 60), line(150, 90), line(100, 120))
    assert starts(*rows) == [False] * 5


def test_a_number_in_the_margin_starts_nothing() -> None:
    rows = (line(100, 0), line(20, 30, "2/"), line(100, 32), line(100, 60))
    assert starts(*rows) == [False] * 4


def test_scrawl_is_kept_apart_and_faint_type_is_not() -> None:
    def doubtful(row: Line, confidence: float) -> Line:
        return Line(tuple(Word(word.text, word.box, confidence) for word in row.words), row.box)

    rows = (
        line(100, 0),
        doubtful(line(300, 20, "JUN 1939"), 0.2),
        doubtful(line(100, 30, "a line of very faint but honest type"), 0.2),
        doubtful(line(100, 60, "short"), 0.4),
        doubtful(line(20, 75, "fmi ec"), 0.2),
        line(100, 90),
    )
    found = layout.structured(rows)
    assert [row.role for row in found] == [Role.TEXT, Role.STAMP, Role.TEXT, Role.TEXT, Role.HAND, Role.TEXT]
    assert not any(row.starts_paragraph for row in found)
    assert [row.words for row in found] == [row.words for row in rows]


def boxes(*places: tuple[int, int, int]) -> list[Box]:
    return [Box(left, top, right, top + 20) for left, top, right in places]


def test_pieces_of_a_row_go_from_left_to_right() -> None:
    no, date, subject = boxes((100, 12, 200), (500, 10, 800), (100, 60, 700))
    assert layout.ordered([date, subject, no]) == [no, date, subject]


def test_columns_are_read_one_after_the_other_below_their_heading() -> None:
    heading = boxes((100, 0, 900))
    left = boxes(*((100, 50 + 30 * n, 480) for n in range(8)))
    right = boxes(*((520, 55 + 30 * n, 900) for n in range(8)))
    foot = boxes((100, 400, 900))
    mixed = [box for pair in zip(right, left, strict=True) for box in pair]
    assert layout.ordered([*foot, *mixed, *heading]) == [*heading, *left, *right, *foot]


def test_a_list_with_numbers_is_no_columns() -> None:
    rows = [boxes((100, 30 * n, 130), (200, 30 * n, 700)) for n in range(8)]
    assert layout.ordered([box for row in rows for box in row]) == [box for row in rows for box in row]


@pytest.mark.parametrize("gap", [45, 120])
def test_columns_on_a_page_are_cut_apart(gap: int) -> None:
    image = Image.new("L", (1300, 1000), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=30)
    for number in range(14):
        for column, text in enumerate(("The news of the morning came", "later in the day than we had")):
            right = int(draw.textlength("The news of the morning came", font=font)) + gap
            draw.text((60 + column * right, 150 + 55 * number), text, fill=0, font=font)
    draw.text((60, 60), "A heading that runs across both of the columns here", fill=0, font=font)
    level = clean.prepare(np.array(image), "level")
    found = [level.home(box) for box in lines.find(level)]
    assert len(found) == 29
    middle = 60 + int(draw.textlength("The news of the morning came", font=font)) + gap // 2
    assert [box.left > middle for box in found] == [False] * 15 + [True] * 14
