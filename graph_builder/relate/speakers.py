"""Who speaks in the report of a debate: only where a member of the government does, "ik" is the government."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph_builder.model import Document, Mention
from graph_builder.senders import by_government

_NAME = r"[A-ZÀ-Þ][\w’'.-]*(?:\s+[\w’'.-]+){0,5}"
_TURN = re.compile(
    r"(?:^|(?<=[.?!)”]\s)|(?<=\n))\s*"
    r"(?:De\s+voorzitter|(?P<minister>(?:Minister(?:-president)?|Staatssecretaris)\s+" + _NAME + r")|"
    r"(?:De\s+heer|Mevrouw|Kamerlid|Het\s+lid)\s+"
    + _NAME
    + r"\s*(?P<said>\([^()]{1,40}\)|,[^:.\n]{1,120})?)\s*:(?=\s|[A-ZÀ-Þ])"
)
"""A speaker's line, before what is said: "De heer X (SP):", "Minister Y:", "De heer Z, minister van Defensie:"."""
_WRITTEN = re.compile(
    r"(?<=\n)[ \t]*(?:[IVX]+\.?[ \t]+)?(?:(?P<office>(?:Antwoord|Reactie|Beantwoording|"
    r"BRIEF\s+VAN\s+DE\s+(?:MINISTER|STAATSSECRETARIS))[^\n.?!]{0,120})|"
    r"(?P<members>Vragen\s+en\s+opmerkingen|Inbreng\s+van|BRIEF\s+VAN|(?:De|Deze|Het)\s+(?:leden|lid)\s)[^\n]*)(?=\n|$)"
)
"""In a written consultation: the line that heads an answer, and what begins a question or opens one."""
_SECTION = re.compile(r"^[ \t]*[IVX]+\.?[ \t]|minister|staatssecretaris|bewindsperso|regering", re.IGNORECASE)
"""What heads a whole section of answers: in it the members' questions are told again."""
_CONSULTATION = re.compile(r"schriftelijk\s+overleg", re.IGNORECASE)
_HEAD = 1500
"""How many characters from the start a written consultation names itself."""
_OFFICE = ("minister", "staatssecretaris")
_COUNCIL = re.compile(
    r"(?:verslag|geannoteerde\s+agenda)\s+(?:aan\s+)?(?:(?:van|voor)\s+)?(?:de\s+)?(?:\w+\s+){0,2}(?:Raad|Eurogroep|Europese\s+top)\b",
    re.IGNORECASE,
)
"""How the government's own reports on a council are headed, which it annexes to a letter."""
_TITLE = 300
"""How many characters from the start such a report names itself."""
_SENDER = ("letter", "answer")
"""Kinds of documents that have a sender, who is the first person everywhere."""


def is_sent(document: Document) -> bool:
    """Tell whether a document has a sender, who has written all of it: a letter or an answer."""
    return document.metadata.kind in _SENDER


def council_of(document: Document, mentions: Sequence[Mention]) -> str | None:
    """Give the council that a document reports on, if it is one: who meets there, meets it.

    Args:
        document: What was read.
        mentions: Its resolved mentions, in the order of the text.
    """
    headed = _COUNCIL.search(document.text, 0, _HEAD)
    if headed is None:
        return None
    named = (m for m in mentions if m.type == "Organisation" and headed.start() <= m.span.start < headed.end())
    return next((mention.entity for mention in named if mention.entity), None)


class Speakers:
    """Tells where the first person of a document is the government."""

    def __init__(self, document: Document) -> None:
        sent = is_sent(document)
        self._always = sent and by_government(document)
        quiet = sent or document.metadata.kind == "motion"
        turns = [] if quiet else list(_turns(document.text))
        self._always = self._always or (not turns and not quiet and bool(_COUNCIL.search(document.text, 0, _TITLE)))
        self._starts = [start for start, _ in turns]
        self._office = [office for _, office in turns]

    def government_at(self, at: int) -> bool:
        """Tell whether the government speaks at an offset."""
        turn = bisect_right(self._starts, at) - 1
        return self._always or (turn >= 0 and self._office[turn])


def _turns(text: str) -> Iterator[tuple[int, bool]]:
    """Give where each speaker begins, and whether he is of the government."""
    if not _CONSULTATION.search(text, 0, _HEAD):
        # The speaker's line may stand in one sentence with what is said.
        yield from ((turn.end() - len(turn[0].lstrip()), _holds_office(turn)) for turn in _TURN.finditer(text))
        return
    answered = False
    for turn in _WRITTEN.finditer(text):
        if turn["office"] is not None:
            answered = answered or bool(_SECTION.search(turn[0]))
            yield turn.end(), True
        elif not answered or turn["members"].startswith(("Inbreng", "BRIEF")):
            yield turn.start(), False


def _holds_office(turn: re.Match[str]) -> bool:
    described = turn["said"] or ""
    return turn["minister"] is not None or any(office in described.lower() for office in _OFFICE)
