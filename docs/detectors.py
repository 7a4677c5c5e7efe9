"""Make docs/detectors.md of the rules themselves: ``python -m docs.detectors``. A test tells when it is out of date."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import ModuleType

from restore.detect import RULES
from restore.detect.examples import Example, Fires

PAGE = Path(__file__).with_name("detectors.md")
HEAD = """# What is looked for

Made of the rules by `python -m docs.detectors`: each keeps its examples beside its code, in `restore/detect/`, and one
test runs them all. A rule points at places and changes nothing; what may stand there is said by the proposers, and
whether it is applied by [the rule](commands.md#what-is-applied-unseen). Packages of others add rules of their own: see
[CONTRIBUTING](../CONTRIBUTING.md).
"""
LONGEST = 150
"""Longer examples are shortened in their middle, in code points."""


def page() -> str:
    """Return the page."""
    return HEAD + "".join(map(_section, RULES))


def _section(rule: ModuleType) -> str:
    name = rule.__name__.rpartition(".")[2]
    text = inspect.cleandoc(rule.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    return f"\n## {name}\n\n{_plain(text)}\n\n" + "".join(map(_row, rule.EXAMPLES))


def _row(example: Example) -> str:
    beside = f" (beside: {_quoted(example.beside)})" if example.beside else ""
    if isinstance(example, Fires):
        return f"- finds {_quoted(example.sic)} in {_quoted(example.text)}{beside}\n"
    return f"- leaves {_quoted(example.text)}{beside}: {example.why}\n"


def _quoted(text: str) -> str:
    """Return a text as code in one line, line breaks shown, the middle of a long one left out."""
    line = text.replace("\n", "⏎")
    short = line if len(line) <= LONGEST else f"{line[: LONGEST * 2 // 3]} … {line[-LONGEST // 3 :]}"
    fence = "``" if "`" in short else "`"
    return f"{fence}{short}{fence}"


def _plain(text: str) -> str:
    """Return a docstring without the marks of reStructuredText."""
    return text.replace(":mod:", "").replace("``", "`")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
