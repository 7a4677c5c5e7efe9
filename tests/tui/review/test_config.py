"""The configuration changes keys and looks, and says clearly what is wrong with it."""

from pathlib import Path

import pytest

from corpus.errors import UsageError
from tui.review.config import load, path
from tui.review.keys import KEYS, Where, footer, rebound, table


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "corrigenda").mkdir()
    return tmp_path / "corrigenda" / "config.toml"


def test_without_a_file_the_defaults_hold(file):
    assert path() == file
    config = load()
    assert config.theme == "dark"
    assert config.keys == KEYS


def test_settings_and_keys(file):
    file.write_text(
        '[review]\nby = "Anna"\ntheme = "light"\nmode = "inline"\n[keys]\naccept = ["Y", "]y"]\nquit = "Z"\n'
    )
    config = load()
    assert (config.by, config.theme, config.mode) == ("Anna", "light", "inline")
    known = table(config.keys, Where.REVIEW)
    assert known["Y"].action == known["]y"].action == "accept"
    assert "y" not in known
    assert known["Z"].action == "quit"


def test_no_color_overrules_the_theme(file, monkeypatch):
    file.write_text('[review]\ntheme = "light"\n')
    monkeypatch.setenv("NO_COLOR", "1")
    assert load().theme == "mono"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[review", "cannot be read"),
        ('[review]\ntheme = "pink"', "“pink” is no theme"),
        ('[reveiw]\nby = "x"', "there is no setting “reveiw”"),
        ('[review]\ncolour = "x"', "there is no setting “colour”"),
        ("review = 3", "“review” is a section"),
        ("[keys]\naccept = 3", "a key is a text"),
        ('[keys]\nfrobnicate = "y"', "there is no action “frobnicate”"),
        ('[keys]\naccept = "banana"', "“banana” is no key"),
        ('[keys]\naccept = "n"', "would do both"),
        ('[keys]\naccept = "gy"', "can never be typed"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(file, text, told):
    file.write_text(text)
    with pytest.raises(UsageError, match=told) as error:
        load()
    assert str(file) in str(error.value)
    assert error.value.remedy


def test_a_file_that_was_named_must_be_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_the_table_itself_has_no_clash():
    assert rebound(KEYS, {}) == KEYS
    assert all(footer(KEYS, where) for where in Where)


def test_every_key_is_in_the_documentation():
    told = (Path(__file__).parents[3] / "docs" / "review.md").read_text(encoding="utf-8")
    for key in KEYS:
        (row,) = [line for line in told.splitlines() if line.startswith(f"| `{key.action}` ") and key.help in line]
        assert all(f"`{name}`" in row for name in (key.keys[0], key.keys[-1])), key
