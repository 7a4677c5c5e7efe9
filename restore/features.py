"""What options are weighed by, and the kinds of options: names shared by the ranking, the choice and the decision."""

from __future__ import annotations

FEATURES = (
    "cost",
    "context",
    "count",
    "keep",
    "keep_known",
    "keep_capital",
    "keep_name",
    "keep_often",
    "keep_noise",
    "keep_short",
    "keep_digits",
    "keep_capitals",
    "keep_mixed",
    "often",
    "name",
    "case",
    "split",
    "merge",
    "drop",
    "figure",
    "part",
    "recase",
    "stop",
    "letters",
    "unmarked",
    "unmark",
    "stealth",
    "rare",
    "titles",
    "new_case",
)
"""What an option is weighed by; the weights are in ``data/ranking.json``."""

KINDS = ("word", "split", "merge", "drop", "figure", "part", "case", "stop", "unmark")
