"""Firms that the registry lacks, by their legal form: "Jansen B.V."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Mention
from graph_builder.recognise.shapes import CAP, found_at, is_one_line, opener_length
from graph_builder.recognise.view import View

_LEGAL_FORMS = ("B.V.", "N.V.", "BV", "NV", "Ltd", "Inc", "GmbH", "plc", "LLC")
_FIRM = re.compile(
    rf"(?<![\w-])(?:{CAP}\s(?:(?:en|&|van|der|de)\s)?){{1,4}}(?:{'|'.join(map(re.escape, _LEGAL_FORMS))})(?![\w-])"
)
"""A name with its legal form."""


def find_firms(view: View) -> Iterator[Mention]:
    """Find firms that are named with their legal form."""
    if not any(f" {form}" in view.text for form in _LEGAL_FORMS):
        return
    for found in _FIRM.finditer(view.text):
        start = found.start() + opener_length(found[0])
        if start < found.end() and is_one_line(view, start, found.end()):
            yield found_at(start, found.end())
