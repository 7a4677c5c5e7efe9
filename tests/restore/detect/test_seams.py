"""Broken sentences and words, and what stands in the middle of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Finding
from restore.detect import misplaced, paragraph, split
from restore.document import Document

Make = Callable[[str], Document]
BEFORE = "The committee met twice this week and heard the director of the mines, who explained at some length why the"
AFTER = "output of the northern pits had fallen since the spring, and what might be done about it before the winter."


def shown(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.sic, f.readings[0].text) for f in findings]


BREAKS = [
    f"{BEFORE}\n\n{AFTER}",
    f"{BEFORE} eight or ten\n\n{AFTER}",
    "It was said more than once by the men who were present that Mr.\n\nCorbett of the Foreign Office knew of it.",
    f"{BEFORE} pits,\n\nwhich {AFTER}",
    f"{BEFORE} pits (see the papers of the director)\n\nand their {AFTER}",
]
WHOLE = [
    f"{AFTER}\n\n{BEFORE} output fell.",
    "The reasons were three:\n\n(a) the want of timber for the pits;\n\n(b) the age of the engines; and\n\n(c) pay.",
    "The Director of Mines\n\nto the Secretary of State\n\nLondon, May 3, 1943.",
    f"My dear Minister,\n\n{AFTER.capitalize()}",
    f"{AFTER}\n\n2.\n\n{AFTER.capitalize()}",
    f"{AFTER}\n\n{AFTER.capitalize()}",
    f"{BEFORE} output may continue to fall\n\nJ. W. Gardiner",
    f"{AFTER} Ever affectionately yours,\n\nwritten in haste, {AFTER}",
    f"{AFTER} Sincerely yours,\n\nJohn Foster Dulles\n\n{AFTER.capitalize()}",
    f"{AFTER} (The committee met twice this week, see the papers of the director of the mines)\n\n{AFTER}",
    f"The reasons given were in the following words, as far as they are known, to wit:—\n\n{AFTER}",
    f"{BEFORE} poet sings of them, as far as he may be understood—\n\n{AFTER}",
    f"{BEFORE} output may fall, with all good wishes for your new engines,\n\nBelieve me,\n\nYours sincerely,",
    f'"The reasons that were given to all of us who were there by the director—"\n\n{AFTER}',
    "",
]


@pytest.mark.parametrize("text", BREAKS)
def test_a_break_inside_a_sentence_is_found(make: Make, text: str) -> None:
    assert shown(list(paragraph.detect(make(text)))) == [("\n\n", " ")]


@pytest.mark.parametrize("text", WHOLE)
def test_a_true_paragraph_stays(make: Make, text: str) -> None:
    assert list(paragraph.detect(make(text))) == []


def test_closing_and_signature_are_two_lines(make: Make) -> None:
    text = f"{AFTER}\n\nYours very sincerely, (SGD) CORBETT"
    assert shown(list(paragraph.detect(make(text)))) == [(" ", "\n\n")]


BROKEN = [
    ("from the view of the bus-\n\niness in the north", ("bus-\n\niness", "business")),
    ("the Govern-\nment has not yet answered", ("Govern-\nment", "Government")),
    ("near Stratford-\n\nUpon the river", ("Stratford-\n\nUpon", "Stratford-Upon")),
    ("they sent a mes- sage to us", ("mes- sage", "message")),
    ("the co-operation was good, and co-\noperation it stayed", ("co-\noperation", "co-operation")),
    ("the rep-\n\nrepresentatives came", ("rep-\n\nrepresentatives", "representatives")),
    ("today " * 9 + "was to-day over", ("to-day", "today")),
    (f"{BEFORE} north-\n\n-2-\n\nern pits had failed to work.", ("north-\n\n-2-\n\nern", "northern")),
]
SOUND = [
    "the pre- and post-war years",
    "to-day and to-morrow",
    "a well-known man",
    "three -\n\nfour, five -- six",
    "he said -\nand left",
    "the Anglo-American staff",
    "",
    "-\n-\n-\n",
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_a_broken_word_is_found_and_mended(make: Make, text: str, expected: tuple[str, str]) -> None:
    assert shown(list(split.detect(make(text)))) == [expected]


@pytest.mark.parametrize("text", SOUND)
def test_a_hyphen_that_belongs_stays(make: Make, text: str) -> None:
    assert list(split.detect(make(text))) == []


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_word_broken_anywhere_is_mended(make: Make, letter: str, data: st.DataObject) -> None:
    words = [w for w in ("committee", "explained", "machinery", "factories", "condition", "impression") if w in letter]
    word = data.draw(st.sampled_from(words))
    cut = data.draw(st.integers(2, len(word) - 2))
    gap = data.draw(st.sampled_from(["\n", "\n\n", "\n\n-3-\n\n"]))
    text = letter.replace(word, f"{word[:cut]}-{gap}{word[cut:]}", 1)
    assert [r for _, r in shown(list(split.detect(make(text))))] == [word]


ADDRESS = "The Honourable James Ames, Under Secretary of State for Mines, London, S.W."


def test_an_address_in_the_middle_of_a_sentence_moves_behind_the_signature(make: Make) -> None:
    tail = "\n\nYours sincerely,\n\nA. Corbett\n\nP.S. More soon."
    document = make(f"{BEFORE}\n\n{ADDRESS}\n\n{AFTER}{tail}")
    (found,) = misplaced.detect(document)
    assert found.sic == ADDRESS
    assert document.text.string[: found.move_to].endswith("A. Corbett")
    assert shown(list(paragraph.detect(document))) == [("\n\n", " ")]


SET_OUT = ADDRESS.replace(", ", ",\n", 1).replace(", London", ",\n\nLondon")


@pytest.mark.parametrize("address", [ADDRESS, SET_OUT])
def test_an_address_goes_whole_however_it_is_set(make: Make, address: str) -> None:
    (found,) = misplaced.detect(make(f"{BEFORE}\n\n{address}\n\n{AFTER}\n\nYours sincerely,\n\nA. Corbett"))
    assert found.sic == address


def test_an_address_at_the_head_stays(make: Make, letter: str) -> None:
    assert list(misplaced.detect(make(f"{ADDRESS}\n\n{letter}"))) == []


def test_exchanged_pages_name_each_other(make: Make, letter: str) -> None:
    parts = letter.split("\n\n")
    pages = [
        " ".join(parts[1:2]),
        parts[2] + " And he went on, when asked, to speak of the",
        "fourth. " + parts[3],
        parts[4],
    ]
    text = f"{pages[0]}\n\n-2-\n\n{pages[1]}\n\n-3-\n\n{pages[2]}\n\n-4-\n\n{pages[3]}"
    assert list(misplaced.detect(make(text))) == []
    wrong = f"{pages[0]}\n\n-3-\n\n{pages[2]}\n\n-2-\n\n{pages[1]}\n\n-4-\n\n{pages[3]}"
    one, other = misplaced.detect(make(wrong))
    assert (one.sic, other.sic) == (pages[2], pages[1])
    assert one.partner == other.span and other.partner == one.span
    assert one.move_to == other.start and other.move_to == one.start


SENTENCES = (
    "Timber for the galleries came down the river in summer, and is carried by rail since the bridge was lost. "
    "Nobody in the district expects another one before the ice has gone and the barges are mended.",
    "Old engines were bought abroad twenty years ago and want parts that no workshop makes now. Three pits stood "
    "idle for a month, and their owners would rather sell what is left than borrow again.",
    "Wages are a good deal higher in the factories along the coast, where work is clean and houses are let cheaply. "
    "Every week a dozen skilled men ask for their papers and take the evening train.",
    "Recruits promised in autumn need two years before they earn their pay. Most of those who were called are wanted "
    "at harvest, so that hardly fifty out of nine hundred ever went below ground.",
    "Interest at seven per cent was thought too much by both banks, and too little by the treasury. A lawyer from "
    "the capital is to draw up some middle way which each can describe as victory.",
    "Rails weighing forty pounds a yard bend under heavier trucks. Our surveyor recommends steel from Sheffield, if "
    "licences can be had, and otherwise that trains run half empty throughout this season.",
    "Freight has been raised twice without notice, says Captain Moore, whose ships bring back nothing but ballast. "
    "He offered lower terms for cargoes both ways; merchants laughed at him.",
    "Docks built under King George hold four vessels when tides allow. Silt closes them from March until May, and "
    "dredging costs more every year than all dues collected by His Majesty's customs there.",
    "Schools have sixty children to a teacher in those villages. Mrs. Allen, who inspected eleven, asks that one "
    "penny on each ton go to new roofs, slates, and an evening class about machinery.",
)
ITEMS = [f"{number}. {sentence}" for number, sentence in enumerate(SENTENCES, 1)]


def paged(order: list[int], foot: bool = False) -> str:
    """Set the items in an order, each as a page with its number; page 1 has none at its head."""
    numbers = [f"-{number}-" if foot or number > 1 else "" for number in order]
    pages = zip(numbers, (ITEMS[number - 1] for number in order), strict=True)
    return "\n\n".join(part for number, page in pages for part in ((page, number) if foot else (number, page)) if part)


@pytest.mark.parametrize("foot", [False, True])
@pytest.mark.parametrize(
    ("order", "moved", "before"),
    [
        ([1, 2, 5, 3, 4, 6], 5, 6),
        ([1, 3, 4, 5, 2, 6], 2, 3),
        ([1, 2, 3, 6, 4, 5], 6, None),
        ([1, 3, 4, 5, 6, 7, 2, 8, 9], 2, 3),
    ],
)
def test_a_page_that_stands_elsewhere_is_moved_to_its_place(
    make: Make, foot: bool, order: list[int], moved: int, before: int | None
) -> None:
    text = paged(order, foot)
    (found,) = misplaced.detect(make(text))
    assert (found.sic, found.partner) == (ITEMS[moved - 1], None)
    assert found.move_to is not None
    if before:
        start = text.index(ITEMS[before - 1])
        assert not set(text[min(start, found.move_to) : max(start, found.move_to)]) - set("-0123456789\n")
    else:
        assert text[found.move_to :].strip("-0123456789\n") == ""


@pytest.mark.parametrize("order", [[1, 4, 3, 2, 5], [1, 2, 3, 5, 4, 6], [1, 3, 2, 4, 6, 5, 7], [1, 2, 4, 3]])
def test_pages_out_of_order_change_places(make: Make, order: list[int]) -> None:
    found = list(misplaced.detect(make(paged(order))))
    wrong = [number for place, number in enumerate(order, 1) if number != place]
    assert [f.sic for f in found] == [ITEMS[number - 1] for number in wrong]
    assert {f.partner for f in found} == {f.span for f in found}


@pytest.mark.parametrize(
    "order", [[1, 2, 3, 4, 5], [1, 2, 4, 5, 6], [1, 2, 3, 7, 8, 9], [1, 2, 3, 1, 2, 3], [2, 4, 6, 8], [1]]
)
def test_pages_that_are_wanting_or_begin_anew_are_not_misplaced(make: Make, order: list[int]) -> None:
    assert list(misplaced.detect(make(paged(order)))) == []


def listed(order: list[int]) -> str:
    return "\n\n".join([BEFORE + " matter rests.", *(ITEMS[number - 1] for number in order), AFTER.capitalize()])


def test_items_tell_which_pages_have_changed_places(make: Make) -> None:
    one, other = misplaced.detect(make(listed([1, 2, 5, 6, 3, 4, 7, 8, 9])))
    assert [one.sic, other.sic] == ["\n\n".join(ITEMS[4:6]), "\n\n".join(ITEMS[2:4])]
    assert (one.partner, other.partner) == (other.span, one.span)


@pytest.mark.parametrize(
    "order", [[1, 2, 3, 4, 5, 6], [1, 2, 5, 6, 7], [1, 2, 3, 1, 2, 3], [3, 2, 1], [9, 4, 7, 1], [1, 3, 2]]
)
def test_lists_of_any_order_are_not_misplaced(make: Make, order: list[int]) -> None:
    assert list(misplaced.detect(make(listed(order)))) == []


def test_recitals_and_numbered_titles_are_not_misplaced(make: Make) -> None:
    recitals = [f"Having heard that {AFTER[:-1]}," for _ in range(4)]
    assert list(misplaced.detect(make("\n\n".join([BEFORE + " matter rests.", *recitals, AFTER.capitalize()])))) == []
    titles = [f"{n}. Telegram From the Director of Mines to the Secretary of State" for n in (243, 244, 245, 246)]
    parts = [f"{title}\n\n{ITEMS[2 + (n % 2)]}\n\n{AFTER.capitalize()}" for n, title in enumerate(titles)]
    assert list(misplaced.detect(make("\n\n".join(parts)))) == []


@pytest.mark.parametrize("text", ["", "\x00" * 100, "a\n\n" * 2000, "\n" * 5000, "the\n\n" * 500])
def test_hostile_text_is_no_exchange(make: Make, text: str) -> None:
    assert list(misplaced.detect(make(text))) == []


def test_a_date_run_on_to_a_paragraph_gets_its_own(make: Make) -> None:
    dates = "\n\n".join(f"{AFTER}\n\nMay {day}, 1943" for day in range(1, 6))
    found = shown(list(paragraph.detect(make(f"{dates}\n\n{AFTER}\nMay 7, 1943"))))
    assert found == [("\n", "\n\n")]


def test_a_heading_in_pieces_is_put_together_as_elsewhere(make: Make) -> None:
    heading = "PERSONAL MESSAGE FROM THE PREMIER\nTO THE PRIME MINISTER, MR. CORBETT"
    whole = "\n\n".join(f"{heading}\n\n{AFTER}" for _ in range(8))
    broken = heading.replace("\n", "\n\n")
    assert shown(list(paragraph.detect(make(f"{whole}\n\n{broken}\n\n{AFTER}")))) == [("\n\n", "\n")]
