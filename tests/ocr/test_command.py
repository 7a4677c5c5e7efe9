"""An engine of the user's own: what it writes is read, and when it fails it says so."""

import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EngineError
from ocr.clean import Picture
from ocr.engines import command

HOCR = (
    "<html><body><div class='ocr_page' title='bbox 0 0 90 60'><span class='ocr_line' title='bbox 1 2 30 12'>"
    "<span class='ocrx_word' title='bbox 1 2 10 12; x_wconf 93'>It</span></span></div></body></html>"
)
PICTURE = Picture(np.full((60, 90), 255, np.uint8))


def program(folder: Path, body: str) -> str:
    script = folder / "engine.py"
    script.write_text(f"import sys, os, time\n{body}\n")
    return f"{sys.executable} {script} {{image}}"


@pytest.mark.parametrize("target", ["stdout", "file"])
def test_what_it_writes_is_read(target: str, tmp_path: Path) -> None:
    if target == "stdout":
        line = program(tmp_path, f"assert os.path.exists(sys.argv[1]); print({HOCR!r})")
    else:
        line = program(tmp_path, f"open(sys.argv[2], 'w').write({HOCR!r}); print('noise')") + " {output}"
    engine = command.engine(line)
    assert engine.probe().ready
    (found,) = engine.read(PICTURE, 0, 60)
    assert (found.text, found.words[0].confidence) == ("It", 0.93)


FAULTS = {
    "crashes": ("print('no model', file=sys.stderr); sys.exit(3)", "code 3: no model"),
    "hangs": ("time.sleep(60)", "did not answer"),
    "prints nonsense": (r"sys.stdout.buffer.write(b'\xff\xfe<')", "nonsense"),
    "prints nothing": ("pass", "nonsense"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_when_it_fails_it_says_so(fault: str, tmp_path: Path) -> None:
    body, reason = FAULTS[fault]
    with pytest.raises(EngineError, match=reason):
        # only what does not end may run into its limit, however busy the machine is
        command.engine(program(tmp_path, body)).read(PICTURE, 0, 2 if "did not answer" in reason else 60)


@pytest.mark.parametrize("line", ["", "no-such-program {image}", "cat", "cat 'unclosed {image}"])
def test_a_command_that_cannot_work_is_not_ready(line: str) -> None:
    status = command.engine(line).probe()
    assert not status.ready
    assert command.VARIABLE in status.remedy
