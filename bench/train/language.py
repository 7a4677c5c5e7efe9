"""Make the language that ships: ``python -m bench.train.language [FOLDER]``, some minutes on one core."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.train.texts import books
from corpus.language.learn import learn, summary
from corpus.language.model import SHIPPED


def main() -> None:
    """Learn from all clean texts and write the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    everything = [book for _, book in books()]
    language = learn(everything)
    language.save(folder, {"source": "shared/lang", **summary(language, len(everything))})


if __name__ == "__main__":
    main()
