"""XML from outside: read where it is harmless, refused with place and remedy where it is not."""

import pytest

from corpus.errors import SourceError
from corpus.xml import local, parse, parse_bytes

BOMB = (
    b'<!DOCTYPE a [<!ENTITY x "lol">'
    + b"".join(b'<!ENTITY x%d "%s">' % (n, b"&x%d;" % (n - 1) * 10 if n else b"&x;" * 10) for n in range(12))
    + b"]><a>&x11;</a>"
)
HOSTILE = {
    "entities": b'<!DOCTYPE a [<!ENTITY who "Stalin">]><a>&who;</a>',
    "external reference": b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
    "billion laughs": BOMB,
    "laughs in an attribute": BOMB.replace(b"<a>&x11;</a>", b'<a b="&x11;"/>'),
    "entities in UTF-16": '<!DOCTYPE a [<!ENTITY who "Stalin">]><a>&who;</a>'.encode("utf-16"),
    "not closed": b"<a><b></a>",
    "not XML": b"Dear Welles,",
    "wrong encoding": b'<?xml version="1.0" encoding="UTF-8"?><a>\xe9\xff</a>',
    "empty": b" \n",
    "deep": b"<a>" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_with_a_remedy(name):
    with pytest.raises(SourceError) as caught:
        parse_bytes(HOSTILE[name], "page.xml")
    assert caught.value.where == "page.xml"
    assert caught.value.remedy


def test_a_place_is_named():
    with pytest.raises(SourceError, match="line 2"):
        parse_bytes(b"<a>\n<b></c></a>")


def test_a_file_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(SourceError, match="200 MiB"):
        parse(path)


def test_harmless_xml_is_read():
    root = parse_bytes('<!DOCTYPE html><h:a xmlns:h="urn:h">é<!-- c --></h:a>'.encode())
    assert local(root) == "a"
    assert root.text == "é"
    assert local(root[0]) == ""
