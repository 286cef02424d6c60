"""What the feet of printed pages tell: a paper's official identifier, a debate's meeting and day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph_builder.model import Metadata
from graph_builder.read.metadata import is_identifier
from graph_builder.read.titleblock import day_in, session_of

_FOOT = re.compile(
    r"Tweede Kamer, vergaderjaar \d{4}[–-]\d{4}, (?P<dossier>\d{2} \d{3}(?:[ -][IVXLC\d]{1,5})?), nr\. (?P<number>\d+)"
)
_DEBATE_PAGE = re.compile(r"(?P<meeting>\d{1,3})-(?P<item>\d{1,2})-\d{1,3}")
_MEETING = re.compile(r"TK\s+(?P<meeting>\d{1,3})")


def metadata_of_furniture(lines: Iterable[str]) -> Metadata:
    """Read the identifier and, of a debate, the day from the lines that were left out of a paper's text.

    A page of the Handelingen bears the day, "TK 37" and "37-4-3": the meeting, the item, the page.
    """
    known = list(dict.fromkeys(lines))
    for line in known:
        if is_identifier(line):
            return Metadata(identifier=line)
        if found := _FOOT.match(line):
            dossier = re.sub(r"(?<=\d{2}) (?=\d{3})", "", found["dossier"]).replace(" ", "-")
            return Metadata(identifier=f"kst-{dossier}-{found['number']}")
    meeting = next((found["meeting"] for line in known if (found := _MEETING.fullmatch(line))), None)
    page = next((found for line in known if (found := _DEBATE_PAGE.fullmatch(line))), None)
    if meeting is None or page is None or page["meeting"] != meeting:
        return Metadata()
    day = next((day for line in known if (day := day_in(line))), None)
    session = session_of(day)
    return Metadata(identifier=f"h-tk-{session}-{meeting}-{page['item']}" if session else None, date=day)
