"""Side by side: both texts whole, row by row, and rows that belong together."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from restore.collation.evaluate import changes
from restore.edition.side_by_side import Difference, rows

LINE = st.sampled_from(
    ["One more sentence of the letter. ", "And the next\n", "a word ", "no end in sight ", "<b>&amp; "]
)


EDIT = st.tuples(st.integers(0, 1500), st.sampled_from(["", "x", "zz. ", "<b>"]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(LINE, max_size=60),
    st.lists(st.tuples(st.integers(0, 1500), st.sampled_from(["", "x", "zz. "])), max_size=6),
)
def test_both_texts_are_whole_whatever_differs(parts, edits):
    text = other = "".join(parts)
    for at, put in edits:
        other = other[:at] + put + other[at + 2 :]
    found = [Difference(*change, "error") for change in changes(text, other)]
    html = rows(text, other, (0, len(text)), (0, len(other)), found)
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    for side, whole in ((0, text), (1, other)):
        plain = re.sub(r"<[^>]+>", "", " ".join(cells[side::2])).replace("‸", "").replace("⏎", "\n")
        plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert "".join(plain.split()) == "".join(whole.split())


def test_rows_belong_together_though_white_space_differs():
    text = "\n\n".join(f"This is the paragraph number {n} of this text. It has {n} words." * 4 for n in range(9))
    other = text.replace("\n\n", "\n \n  ").replace("number 7", "numer 7")
    at, there = text.index("number 7"), other.index("numer 7")
    html = rows(text, other, (0, len(text)), (0, len(other)), [Difference(at, at + 6, there, there + 5, "error")])
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", html, re.DOTALL)]
    assert len(cells) >= 10
    assert all(a[:20] == b[:20] for a, b in zip(cells[::2], cells[1::2], strict=True))
