"""Clean-up and lines: what is measured, what is found, and that every box leads back to the page."""

import cv2
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
    for scale in ((1.0, 1.0), (0.8, 0.875)):
        stack = lines.stacked(level, boxes, scale)
        words = []
        for (top, _, _), box in zip(stack.rows, boxes, strict=True):
            left, upper = int((lines.BORDER + lines.EDGE) * scale[0]), int((top + lines.EDGE) * scale[1])
            word = Box(left, upper, left + int(box.width * scale[0]), upper + int(box.height * scale[1]))
            words.append(InkWord("x", word, 1.0))
        for line, box in zip(stack.unstacked(words), boxes, strict=True):
            (word,) = line
            assert abs(word.box.left - box.left) <= 3
            assert abs(word.box.bottom - box.bottom) <= 3


def bent(page: np.ndarray, depth: float) -> np.ndarray:
    tall, wide = page.shape
    x, y = np.meshgrid(np.arange(wide), np.arange(tall))
    rows = (y + depth * wide * (x / wide) ** 4).round().astype(int).clip(0, tall - 1)
    return page[rows, x]


LONG = [f"{row} {row[:20]}" for row in TEXT * 3]


def wide_page() -> np.ndarray:
    return np.pad(typed(LONG, 22), ((0, 60), (0, 100)), constant_values=255)


def test_a_bent_page_is_levelled_and_its_boxes_lead_back() -> None:
    flat, curved = wide_page(), bent(wide_page(), 0.06)
    picture = clean.prepare(curved, "unbent")
    assert picture.sheet is not None
    found = lines.find(picture)
    assert len(found) == len(LONG)
    straight = lines.find(clean.prepare(flat, "level"))
    assert max(box.height for box in found) <= max(box.height for box in straight) + 4
    # Where the end of the first line stands on the curved page: the ink is there.
    end = picture.home(Box(found[0].right - 60, found[0].top, found[0].right - 10, found[0].bottom))
    assert (curved[end.top : end.bottom, end.left : end.right] < 100).any()
    middle = (end.left + end.right) // 2
    lift = 0.06 * curved.shape[1] * (middle / curved.shape[1]) ** 4
    assert abs((end.top + end.bottom) / 2 - (112 - lift)) < 8


@pytest.mark.parametrize("angle", [0.0, 1.5])
def test_a_flat_page_is_not_bent(angle: float) -> None:
    page = np.array(Image.fromarray(wide_page()).rotate(angle, fillcolor=255))
    level = clean.prepare(page, "level")
    assert clean.unbend(level) is level
    assert not clean.changed(level, clean.unbend(level))


@pytest.mark.parametrize("rows", [[], TEXT[:2]])
def test_too_few_lines_tell_nothing_of_a_bend(rows: list[str]) -> None:
    level = clean.prepare(bent(typed(rows), 0.06), "level")
    assert clean.unbend(level) is level


@pytest.mark.parametrize("part", [0.1, 0.2])
def test_what_shines_through_is_taken_off(part: float) -> None:
    page = wide_page()
    other = np.roll(page[:, ::-1], 22, axis=0)
    both = np.minimum(page, 255 - part * (255.0 - other)).astype(np.uint8)
    level = clean.prepare(both, "level")
    once = clean.one_side(level)
    assert clean.changed(level, once)
    clear = clean.prepare(page, "level").pixels
    ghost = (level.pixels < 245) & (clear > 250)
    ghost = ghost[: clear.shape[0], : clear.shape[1]]
    assert (once.pixels[ghost] < 245).mean() < 0.35
    kept = clear < 60
    assert np.array_equal(once.pixels[kept], level.pixels[kept])


def test_a_clean_page_of_one_side_keeps_its_ink() -> None:
    level = clean.prepare(wide_page(), "level")
    assert not clean.changed(level, clean.one_side(level))


@pytest.mark.parametrize("edges", [(60, 60, 60, 20), (0, 0, 90, 0)])
def test_the_dark_bed_around_a_page_is_taken_off(edges: tuple[int, int, int, int]) -> None:
    page = typed(paper=200, ink=120)
    top, bottom, left, right = edges
    laid = np.pad(page, ((top, bottom), (left, right)), constant_values=10)
    level = clean.prepare(laid, "level")
    found = [level.home(box) for box in lines.find(level)]
    assert len(found) == len(TEXT)
    assert all(abs(box.left - 100 - left) < 25 for box in found)
    assert abs(clean.x_height(clean.bed_off(Picture(laid)).pixels) - clean.x_height(page)) < 2
    assert (clean.bed_off(Picture(laid)).pixels > 100).all()


def test_what_is_no_bed_stays() -> None:
    shaded = (typed().astype(np.float32) * np.linspace(0.3, 1.0, 1000)[None, :]).astype(np.uint8)
    struck = typed()
    struck[500:600] = 0  # a broad bar across the page
    struck[500:600, :20] = struck[500:600, -20:] = 255
    for page in (typed(), shaded, struck, np.zeros((400, 300), np.uint8), np.full((400, 300), 255, np.uint8)):
        picture = Picture(page)
        assert clean.bed_off(picture).pixels.shape == page.shape
        if page.any():
            assert clean.bed_off(picture) is picture


def test_faint_type_is_found_among_grain() -> None:
    page = typed(paper=220, ink=165).astype(np.float32)
    page += np.random.default_rng(3).normal(0, 20, page.shape)
    level = clean.prepare(page.clip(0, 255).astype(np.uint8), "level")
    found = [box for box in lines.find(level) if box.width > 15 * box.height]
    assert len(found) == len(TEXT)


def test_a_page_of_little_grain_is_not_smoothed() -> None:
    stained = typed(paper=220, ink=190)
    stained[:, ::60] = stained[:, 20::60] = 212
    stained = cv2.GaussianBlur(stained, (0, 0), 12)
    for page in (typed(paper=220, ink=120), stained):
        assert clean.quieted(page) is page
