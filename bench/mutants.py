"""Mutants: the source with one change, and whether a test notices it; ``python -m bench.mutants [MODULE …]``.

Each mutant (:mod:`bench.mutations`) stands in a copy of the tree, where only the tests named for its module are run.
The exit code is 1 where a mutant survives that is not known to be equivalent (Jia and Harman, An Analysis and Survey of
the Development of Mutation Testing, 2011).

All modules take about a quarter of an hour on two cores that are busy otherwise.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from .mutations import Mutant, mutants

ROOT = Path(__file__).parents[1]
TESTS = {
    "restore/detect/joined.py": ("tests/restore/detect/test_joined.py",),
    "restore/detect/note_calls.py": ("tests/restore/detect/test_note_calls.py",),
    "restore/detect/titles.py": ("tests/restore/detect/test_titles.py",),
    "restore/edition/establish.py": ("tests/restore/edition/test_establish.py",),
    "corpus/decisions/selectors.py": ("tests/corpus/decisions/test_selectors.py",),
    "restore/emend/rule.py": ("tests/restore/emend/test_rule.py",),
    "restore/emend/reconcile.py": ("tests/restore/emend/test_reconcile.py",),
}
"""The modules whose mutants are made, each with the tests that have to notice them."""
EQUIVALENT = {
    "restore/detect/note_calls.py": {
        "_cut_short: value < before < after → (value < before <= after)": "between a number and itself is none",
        "_run_in: other is not match → True": "a call does not differ from itself by one",
    },
    "corpus/decisions/selectors.py": {
        "locate: ranked[0][0] - ranked[1][0] < MARGIN → (ranked[0][0] - ranked[1][0] <= MARGIN)": (
            "no two shares of up to 64 code points differ by exactly 0.1 in binary"
        ),
    },
    "restore/emend/rule.py": {
        "THRESHOLD: 2.0 → (2.5)": "no p is above 1",
        "THRESHOLD: 2.0 → (1.5)": "no p is above 1",
        "THRESHOLD: 0.0 → (-0.5)": "no p is below 0",
        "applies: suspect is not None and reading.basis in (Basis.NAME, Basis.LANGUAGE) → "
        "(reading.basis in (Basis.NAME, Basis.LANGUAGE))": "it is asked once more where it counts",
        "applies: suspect is not None and weighed and (finding.kind in having(Trait.WORD) or _halves(suspect)) → "
        "(weighed and (finding.kind in having(Trait.WORD) or _halves(suspect)))": "it was asked already",
    },
    "restore/edition/establish.py": {
        "_close_gaps: continue → pass": "what follows is laid out in this turn, and not in the next",
        "_one_gap: piece.decision is not None and (not piece.text) → (not piece.text)": "only a decision is empty",
        "_split_edges: item.decision is not None or not item.text or item.text.isspace() → "
        "(item.decision is not None or item.text.isspace())": "only a decision is empty",
        "deletes: not self.moves and (not self.text) → (not self.text)": "it is asked where nothing moves",
        "_outside: edit is not moved and edit.start < offset < edit.end → (edit.start < offset < edit.end)": (
            "nothing is moved into itself"
        ),
        "_outside: edit.start < offset < edit.end → (edit.start <= offset < edit.end)": "the start is returned anyway",
        "items: 0 → (-1)": "nothing starts before the text",
        "_lay: end == len(self._text) and body_of is None → (body_of is None)": "what is no body goes to the end",
    },
    "restore/emend/reconcile.py": {
        "_compatible: one.end - one.start >= other.end - other.start → "
        "(one.end - one.start > other.end - other.start)": "of two that are as long neither holds the other",
        "_touched: finding.end - 1 → (finding.end + 1)": "one more bucket is looked into",
    },
}
"""Mutants that do what the source does, by module: the change, and why it changes nothing."""
SIDE_BY_SIDE = 2
"""Mutants tested at the same time."""
LIMIT = 30.0
"""Seconds after which a mutant that still runs counts as noticed: it does not end."""
MEMORY = 4 << 30
"""Bytes that a mutant may ask for: one that grows without end counts as noticed."""
COPIED = ("bench", "corpus", "ocr", "restore", "tests", "tui")
"""Folders of the tree that the tests need."""
HEAVY = ("hypothesis", "hypothesis.strategies", "lxml.etree", "numpy", "pytest", "rapidfuzz.distance", "_pytest.python")
"""Outside modules that are imported once for all mutants."""


def noticed(copy: Path, tests: tuple[str, ...]) -> bool:
    """Whether one of the tests fails in a copy of the tree, or does not end."""
    context = multiprocessing.get_context("forkserver")
    run = context.Process(target=_run, args=(str(copy), tests))
    run.start()
    run.join(LIMIT)
    if run.is_alive():
        run.kill()
        run.join()
    return run.exitcode != 0


def _run(copy: str, tests: tuple[str, ...]) -> None:
    """Run tests in this process, and end it with their exit code."""
    import pytest

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.chdir(copy)
    sys.path[:] = [copy, *(place for place in sys.path if place and Path(place).resolve() != ROOT)]
    sys.dont_write_bytecode = True
    options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-profile=ci", "--rootdir", copy]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*options, *tests])
    os._exit(int(code))


def main(modules: list[str]) -> int:
    """Make and test the mutants of modules, print those that survive, and return the exit code."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(HEAVY))
    copies: SimpleQueue[Path] = SimpleQueue()
    unknown = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        for number in range(SIDE_BY_SIDE):
            copies.put(copy := Path(folder, str(number)))
            for name in COPIED:
                shutil.copytree(ROOT / name, copy / name)
            shutil.copy2(ROOT / "pyproject.toml", copy)

        def survives(mutant: Mutant) -> bool:
            copy = copies.get()
            place = copy / mutant.module
            place.write_text(mutant.source, encoding="utf-8")
            try:
                return not noticed(copy, TESTS[mutant.module])
            finally:
                shutil.copy2(ROOT / mutant.module, place)
                copies.put(copy)

        for module in modules:
            began = time.monotonic()
            if not survives(Mutant(module, 0, "nothing", (ROOT / module).read_text(encoding="utf-8"))):
                raise SystemExit(f"{module}: its tests fail without any mutant")
            made, known = list(mutants(ROOT, module)), EQUIVALENT.get(module, {})
            alive = []
            for mutant, lives in zip(made, threads.map(survives, made), strict=True):
                if lives:
                    alive.append(mutant.change)
                    if mutant.change not in known:
                        print(f"{module}:{mutant.line}: survives: {mutant.change}", flush=True)
            for change in known.keys() - alive:
                print(f"{module}: is listed as equivalent, and does not survive: {change}")
            new, spent = sum(change not in known for change in alive), time.monotonic() - began
            unknown += new
            numbers = f"{len(made) - len(alive)} killed, {new} survived, {len(alive) - new} equivalent"
            print(f"{module}: {numbers}; {spent:.0f} s", flush=True)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(TESTS)))
