"""What every part of the TEI writer needs: elements in its namespace, their text, characters that XML can hold."""

from __future__ import annotations

from lxml import etree

from corpus.xml import FORBIDDEN

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"


def tag(name: str) -> str:
    """Return an element's name with the namespace."""
    return f"{{{TEI}}}{name}"


def sub(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Add an element; attributes without a value are left out."""
    element = etree.SubElement(parent, tag(name), {k: clean(v) for k, v in attributes.items() if v})
    if text:
        element.text = clean(text)
    return element


def clean(text: str) -> str:
    """Return a text with the replacement character for what XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)


def append(parent: etree._Element, text: str) -> None:
    """Add text at the end of an element, after what is in it."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
