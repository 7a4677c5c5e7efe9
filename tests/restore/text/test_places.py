"""Places are told as a person would look them up."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import PageSpan, Witness
from restore.text.places import Places

TEXT = (
    "First page.\n\nSecond line.\n\nOn the next page\nstands an attack on the\nSoviet front in the night of the fifth."
)
PAGES = (PageSpan(0, 25, "a-1"), PageSpan(27, len(TEXT), "a-2"))


def test_a_line_of_a_text_and_of_a_page():
    at = TEXT.index("attack")
    assert Places(Witness("w", "w.txt", TEXT)).at(at) == "line 6"
    paged = Places(Witness("w", "w", TEXT, pages=PAGES))
    assert paged.at(at) == "page a-2, line 2"
    assert paged.at(TEXT.index("Second")) == "page a-1, line 2"


def test_a_stretch_names_both_ends():
    plain, paged = Places(Witness("w", "w.txt", TEXT)), Places(Witness("w", "w", TEXT, pages=PAGES))
    assert plain.span(0, len(TEXT)) == "lines 1–7"
    assert plain.span(0, 5) == "line 1"
    assert paged.span(0, len(TEXT)) == "page a-1, line 1 to page a-2, line 3"
    assert paged.span(28, len(TEXT)) == "page a-2, line 1 to 3"


def test_a_quotation_marks_the_place_and_leaves_out_no_half_word():
    at = TEXT.index("attack")
    told = Places(Witness("w", "w.txt", TEXT)).told(at, at + 6)
    assert told == "line 6: “…the next page stands an ‹attack› on the Soviet front in…”"


@given(st.text(alphabet="ab \n", max_size=90), st.data())
def test_any_place_can_be_told(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = Places(Witness("w", "w.txt", text))
    assert "‹" in places.quote(start, end)
    assert places.line(start) == text.count("\n", 0, start) + 1
    assert places.span(start, end).startswith("line")
