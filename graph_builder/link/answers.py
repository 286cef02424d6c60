"""What an answer holds: JSON or XML, told from the bytes themselves rather than from what the headers claim."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from graph_builder.errors import AnswerError
from graph_builder.link.client import Answer

__all__ = ["is_missing_page", "json_object", "json_of", "xml_of"]

_BOM = b"\xef\xbb\xbf"
_BOM_TWICE = b"\xc3\xaf\xc2\xbb\xc2\xbf"
"""A byte-order mark that was read as Latin-1 and encoded again; seen in stored copies."""

_MISSING = "404: pagina niet gevonden"
"""The words of a page that says with status 200 that it is not there."""


def json_of(answer: Answer) -> Any:
    """Read an answer as JSON.

    Raises:
        AnswerError: It is a page, or malformed.
    """
    body = _bare(answer.body)
    if body.startswith(b"<"):
        raise AnswerError(f"{answer.address} answered with a page where JSON was asked: {_title(body)}.")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"{answer.address} answered with malformed JSON: {error}.") from error


def json_object(answer: Answer) -> dict[str, Any]:
    """Read an answer as a JSON object.

    Raises:
        AnswerError: It is something else.
    """
    value = json_of(answer)
    if not isinstance(value, dict):
        raise AnswerError(f"{answer.address} answered with JSON that is no object.")
    return value


def xml_of(answer: Answer) -> etree._Element | None:
    """Read an answer as XML; the XML declaration decides on the encoding, not the HTTP header.

    Returns:
        The root; None where the answer is a page that says, with status 200, that there is nothing.

    Raises:
        AnswerError: It is some other page, or malformed.
    """
    if is_missing_page(answer):
        return None
    body = _bare(answer.body)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        what = "a page where XML was asked" if _is_page(body) else f"malformed XML ({error})"
        raise AnswerError(f"{answer.address} answered with {what}.") from error
    if root is None or etree.QName(root).localname.lower() == "html":
        raise AnswerError(f"{answer.address} answered with a page where XML was asked: {_title(body)}.")
    return root


def is_missing_page(answer: Answer) -> bool:
    """Tell whether a page says that there is nothing at its address, whatever its status."""
    body = _bare(answer.body)
    return _is_page(body) and _MISSING in body[:4000].decode("utf-8", "replace").lower()


def _bare(body: bytes) -> bytes:
    for mark in (_BOM_TWICE, _BOM):
        body = body.removeprefix(mark)
    return body.lstrip()


def _is_page(body: bytes) -> bool:
    return body[:15].lower().startswith((b"<!doctype html", b"<html"))


def _title(body: bytes) -> str:
    start, _, rest = body[:2000].decode("utf-8", "replace").partition("<title>")
    title = rest.partition("</title>")[0] if rest else start
    return f"“{' '.join(title.split())[:100]}”"
