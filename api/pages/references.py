"""How something is cited, as values: written as BibTeX and as CSL-JSON (citeproc, citation-style-language 1.0.2)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["FORMATS", "Reference", "as_bibtex", "as_csl", "write"]

FORMATS = {"bib": "application/x-bibtex", "json": "application/vnd.citationstyles.csl+json"}
"""Suffix to media type."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "%&$#_"},
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited."""

    key: str
    """By which texts refer to it: letters, digits and hyphens."""
    kind: str
    """A type of CSL: "report", "dataset"."""
    title: str
    url: str
    author: str = ""
    """A body or an office: never taken apart into names."""
    date: str = ""
    """ISO 8601; a year or a month may do."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Further fields by their names in CSL: "number", "genre", "publisher", "version", "note"."""


_BIBTEX = {"number": "number", "genre": "type", "publisher": "institution", "version": "version", "note": "note"}
"""CSL's names of fields to BibTeX's."""


def write(reference: Reference, suffix: str) -> bytes:
    """Write a reference in the format of a suffix of `FORMATS`."""
    if suffix == "bib":
        return as_bibtex(reference).encode()
    return json.dumps([as_csl(reference)], ensure_ascii=False, indent=1).encode()


def as_csl(reference: Reference) -> dict[str, Any]:
    """Give a reference as an item of CSL-JSON."""
    item: dict[str, Any] = {"id": reference.key, "type": reference.kind, "title": reference.title}
    if reference.author:
        item["author"] = [{"literal": reference.author}]
    parts = [int(part) for part in reference.date[:10].split("-") if part.isdigit()]
    if parts:
        item["issued"] = {"date-parts": [parts]}
    return item | dict(reference.fields) | {"URL": reference.url}


def as_bibtex(reference: Reference) -> str:
    """Write a reference as an entry of BibTeX, in UTF-8."""
    year, _, rest = reference.date[:10].partition("-")
    month, _, day = rest.partition("-")
    values = [("title", f"{{{_escaped(reference.title)}}}")]
    if reference.author:
        values.insert(0, ("author", f"{{{_escaped(reference.author)}}}"))
    values += [(_BIBTEX[name], _escaped(value)) for name, value in reference.fields.items() if name in _BIBTEX]
    if year.isdigit():
        values.append(("year", year))
    lines = [f"  {name} = {{{value}}}," for name, value in values]
    if month.isdigit() and 1 <= int(month) <= len(_MONTHS):
        lines.append(f"  month = {_MONTHS[int(month) - 1]},")
    if day.isdigit():
        lines.append(f"  day = {{{int(day)}}},")
    lines.append(f"  url = {{{_address(reference.url)}}},")
    kind = "techreport" if reference.kind == "report" else "misc"
    return "\n".join([f"@{kind}{{{key_of(reference.key)},", *lines, "}", ""])


def key_of(words: str) -> str:
    """Make a key that BibTeX takes: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "kamergraaf"


def _escaped(words: str) -> str:
    return "".join(_SPECIAL.get(each, each) for each in " ".join(words.split()))


def _address(url: str) -> str:
    """Write an address so that no brace and no backslash ends the field; `url` packages take the rest as it is."""
    return "".join(f"%{ord(each):02X}" if each in "{}\\" else each for each in url)
