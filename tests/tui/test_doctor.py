"""The doctor names what is there, and what is missing with its remedy."""

import importlib.metadata

import pytest

from tui import cli


def test_the_doctor_names_what_tesseract_is_run_with(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["doctor"])
    assert f"✓ pytesseract {importlib.metadata.version('pytesseract')}" in capsys.readouterr().out
