"""What a recogniser saw on a line: the probability of every character at every step along it (CTC, Graves et al. 2006).

From it come the best reading, other readings that are nearly as good, and how well any reading at all, whoever
proposes it, agrees with the ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.records import Box

FLOOR = 1e-7
"""The least probability of a character: no reading is impossible."""
DOUBT = 0.03
"""The probability from which another character is worth considering."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of the best reading: where it was seen, and how surely."""

    text: str
    p: float
    step: int


@dataclass(frozen=True, eq=False)
class Lattice:
    """A line as the recogniser saw it.

    Attributes:
        steps: probabilities, time steps × classes, the first class being the blank.
        classes: the character of every class; the blank is empty.
        box: where the line stands; the steps run along it from left to right.
    """

    steps: NDArray[np.float32]
    classes: tuple[str, ...]
    box: Box

    def best(self) -> list[Sign]:
        """Take the likeliest class at every step; spaces at either end fall off."""
        signs: list[Sign] = []
        before = 0
        for step, index in enumerate(self.steps.argmax(axis=1).tolist()):
            p = float(self.steps[step, index])
            if index and index != before:
                signs.append(Sign(self.classes[index], p, step))
            elif index and p > signs[-1].p:
                signs[-1] = Sign(self.classes[index], p, step)
            before = index
        while signs and signs[0].text.isspace():
            signs.pop(0)
        while signs and signs[-1].text.isspace():
            signs.pop()
        return signs

    def x(self, step: float) -> float:
        """Return the place of a step, in pixels from the left edge of the picture."""
        return self.box.left + self.box.width * (step + 0.5) / len(self.steps)

    def others(self, signs: Sequence[Sign], limit: int = 6) -> list[str]:
        """Return readings with one character changed, dropped or added, the likeliest first."""
        text = "".join(sign.text for sign in signs)
        found: list[tuple[float, str]] = []
        for at, sign in enumerate(signs):
            if sign.p >= 1 - DOUBT:
                continue
            row = self.steps[sign.step]
            for index in np.argsort(row)[:-5:-1].tolist():
                other = self.classes[index]
                if row[index] > DOUBT and other != sign.text:
                    found.append((float(row[index]) / max(sign.p, FLOOR), text[:at] + other + text[at + 1 :]))
        if signs:
            start, end = max(0, signs[0].step - 2), min(len(self.steps), signs[-1].step + 3)
            for step in (np.flatnonzero(self.steps[start:end].argmax(axis=1) == 0) + start).tolist():
                row = self.steps[step]
                index = int(row[1:].argmax()) + 1
                at = sum(sign.step < step for sign in signs)
                if row[index] > DOUBT and self.classes[index] not in (text[at - 1 : at], text[at : at + 1]):
                    found.append((float(row[index] / row[0]), text[:at] + self.classes[index] + text[at:]))
        return [other for _, other in sorted(found, reverse=True)[:limit]]

    def agreement(self, readings: Sequence[str]) -> NDArray[np.float64]:
        """Return the natural-log probability of whole readings of the line, by the forward algorithm.

        Args:
            readings: of any length; characters that are no class count as impossible.
        """
        index = {sign: number for number, sign in enumerate(self.classes)}
        width = 2 * max(map(len, readings)) + 1
        labels = np.zeros((len(readings), width), np.int64)
        for row, reading in enumerate(readings):
            labels[row, 1 : 2 * len(reading) : 2] = [index.get(sign, -1) for sign in reading]
        logs = np.log(np.maximum(self.steps, FLOOR)).astype(np.float64)
        seen = logs[:, np.maximum(labels, 0)]
        seen[:, labels < 0] = np.log(FLOOR)
        # From one character to the next without a blank, unless they are the same.
        skips = np.zeros(labels.shape, bool)
        skips[:, 3::2] = labels[:, 3::2] != labels[:, 1:-2:2]
        never = -1e9
        state = np.full(labels.shape, never)
        state[:, :2] = seen[0, :, :2]
        for row in seen[1:]:
            stay, one, two = state, np.full_like(state, never), np.full_like(state, never)
            one[:, 1:] = state[:, :-1]
            two[:, 2:] = state[:, :-2]
            two[~skips] = never
            state = np.logaddexp(np.logaddexp(stay, one), two) + row
        ends = np.array([2 * len(reading) for reading in readings])
        rows = np.arange(len(readings))
        return np.asarray(np.logaddexp(state[rows, ends], np.where(ends > 0, state[rows, ends - 1], never)))
