"""Bytes of a plain text to characters, without changing any: offsets are counted in what this gives."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from graph_builder.errors import EmptyDocumentError, UnknownFormatError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 100_000
"""How many bytes are enough to tell an encoding."""
_DUTCH_CODE_PAGES = ["cp1252", "latin_1", "iso8859_15", "cp850", "mac_roman", "utf_16_le", "utf_16_be"]
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 0.02


def decode(data: bytes, name: str) -> str:
    """Decode a plain text: UTF-8, UTF-16 and UTF-32 with a byte order mark, else the likeliest code page.

    Args:
        data: The file's bytes.
        name: The file's name, for the error's message.

    Returns:
        The characters; a byte order mark is not one of them.

    Raises:
        EmptyDocumentError: There is nothing but white space.
        UnknownFormatError: The bytes are no text.
    """
    text = _characters(data, name)
    if not text.strip():
        raise EmptyDocumentError(f"{name} holds no text: give a file with a document in it.")
    return text


def _characters(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _binary(name) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name)
    return text if _is_prose(text) else _guessed(data, name)


def _guessed(data: bytes, name: str) -> str:
    """Decode by the code page that makes the likeliest text, or by the Dutch default where several would do."""
    best = from_bytes(data[:_SAMPLE], cp_isolation=_DUTCH_CODE_PAGES).best()
    encodings = [best.encoding] if best and best.encoding.startswith("utf_16") else []
    for encoding in [*encodings, "cp1252", *([best.encoding] if best else [])]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_prose(text):
            return text
    raise _binary(name)


def _is_prose(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) <= _BINARY_SHARE * len(sample)


def _binary(name: str) -> UnknownFormatError:
    return UnknownFormatError(
        f"{name} is not a text and in no format that is read: give txt, docx, odt, pdf, html or the official xml."
    )
