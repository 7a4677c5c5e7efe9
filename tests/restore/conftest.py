"""What the tests of this room share: documents made of a text, and a letter to plant faults in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.records import Witness
from restore.document import Document
from restore.words.knowledge import shipped

LETTER = """My dear Minister,

I write to thank you for the memorandum on the coal question which reached me on Tuesday last, and to let you know
how the matter stands here. The committee met twice this week. It heard the director of the mines, who explained at
some length why the output of the northern pits had fallen since the spring.

He gave three reasons. The first was the want of timber for the galleries, which used to come down the river in
summer and now has to be carried by rail. The second was the age of the machinery. The third, on which he dwelt
longest, was the loss of skilled men to the factories, where wages are a good deal higher and the work is clean.

I asked him whether the loss could be made good by the recruits promised for the autumn. He doubted it. A miner, he
said, needs two years before he is worth his pay, and the recruits would in any case be wanted for the harvest first.

The treasury has offered to advance the sum required for new engines, on condition that the price is not raised
before the end of the winter. The owners have not yet answered. My own impression is that they will accept, though
not without a struggle over the rate of interest.

I shall be in the capital from the ninth onward and hope to find you there.

Yours sincerely,

A. Corbett
""".replace("this week.\n", "this week. ").strip()


def unwrapped(text: str) -> str:
    """Join the lines of each paragraph."""
    return "\n\n".join(" ".join(part.split("\n")) for part in text.split("\n\n"))


@pytest.fixture(scope="session")
def letter() -> str:
    return unwrapped(LETTER)


@pytest.fixture(scope="session")
def make() -> Callable[[str], Document]:
    return lambda text: Document(Witness("A", "a text", text), shipped())
