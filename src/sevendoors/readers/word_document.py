"""The paragraphs of a Word document (.docx): a zip with XML in it (ECMA-376)."""

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 50_000_000  # unpacked; the longest transcript we met has two
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(data: bytes) -> list[str]:
    """Give the text of each paragraph in order, tabs and line breaks as such.

    Raises ValueError or KeyError where the bytes are no Word document, or an absurdly large one.
    """
    try:
        with ZipFile(BytesIO(data)) as packed:
            part = packed.getinfo("word/document.xml")
            if part.file_size > MOST_BYTES:
                raise ValueError("This document unpacks to more than 50 MB.")
            content = packed.read(part)
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError("This is no readable zip.") from error
    if b"<!DOCTYPE" in content:  # Word never writes one; entities can make a bomb
        raise ValueError("This document declares entities.")
    try:
        body = fromstring(content).find(f"{_W}body")
    except ParseError as error:
        raise ValueError("This document is not well-formed.") from error
    if body is None:
        raise ValueError("This document has no body.")
    return [_text(p) for p in body.findall(f"{_W}p")]


def _text(paragraph: Element) -> str:
    said = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            said.append(node.text or "")
        elif node.tag == f"{_W}tab":
            said.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            said.append("\n")
    return "".join(said)
