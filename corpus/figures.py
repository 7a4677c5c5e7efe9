"""Figures as people read them."""

from __future__ import annotations


def percent(p: float) -> str:
    """Give a probability: what is not certain is never 100 %."""
    return f"{min(round(100 * p), 99 if p < 1 else 100)}%"
