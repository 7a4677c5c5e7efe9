"""Clean-up and lines: what is measured, what is found, and that every box leads back to the page."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.records import Box
from ocr import clean, lines
from ocr.clean import Picture

TEXT = [
    "The Ambassador in Mexico to the Secretary",
    "of State. Sir: I have the honor to report",
    "that the note was delivered this morning.",
    "No answer has been received from them yet.",
]


def typed(rows: list[str] = TEXT, size: int = 34, paper: int = 255, ink: int = 0) -> np.ndarray:
    image = Image.new("L", (1000, 700), paper)
    draw = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        draw.text((100, 100 + number * int(size * 2)), row, fill=ink, font=ImageFont.load_default(size=size))
    return np.array(image)


@pytest.mark.parametrize("angle", [-4.0, -1.2, 0.0, 0.6, 3.5])
def test_the_skew_is_measured(angle: float) -> None:
    turned = np.array(Image.fromarray(typed()).rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC))
    assert abs(clean.skew(turned) + angle) < 0.15


@pytest.mark.parametrize("size", [16, 34, 60])
def test_type_of_any_size_is_brought_to_one_height(size: int) -> None:
    rows = [row[: 1500 // size] for row in TEXT]
    picture = clean.scale(Picture(typed(rows, size)))
    assert abs(clean.x_height(picture.pixels) - clean.X_HEIGHT) <= 3


def test_uneven_light_is_evened_and_faint_ink_darkened() -> None:
    page = typed(paper=200, ink=120).astype(np.float32)
    page *= np.linspace(0.5, 1.0, page.shape[1])[None, :]
    flat = clean.prepare(page.astype(np.uint8), "flat").pixels
    assert np.median(flat[:, :100]) > 235
    assert np.median(flat[:, -100:]) > 235
    assert flat.min() < 40


def test_grain_is_not_blown_up_to_ink() -> None:
    rng = np.random.default_rng(1)
    page = np.clip(rng.normal(220, 5, (900, 700)), 0, 255).astype(np.uint8)
    level = clean.prepare(page, "level")
    assert lines.find(level) == []


@pytest.mark.parametrize("recipe", clean.RECIPES)
def test_every_recipe_leads_back_to_the_page(recipe: str) -> None:
    page = np.array(Image.fromarray(typed()).rotate(2.0, fillcolor=255))
    picture = clean.prepare(page, recipe)
    tall, wide = picture.pixels.shape
    box = picture.home(Box(0, 0, wide, tall))
    assert abs((box.left + box.right) / 2 - 500) < 4
    assert abs((box.top + box.bottom) / 2 - 350) < 4


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_picture_leads_back(quarters: int) -> None:
    page = np.full((60, 100), 255, np.uint8)
    page[10:20, 30:70] = 0
    picture = clean.turned(Picture(page), quarters)
    rows, columns = np.nonzero(picture.pixels == 0)
    home = picture.home(Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1))
    assert abs((home.left + home.right) / 2 - 50) <= 1
    assert abs((home.top + home.bottom) / 2 - 15) <= 1


def test_lines_are_found_and_specks_and_drawings_are_not() -> None:
    page = typed()
    page[500:680, 50:400] = 0
    rng = np.random.default_rng(2)
    page[rng.integers(0, 700, 300), rng.integers(0, 1000, 300)] = 0
    level = clean.prepare(page, "level")
    found = [level.home(box) for box in lines.find(level)]
    assert len(found) == len(TEXT)
    for number, box in enumerate(found):
        assert abs(box.left - 100) < 25
        assert box.top < 100 + number * 68 + 30 < box.bottom


def test_an_empty_page_has_no_lines() -> None:
    assert lines.find(clean.prepare(np.full((500, 400), 255, np.uint8), "level")) == []


def test_stacked_lines_keep_the_way_back() -> None:
    from ocr.engines import InkWord

    level = clean.prepare(typed(), "level")
    boxes = lines.find(level)
    for scale in (1.0, 0.875):
        stack = lines.stacked(level, boxes, scale)
        words = []
        for (top, _, _), box in zip(stack.rows, boxes, strict=True):
            left, upper = int((lines.BORDER + lines.EDGE) * scale), int((top + lines.EDGE) * scale)
            word = Box(left, upper, left + int(box.width * scale), upper + int(box.height * scale))
            words.append(InkWord("x", word, 1.0))
        for line, box in zip(stack.unstacked(words), boxes, strict=True):
            (word,) = line
            assert abs(word.box.left - box.left) <= 3
            assert abs(word.box.bottom - box.bottom) <= 3
