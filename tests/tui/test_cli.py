"""The command line answers fast and says what it can do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli import COMMANDS, main

FULL = Path("/dev/full")
HEAVY = ("numpy", "cv2", "onnxruntime", "textual", "rich", "PIL", "rapidocr", "lxml", "symspellpy")


def test_help_imports_nothing_heavy():
    probe = (
        "import sys\nfrom tui.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', [m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.endswith("LOADED []\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert COMMANDS[name][1:20] in capsys.readouterr().out


def test_unknown_command_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["frobnicate"])
    assert stop.value.code == 2
    assert "frobnicate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["detct", "a.txt"], "there is no command “detct”; did you mean detect?"),
        (["names", "serch", "x"], "there is no command “serch”; did you mean search?"),
        (["detect", "a.txt", "--acept", "none"], "there is no option --acept; did you mean --accept?"),
        (
            ["detect", "a.txt", "--accept", "sure"],
            "no choice “sure” for --accept; choose from none, certain, likely, all",
        ),
        (["run", "a.txt"], "--output is missing"),
        (["collate", "a.txt"], "B is missing"),
        (["evaluate", "a.txt", "b.txt", "c.txt"], "too much: c.txt"),
        (["run", "a.txt", "-o", "x", "--workers", "two"], "invalid int value: 'two'"),
    ],
)
def test_a_slip_on_the_command_line_is_told_with_what_was_meant(args, says, capsys):
    with pytest.raises(SystemExit) as stop:
        main(args)
    assert stop.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert says in line
    assert line.startswith("corrigenda")
    assert "--help" in line


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{\\rtf1 text}", "is an RTF document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "Word document of the old kind"),
        (b"\x7fELF" + bytes(range(256)) * 9, "is a program"),
        (bytes(range(256)) * 9, "holds binary data"),
        (b"caf\xe9", "iconv"),
    ],
)
def test_what_is_no_text_is_told(tmp_path, content, says, capsys):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    assert main(["detect", str(path)]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"corrigenda: {path}: ") and says in line and line.endswith(")")


def test_an_empty_folder_and_a_pattern_that_nothing_fits_are_told(tmp_path, capsys):
    for name, says in ((tmp_path, "no file looks like"), (tmp_path / "x*.txt", "no such file")):
        assert main(["detect", str(name)]) == 3
        assert says in capsys.readouterr().err
        assert main(["run", str(name), "-o", str(tmp_path / "out")]) == 3
        assert says in capsys.readouterr().err


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [["export", "--list"], ["names", "search", "Stalin"]])
def test_a_full_disk_is_no_traceback(command):
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *command], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 5
    assert "No space left" in done.stderr and "Traceback" not in done.stderr


def test_wrong_output_and_format_are_told_before_the_work_begins(tmp_path, capsys):
    text = tmp_path / "letter.txt"
    text.write_text("The letter came.")
    assert main(["run", str(text), "-o", str(text)]) == 5
    assert "is a file, not a folder" in capsys.readouterr().err
    assert main(["run", str(text), "-o", str(tmp_path / "out"), "--formats", "text,papyrus"]) == 2
    assert "“papyrus”" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    for command in (["log"], ["export"], ["review"], ["review", "--web"]):
        assert main([*command, str(tmp_path / "none")]) in (3, 6)
        assert "there is no such f" in capsys.readouterr().err
