"""Figures as people read them."""

from __future__ import annotations


def times(n: int) -> str:
    """Say how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def percent(p: float) -> str:
    """Return a probability: what is not certain is never 100 %."""
    return f"{min(round(100 * p), 99 if p < 1 else 100)}%"
