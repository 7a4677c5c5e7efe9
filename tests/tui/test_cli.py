"""The command line answers fast and says what it can do."""

import subprocess
import sys

import pytest

from tui.cli import COMMANDS, main

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
