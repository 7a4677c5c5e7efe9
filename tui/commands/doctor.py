"""``corrigenda doctor``: what is installed, what is missing, and the remedy."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util

from corpus.errors import ExitCode, PluginError
from corpus.plugins import Group, Plugin, load, plugins

EXTRAS: dict[str, tuple[str, str]] = {
    "textual_image": ("scans beside the review", "pip install 'corrigenda[scan]'"),
    "textual_serve": ("the review in a browser", "pip install 'corrigenda[web]'"),
}
"""Optional packages: what each one is for, and how to get it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Print one line for each engine, model, optional package and plug-in."""
    del args
    from corpus.language import load as load_language
    from corpus.names import load as load_names
    from ocr import engines

    ready = False
    for status in engines.available():
        ready = ready or status.ready
        _line(status.ready, f"{status.name} {status.version}".strip(), status.remedy)
    wrapper = importlib.util.find_spec("pytesseract") is not None
    version = importlib.metadata.version("pytesseract") if wrapper else ""
    _line(wrapper, f"pytesseract {version}".strip(), "pip install pytesseract")
    language = load_language()
    _line(language.known("the"), "vocabulary and language model", "reinstall corrigenda")
    names = load_names()
    _line(names.knows("Washington"), "name authority", "reinstall corrigenda")
    for package, (purpose, remedy) in EXTRAS.items():
        _line(importlib.util.find_spec(package) is not None, purpose, remedy)
    for group in Group:
        for plugin in plugins(group):
            _plugin(plugin)
    if not ready:
        print("\nNo engine can read scans here; texts can be worked on all the same.")
    return ExitCode.OK if ready else ExitCode.ENGINE


def _plugin(plugin: Plugin) -> None:
    what = f"plug-in {plugin.name} of {plugin.package} {plugin.version} ({plugin.group})"
    try:
        load(plugin)
    except PluginError as error:
        _line(False, f"{what}: {error.what}", error.remedy)
    else:
        _line(True, what, "")


def _line(good: bool, what: str, remedy: str) -> None:
    print(f"{'✓' if good else '✗'} {what}" + ("" if good else f"  → {remedy}"))
