"""What options are weighed by, and the kinds of options: names shared by the ranking, the choice and the decision."""

from __future__ import annotations

KINDS = ("word", "split", "merge", "drop", "figure", "part", "case", "stop", "unmark")

OF_OTHERS = ("count", "often", "name", "case", "titles", "new_case", "letters")
"""The features of other options that are asked one by one."""
OF_KEPT = (
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
    "stealth",
    "rare",
)
"""The features of a text as it stands alone."""
OF_KIND = {kind: kind for kind in KINDS if kind not in ("word", "case")} | {"case": "recase"}
"""The features that name an option's kind."""
FEATURES = ("cost", "context", *OF_OTHERS, *OF_KEPT, *OF_KIND.values(), "unmarked")
"""What an option is weighed by; the weights are in ``data/ranking.json``."""
AT = {name: number for number, name in enumerate(FEATURES)}
"""The column of each."""
