"""The command line: a table of commands, each in a module of its own that is imported only when it is called."""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from corpus import __version__
from corpus.errors import CorrigendaError, ExitCode
from corpus.plugins import switch_off

from . import logs
from .usage import Parser, lost_output

if TYPE_CHECKING:
    from types import ModuleType

COMMANDS: dict[str, str] = {
    "run": "scans and texts to an edition: read, find, propose, apply what is certain, write",
    "ocr": "scans to text and ALTO, page by page",
    "detect": "point at faults in texts and propose readings (JSON Lines with --json)",
    "names": "look up names of the period, and keep lists of your own",
    "learn": "learn vocabulary and language model from clean texts of your own",
    "doctor": "what is installed, what is missing, and the remedy",
    "review": "decide on what was found, in the terminal",
    "export": "write the edition: TEI, a page to read, DOCX, EPUB, PDF, data; prove it against its sources",
    "collate": "align witnesses of one text, show where they differ",
    "evaluate": "how far a text is from the truth",
    "log": "who decided what, when and why",
}
"""Every command with what it does; the module tui.commands.NAME has ``arguments`` and ``run``."""
GARBAGE = 20_000
"""New objects before the garbage collector looks them through: records hold no cycles, and it would find nothing."""


class Command(Protocol):
    """What a module under tui/commands offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it and give the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; errors go to stderr as one line each, without a traceback."""
    gc.set_threshold(GARBAGE)
    args = list(sys.argv[1:] if argv is None else argv)
    name = _command(args)
    parser, command = _parser(only=name if name in COMMANDS else None)
    try:
        options = parser.parse(args, command)
        if options.no_plugins:
            switch_off()
        logs.start(options.verbose, options.log_file)
        if options.command is None:
            parser.print_help()
            return ExitCode.OK
        code = int(_module(options.command).run(options))
        sys.stdout.flush()
        if argv is None:
            # the process ends: to look for garbage once more would take longer than many a command
            gc.freeze()
        return code
    except CorrigendaError as error:
        print(f"corrigenda: {error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print("corrigenda: interrupted; what was done is kept, the same command goes on", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _print_no_more()
        return ExitCode.OK
    except OSError as error:
        _print_no_more()
        return lost_output(error)


def _command(args: Sequence[str]) -> str | None:
    """Return the first argument that is neither an option nor what one takes."""
    pairs = zip(("", *args), args, strict=False)
    return next((arg for before, arg in pairs if not arg.startswith("-") and before != "--log-file"), None)


def _print_no_more() -> None:
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(only: str | None) -> tuple[Parser, Parser | None]:
    """Return the parser of all commands, and that of the one command whose arguments are declared."""
    parser = Parser(
        prog="corrigenda",
        description="Takes faulty scans and transcriptions of historical documents to a citable edition, "
        "and shows the evidence for every correction.",
        epilog="Exit codes: 0 done · 2 wrong use · 3 no source usable · 4 some sources failed · 5 cannot write · "
        "6 no edition, or a damaged one · 7 no OCR engine · 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"corrigenda {__version__}")
    parser.add_argument(
        "--no-plugins", action="store_true", help="leave out detectors, formats and engines of other packages"
    )
    logs.arguments(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    command = None
    for name, help_text in COMMANDS.items():
        sub = commands.add_parser(name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
        if name == only:
            command = sub
            _module(name).arguments(sub)
            logs.arguments(sub, again=True)
    return parser, command


def _module(name: str) -> Command:
    module: ModuleType = importlib.import_module(f".commands.{name}", __package__)
    return cast("Command", module)
