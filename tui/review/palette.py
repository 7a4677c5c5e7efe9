"""The command palette: every key of the screen by what it does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from .keys import Key, printed
from .screens.page import ReviewPage


class KeyCommands(Provider):
    """Finds what a key does."""

    async def discover(self) -> Hits:
        """Return all commands of the screen."""
        for page, key in self._keys():
            yield DiscoveryHit(_told(key), partial(page.act, key))

    async def search(self, query: str) -> Hits:
        """Return the commands that fit."""
        matcher = self.matcher(query)
        for page, key in self._keys():
            score = matcher.match(_told(key))
            if score > 0:
                yield Hit(score, matcher.highlight(_told(key)), partial(page.act, key))

    def _keys(self) -> Iterator[tuple[ReviewPage, Key]]:
        page = self.screen
        if isinstance(page, ReviewPage):
            for key in page.review.config.keys:
                if page.where in key.where and key.action not in ("reading", "palette"):
                    yield page, key


def _told(key: Key) -> str:
    return f"{key.help} ({printed(key.keys[0])})" if key.keys else key.help
