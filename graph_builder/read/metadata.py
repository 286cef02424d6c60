"""What is known of a document from elsewhere: its side file, and the identifier that its file's name may be."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any, get_args

from graph_builder.errors import ReadError
from graph_builder.model import DocumentKind, Metadata

_IDENTIFIER = re.compile(
    r"kst-\d{5}(?:-\(R\d{3,4}\))?(?:-[A-Z\d]{1,6})?-(?:\d{1,5}|[A-Z]{1,3})(?:-b\d+)?|ah-tk-\d{8}-\d+|kv-tk-\d{4}Z\d{4,6}|h-(?:tk|ek)-\d{8}-\d+-\d+"
    r"|(?:stb|trb)-\d{4}-\d+|stcrt-\d{4}-\d+|blg-\d+|nds-(?:tk|ek)-[\w-]+|ag-(?:tk|ek)-[\w-]+"
)
_PAPER = re.compile(r"kst-(?P<dossier>\d{5}(?:-[A-Z\d]{1,6})?)-(?P<number>\d{1,5}|[A-Z]{1,3})(?:-b\d+)?")
_KINGDOM = re.compile(r"[- ]?\(R ?\d{3,4}\)")
"""The second number of a kingdom act: papers are cited with and without it, so it is no part of the identifier."""
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")
_KINDS = get_args(DocumentKind)
_SERIES: dict[str, DocumentKind] = {"h": "report", "ah": "answer", "kv": "other"}


def side_file(path: Path) -> Path:
    """Give the place of the side file of a document: `X.meta.toml` beside `X.txt`."""
    return path.with_name(f"{path.stem}.meta.toml")


def official_files(path: Path) -> tuple[Path, ...]:
    """Give the places where the official metadata of a document may lie beside it."""
    return tuple(path.with_name(f"{path.stem}{ending}") for ending in (".metadata_owms.xml", ".metadata.xml"))


def parse_side_file(data: bytes, name: str) -> Metadata:
    """Read a side file: TOML 1.0 with any of the fields of `Metadata`.

    Raises:
        ReadError: It is no TOML, or a key is unknown or has a value of the wrong kind; the message names the key.
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(f"{name} is no valid TOML: {error}.") from error
    known = [field.name for field in fields(Metadata)]
    for key, value in table.items():
        if key not in known:
            raise ReadError(f"{name}: the key {key!r} is unknown; it may hold {', '.join(known)}.")
        table[key] = _checked(key, value, name)
    return Metadata(**table)


def _checked(key: str, value: Any, name: str) -> Any:
    if key == "date":
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                value = None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise ReadError(f"{name}: the key 'date' must be a day, as in date = 2025-09-19.")
        return value
    if key == "kind" and value not in _KINDS:
        raise ReadError(f"{name}: the key 'kind' must be one of {', '.join(_KINDS)}.")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise ReadError(f"{name}: the key {key!r} must be a text between quotes.")
    return value.strip()


def is_identifier(words: str) -> bool:
    """Tell whether words are the official identifier of a paper: "kst-28844-269", "ah-tk-20232024-387"."""
    return bool(_IDENTIFIER.fullmatch(words))


def check_identifier(metadata: Metadata, name: str) -> None:
    """Refuse an identifier that cannot be part of an IRI.

    Raises:
        ReadError: It has other characters than letters, digits, dots and hyphens.
    """
    identifier = metadata.identifier
    if identifier is not None and not _SEGMENT.fullmatch(identifier):
        raise ReadError(f"{name}: the identifier {identifier!r} may hold letters, digits, dots and hyphens only.")


def metadata_of_name(name: str) -> Metadata:
    """Give the official identifier that a file's name is, if it is one: "kst-28844-269.txt"."""
    stem = PurePath(name).name.split(".", 1)[0]
    return Metadata(identifier=stem) if is_identifier(stem) else Metadata()


def kind_of_series(identifier: str | None) -> DocumentKind | None:
    """Give the kind of every paper of a series: Handelingen are reports, the Aanhangsel holds answers."""
    return _SERIES.get((identifier or "").partition("-")[0])


def combined(*sources: Metadata) -> Metadata:
    """Combine what several sources know; an earlier one wins. Dossier and number follow from the identifier.

    A kingdom act's second number is left out of both: "kst-36600-(R1234)-5" is kst-36600-5.
    """
    values = {
        field.name: next((value for source in sources if (value := getattr(source, field.name)) is not None), None)
        for field in fields(Metadata)
    }
    for name in ("identifier", "dossier"):
        if isinstance(written := values[name], str):
            values[name] = _KINGDOM.sub("", written)
    found = _PAPER.fullmatch(values["identifier"] or "")
    if found:
        explicit = sources[0]
        values["dossier"] = (explicit.dossier and values["dossier"]) or found["dossier"]
        values["number"] = explicit.number or found["number"]
    return replace(Metadata(), **values)
