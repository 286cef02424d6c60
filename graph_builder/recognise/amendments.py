"""Amendments by their number alone, in the headings of a paper that comments on them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.forms import Found, compile_form, more_numbers
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

_IN_PROSE = compile_form(
    r"\b(?:sub)?amendement(?P<several>en)?(?: met)? (?P<number>nrs?\.? ?(?P<figure>\d{1,3}))(?![\d.]*\d)"
    r"(?! ?[(,]? ?\(?(?:kamerst|kst|\d{2}[ .]?\d{3}))"
)
"""Amendments named by their numbers in running text: "ik ontraad de amendementen nrs. 6 en 8"."""


def find_amendments(view: View) -> Iterator[Found]:
    """Find the amendments that a paper names by number alone, in headings and in prose; they are of its own dossier.

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
    for named in _IN_PROSE.finditer(view.lower):
        yield named.start("number"), named.end("number"), f"kst-{dossier}-{named['figure']}"
        for start, end, figure in more_numbers(view.lower, named.end("number"), plural=named["several"] is not None):
            yield start, end, f"kst-{dossier}-{figure}"
