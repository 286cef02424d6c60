"""XML, HTML and zip archives from strangers, parsed without trust.

No entity is resolved, no DTD or address is fetched, depth and size are limited by libxml2, and the parts of an archive
are measured while they are unpacked, whatever its directory says.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree, html

from graph_builder.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_UNPACKED_BYTES = 100_000_000
"""A part larger than this is a bomb: the longest papers have a tenth of it."""
_MOST_PARTS = 10_000
_ENCRYPTED = 0x1
_BYTES_OF_1252 = {ord(bytes([byte]).decode("cp1252", "replace")): byte for byte in range(0x80, 0xA0)}
"""The characters of windows-1252 that latin-1 lacks, to their bytes."""
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    IndexError,
)
"""What zipfile lets out for a damaged archive."""


def parse_xml(data: bytes, name: str) -> _Element:
    """Parse XML.

    Raises:
        ReadError: It is not well-formed, declares entities, or goes deeper than any document.
    """
    data = _mended(data).removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.search(rb"<!ENTITY", data[:20_000]):
        raise ReadError(f"{name} declares XML entities, which documents have no need of: remove its DTD.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: _Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{name} is no well-formed XML: {_sentence(error)}.") from error
    if root is None:
        raise ReadError(f"{name} is no well-formed XML: it has no element.")
    return root


def parse_html(data: bytes, name: str) -> _Element:
    """Parse HTML, however malformed.

    Raises:
        ReadError: There is no element in it.
    """
    encoding = None
    try:
        data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        # libxml2 then looks for a declaration and falls back on latin-1.
        pass
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding=encoding)
    try:
        root: _Element | None = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{name} is no readable HTML: {_sentence(error)}.") from error
    if root is None:
        raise ReadError(f"{name} is no readable HTML: it has no element.")
    return root


class Archive:
    """A zip archive (docx, odt) whose parts are read within limits."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the archive.

        Raises:
            ReadError: It is damaged.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as error:
            raise ReadError(f"{name} is a damaged zip archive: save it anew.") from error
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise ReadError(f"{name} has more than {_MOST_PARTS:,} parts: it is no document.")
        self._left = MOST_UNPACKED_BYTES

    def names(self) -> list[str]:
        """Give the names of its parts."""
        return self._zip.namelist()

    def part(self, path: str) -> bytes | None:
        """Unpack one part; None where there is none.

        Raises:
            ReadError: It is encrypted, damaged, or unpacks to more than any document.
        """
        try:
            info = self._zip.getinfo(path)
        except KeyError:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise ReadError(f"{self._name} is encrypted: save it without a password.")
        try:
            with self._zip.open(info) as stream:
                unpacked = stream.read(self._left + 1)
        except DAMAGE as error:
            raise ReadError(f"{self._name} is damaged: its part {path} cannot be unpacked.") from error
        self._left -= len(unpacked)
        if self._left < 0:
            raise ReadError(f"{self._name} unpacks to more than {MOST_UNPACKED_BYTES:,} bytes: it is no document.")
        return unpacked

    def xml(self, path: str) -> _Element | None:
        """Parse one part as XML; None where there is none."""
        data = self.part(path)
        return None if data is None else parse_xml(data, f"{self._name}: {path}")


def local(element: _Element) -> str:
    """Give an element's name without its namespace; "" for what is no element (an unresolved entity)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """Give an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _mended(data: bytes) -> bytes:
    """Undo a double encoding, as some copies of official XML have it.

    Text that is encoded once is no UTF-8 when its characters are taken for bytes of windows-1252, unless it is ASCII.
    """
    try:
        once = data.decode("utf-8").translate(_BYTES_OF_1252).encode("latin-1")
        return once if len(once.decode("utf-8")) < len(once) else data
    except UnicodeError:
        return data


def _sentence(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(". ")
