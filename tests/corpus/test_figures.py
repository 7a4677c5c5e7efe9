"""Figures as people read them."""

import pytest

from corpus.figures import percent, times


@pytest.mark.parametrize(("p", "said"), [(0.5, "50%"), (0.999, "99%"), (1.0, "100%"), (0.0, "0%")])
def test_what_is_not_certain_is_never_a_hundred(p, said):
    assert percent(p) == said


@pytest.mark.parametrize(("n", "said"), [(1, "once"), (2, "twice"), (3, "3 times"), (1200, "1,200 times")])
def test_how_often(n, said):
    assert times(n) == said
