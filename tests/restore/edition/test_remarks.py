"""What a transcription says of its text comes through: read, exported, read again; both proofs hold all the while."""

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpus.records import Kind, Remark, Witness
from corpus.transcriptions import read
from restore.edition import write
from restore.edition.formats.tei import serialize
from tests.restore.edition.letters import accept, check, record

SCHEMA = Path(__file__).parents[2] / "data" / "tei_all.rng.gz"
TEXT = """My dear Welles,

The [illegible] of the Seviet[?] Government was _at once_ handed to ~~the Prime Minister~~ Mr. Eden […]

[three lines torn]

[struck out: I remain] Yours ever,

HALIFAX
"""
TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<p>My dear <hi rend="underlined">Welles</hi>,</p>
<p><note>in the margin: seen</note>The <unclear>Soviet</unclear> <del>wish</del> note<note>of the 5th</note></p><p>came
<gap reason="torn"/> to <add>Lord</add> Halifax.<gap reason="illegible"/></p></body></text></TEI>"""


def put(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def read_again(tmp_path, made):
    tei = serialize(made)
    path = tmp_path / "again.xml"
    path.write_bytes(tei)
    return read(path, made.parts[0].witness.siglum).witness, tei.decode()


def said(witness):
    return [(r.kind, witness.text[r.start : r.end], r.value) for r in witness.remarks]


def test_signs_in_a_text_become_elements_and_come_back(tmp_path):
    witness = read(put(tmp_path, "letter.txt", TEXT)).witness
    made = record(witness, [])
    check(made)
    again, tei = read_again(tmp_path, made)
    assert again.text.rstrip() == witness.text.rstrip()
    assert said(again) == [(k, s, v or ("unknown" if k == "gap" else "")) for k, s, v in said(witness)]
    assert '<gap reason="illegible"><desc>[illegible]</desc></gap>' in tei
    assert "<unclear>Seviet[?]</unclear>" in tei
    assert '<del type="in-text">~~the Prime Minister~~</del>' in tei
    assert '<hi rend="underlined">_at once_</hi>' in tei


def test_the_page_shows_them(tmp_path):
    made = record(read(put(tmp_path, "letter.txt", TEXT)).witness, [])
    pages = {path.name: path for path in write(made, tmp_path, ["html"])}
    page = pages["letter.html"].read_text(encoding="utf-8")
    assert '<s title="struck out">~~the Prime Minister~~</s>' in page
    assert "<u>_at once_</u>" in page


def test_what_tei_says_comes_back(tmp_path):
    witness = read(put(tmp_path, "letter.xml", TEI)).witness
    made = record(witness, [])
    check(made)
    again, tei = read_again(tmp_path, made)
    assert (
        again.text.rstrip() == witness.text.rstrip() == ("My dear Welles,\n\nThe Soviet note\n\ncame to Lord Halifax.")
    )
    assert said(again) == said(witness)
    assert [r.start for r in again.remarks] == [r.start for r in witness.remarks]
    assert '<del type="left-out">wish</del>' in tei
    assert 'note<note type="transcription">of the 5th</note></p>' in tei


def test_a_change_inside_a_remark_and_around_one(tmp_path):
    text = "The ~~Seviet note~~ came [?] to Mr. Wellles [illegible] in time."
    witness = read(put(tmp_path, "letter.txt", text), "A").witness
    made = record(witness, [accept(text, "Seviet", "Soviet"), accept(text, "Wellles [illegible] in", "Welles in")])
    check(made)
    assert made.parts[0].edition.text == "The ~~Soviet note~~ came [?] to Mr. Welles in time."


def test_what_is_underlined_stays_so_when_its_sign_goes(tmp_path):
    text = "It was _at once_ done."
    made = record(
        read(put(tmp_path, "letter.txt", text), "A").witness, [accept(text, "_at once_", "at once", Kind.MARKUP)]
    )
    check(made)
    tei = serialize(made).decode()
    assert re.search(
        r'<hi rend="underlined"><choice [^>]*><sic>_at once_</sic><corr [^>]*>at once</corr></choice></hi>', tei
    )


def test_the_tei_is_valid(tmp_path):
    schema = etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))
    for name, text in (("a.txt", TEXT), ("b.xml", TEI)):
        made = record(read(put(tmp_path, name, text)).witness, [])
        assert schema.validate(etree.fromstring(serialize(made))), schema.error_log


KINDS = st.sampled_from(["gap", "unclear", "deletion", "highlight", "addition", "note", "heading"])


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), KINDS), max_size=6),
)
def test_remarks_of_any_kind_anywhere_change_no_byte(text, spans):
    remarks = {Remark(min(a, len(text)), min(a + n, len(text)), kind, "x") for a, n, kind in spans}
    ordered = tuple(sorted(remarks, key=lambda r: (r.start, -r.end)))
    check(record(Witness("A", "a", text, remarks=ordered), []))


@pytest.mark.parametrize("inline", [True, False])
def test_without_remarks_nothing_is_different(inline):
    plain = record(Witness("A", "a", "The note came."), [])
    assert b"<hi" not in serialize(plain, inline=inline)
