"""Amendments by their number alone, in the headings of a paper that comments on them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.forms import Found
from graph_builder.recognise.titleblock import sole_dossier
from graph_builder.recognise.view import View

_HEADING = re.compile(
    r"^[ \t#*•–-]*(?P<named>(?:(?:nader )?gewijzigd )?(?:sub)?amendement"
    r"(?P<members> van (?:het lid|de leden|mevrouw|de heer) [^\n():;]{2,80}?)?(?: met)?"
    r"[ ,]{1,2}(?P<number>(?:nr\.|nr|nummer) ?(?P<figure>\d{1,3})))(?![\d.]*\d)"
    r"(?: \((?![^()\n]*\d{2}[ .]?\d{3})[^()\n]{1,80}\))?(?: van (?:het lid|de leden) [^\n.;:]{2,80})?"
    r"(?:,? (?:over|inzake|betreffende|tot|om) [^\n]{3,120})?[ \t.:*]*$",
    re.MULTILINE,
)
"""A line that is no more than the name of one amendment: "Amendement nr. 6 (SP)", "Amendement van het lid A nr. 10"."""


def find_amendments(view: View) -> Iterator[Found]:
    """Find the amendments that the headings of a paper number; they are those of its own dossier.

    Args:
        view: The document. Where it does not say which dossier it belongs to, or names several, nothing is found.

    Yields:
        The words "Amendement nr. 6", or the number alone behind the names of members.
    """
    dossier = sole_dossier(view)
    if dossier is None:
        return
    for heading in _HEADING.finditer(view.lower):
        start = heading.start("number" if heading["members"] else "named")
        yield start, heading.end("number"), f"kst-{dossier}-{heading['figure']}"
