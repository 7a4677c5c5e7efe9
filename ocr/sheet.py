"""The sheet as it lay under the lens: how far its lines rise and fall, as a cubic surface fitted to the ridges of type.

After the text-line methods of dewarping (Stamatopoulos, Gatos, Pratikakis and Perantonis 2011), simplified: lines are
moved up and down only, which is what the bulge of a bound volume does most.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ridges import ACROSS

ORDER = (3, 2)
"""The degree of the surface along the lines and down the page."""
LINES = 5
"""How many lines it takes to tell a surface."""
SPAN = 12.0
"""How long a line must be to tell something of it, in x-heights."""
ROUNDS = 4
"""How often the fit is repeated without the points that lie off."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """How far below its level place every point of a page lies.

    Attributes:
        weights: of the powers of x (from the first) times the powers of y (from none), both from -1 to 1 over the page.
        width: of the page, in pixels.
        height: of the page, in pixels.
    """

    weights: NDArray[np.float64]
    width: int
    height: int

    def fall(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how many pixels further down the page has what belongs at these level places."""
        along, down = 2.0 * x / self.width - 1.0, 2.0 * y / self.height - 1.0
        powers = zip(*_powers(along, down), strict=True)
        total = np.zeros(np.broadcast(x, y).shape)
        for weight, (over_x, over_y) in zip(self.weights, powers, strict=True):
            total += weight * over_x * over_y
        return total


def _powers(
    along: NDArray[np.float64], down: NDArray[np.float64]
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.float64]]]:
    pairs = [(i, j) for i in range(1, ORDER[0] + 1) for j in range(ORDER[1] + 1)]
    return [along**i for i, _ in pairs], [down**j for _, j in pairs]


def fitted(ridges: NDArray[np.int32], unit: float) -> Sheet | None:
    """Fit the surface to the ridges of a picture, each level but for its bend; None where they are too few.

    Args:
        ridges: as ``ridges.traced`` gives them.
        unit: the height of small letters, in pixels.
    """
    tall, wide = ridges.shape
    rows, columns = np.nonzero(ridges)
    keys, where = np.unique(ridges[rows, columns].astype(np.int64) * wide + columns, return_inverse=True)
    y = np.bincount(where, weights=rows) / np.bincount(where)
    line, x = np.unique(keys // wide, return_inverse=True)[1], (keys % wide) * float(ACROSS)
    if not len(keys):
        return None
    long = np.bincount(line)[line] * ACROSS >= SPAN * unit
    line, x, y = np.unique(line[long], return_inverse=True)[1], x[long], y[long]
    count = int(line.max()) + 1 if len(line) else 0
    if count < LINES:
        return None
    width, height = wide * ACROSS, tall
    good = np.ones(len(x), bool)
    weights = np.zeros(ORDER[0] * (ORDER[1] + 1))
    for _ in range(ROUNDS):
        held = np.maximum(1, np.bincount(line, good, count))
        middle = (np.bincount(line, y * good, count) / held)[line]
        over_x, over_y = _powers(2.0 * x / width - 1.0, 2.0 * middle / height - 1.0)
        design = np.stack([a * b for a, b in zip(over_x, over_y, strict=True)], axis=1)
        means = np.stack([np.bincount(line, column * good, count) / held for column in design.T], axis=1)[line]
        design, off = design - means, y - middle
        # A little of a ridge regression: a page with few long lines tells little of the higher powers.
        square = design[good].T @ design[good] + 1e-3 * good.sum() * np.eye(len(weights))
        weights = np.linalg.solve(square, design[good].T @ off[good])
        good = np.abs(off - design @ weights) < 0.5 * unit
        if good.sum() < len(good) / 2:
            return None
    return Sheet(weights, width, height)
