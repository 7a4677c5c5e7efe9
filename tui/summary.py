"""What a run tells the person who started it: a progress bar while it works, a summary when it is done."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from corpus.kinds import KINDS

from .screen import count, visible

if TYPE_CHECKING:
    from .job import Outcome, Tick


@contextmanager
def progress(*, show: bool = True) -> Iterator[Tick]:
    """Show how far the work is, on stderr; one bar per stage."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=not (show and console.is_terminal),
    )
    stages: dict[str, int] = {}

    def tick(stage: str, done: int, total: int) -> None:
        if stage not in stages:
            stages[stage] = bar.add_task(stage, total=total)
        bar.update(stages[stage], completed=done, total=total)  # type: ignore[arg-type]  # TaskID is an int

    with bar:
        yield tick


def show(outcome: Outcome, folder: Path, rule: str, console: Console | None = None) -> None:
    """Print what was found, applied and left for the editor."""
    console = console or Console(highlight=False, markup=False)
    if outcome.engine:
        console.print(Text(visible(outcome.engine)))
    read = f"{outcome.pages} pages, " if outcome.pages else ""
    before = f" ({outcome.kept} done before)" if outcome.kept else ""
    console.print(f"{read}{count(outcome.documents, 'document')}{before}, {outcome.words:,} words\n", markup=False)
    if outcome.found:
        console.print(_table(outcome))
    else:
        console.print("Nothing was found that should be changed.")
    if outcome.repeats:
        console.print(f"{count(outcome.repeats, 'repetition')} that belong to the text were left alone.")
    applied, waiting = sum(outcome.applied.values()), sum(outcome.waiting.values())
    console.print(f"\n{applied} applied unseen (rule “{rule}”), {waiting} wait for you, nothing else was touched.")
    console.print(
        f"\n  edition   {folder / 'edition'}\n  report    {folder / 'report.html'}", markup=False, soft_wrap=True
    )
    if waiting:
        console.print(f"  review    {_program()} review {folder}", markup=False, soft_wrap=True)


def _program() -> str:
    """Return the words by which the user can call the program again."""
    called = Path(sys.argv[0])
    if shutil.which("corrigenda") or called.name != "corrigenda":
        return "corrigenda"
    return str(called.relative_to(Path.cwd()) if called.is_relative_to(Path.cwd()) else called)


def _table(outcome: Outcome) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("found", style="bold")
    for heading in ("", "applied", "waiting"):
        table.add_column(heading, justify="right")
    for kind, row in KINDS.items():
        if outcome.found[kind]:
            counts = (outcome.found[kind], outcome.applied[kind], outcome.waiting[kind])
            table.add_row(row.several, *(str(count) if count else "·" for count in counts))
    return table
