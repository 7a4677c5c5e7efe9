"""What a wrong command line gets: one line that says what is wrong, what was probably meant, and where to look."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NoReturn

from corpus.errors import ExitCode

CHOICE = re.compile(r"argument (?P<what>.+?): invalid choice: (?P<word>'.*?'|\".*?\") \(choose from (?P<choices>.*)\)")
WANTED = re.compile(r"the following arguments are required: (?P<names>.*)")


class Parser(argparse.ArgumentParser):
    """A parser whose errors suggest what was meant."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with the exit code for wrong use."""
        self.exit(int(ExitCode.USAGE), f"{self.prog}: {told(message)} ({self.prog} --help shows all)\n")

    def parse(self, args: Sequence[str], command: Parser | None) -> argparse.Namespace:
        """Parse all; an option that there is not is told with the likeliest of the command's own."""
        options, rest = self.parse_known_args(args)
        if rest:
            asked = command or self
            known = [name for action in asked._actions for name in action.option_strings]
            word = next((arg for arg in rest if arg.startswith("-")), "")
            if word:
                asked.error(f"there is no option {word}{suggestion(word.partition('=')[0], known)}")
            asked.error(f"too much: {' '.join(rest)}")
        return options


def told(message: str) -> str:
    """Return argparse's message in plain words."""
    if match := CHOICE.search(message):
        word, choices = match["word"][1:-1], re.findall(r"'([^']*)'", match["choices"])
        what = match["what"].rpartition("/")[2]
        thing = "command" if what in ("COMMAND", "VERB") else f"choice “{word}” for {what}"
        named = f" “{word}”" if thing == "command" else ""
        return f"there is no {thing}{named}{suggestion(word, choices)}; choose from {', '.join(choices)}"
    if match := WANTED.search(message):
        return f"{match['names']} is missing" if "," not in match["names"] else f"{match['names']} are missing"
    return message


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the likeliest of what there is, empty where nothing is like it."""
    near = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""


def lost_output(error: OSError) -> int:
    """Say that what was to be printed could not be; nothing more is printed there."""
    where = f"{error.filename}: " if error.filename else "the output: "
    print(f"corrigenda: {where}{error.strerror or error} (check free space and permissions)", file=sys.stderr)
    return ExitCode.OUTPUT
