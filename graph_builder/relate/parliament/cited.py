"""The mentions that citations are made of, found by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from graph_builder.model import Document, Filler, Mention, Span
from graph_builder.relate.draft import filler_of
from graph_builder.relate.parliament import askers

OWN_MOTION = re.compile(
    r"(?:Motie\s*:\s*)?(?:(?:Nr\.\s*)?(?:\d+|[A-Z]{1,3})\s+)?(?:(?:NADER\s+)?GEWIJZIGDE\s+)?MOTIE\s+VAN\s+(?:HET|DE)\s+(?:LID|LEDEN)\b",
    re.IGNORECASE,
)
"""How a motion's own title begins."""
DOSSIER = re.compile(r"kst-\d{5}(?:-\d{2})?")
"""The number of a dossier, which is not that of one paper in it."""


def is_motion(document: Document) -> bool:
    """Tell whether a document is itself a motion."""
    return document.metadata.kind == "motion"


class Papers:
    """What citations are found by: the numbers, persons and motions of a document, and its title block."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.text = document.text
        self.citations = [m for m in mentions if m.type == "Citation"]
        self.starts = [m.span.start for m in self.citations]
        self.numbered = {m.entity for m in self.citations}
        self.persons = [m for m in mentions if m.type == "Person"]
        self.organisations = [m for m in mentions if m.type == "Organisation" and m.entity]
        self.person_starts = [m.span.start for m in self.persons]
        self.motions = [m for m in mentions if m.type == "Motion"]
        self.motion_starts = [m.span.start for m in self.motions]
        self.notes = sorted(document.footnotes, key=lambda note: note.mark.start)
        self.preamble = [
            block.span
            for block in document.blocks
            if block.kind == "preamble" or (is_motion(document) and OWN_MOTION.match(document.text, block.span.start))
        ]

    def in_title_block(self, mention: Mention) -> bool:
        """Tell whether a citation is the document's own number or its dossier's."""
        return any(span.covers(mention.span) for span in self.preamble)

    def within(self, span: Span) -> list[Mention]:
        """Give the persons named in a stretch of text."""
        first = bisect_left(self.person_starts, span.start)
        last = bisect_left(self.person_starts, span.end)
        return [person for person in self.persons[first:last] if span.covers(person.span)]

    def asking(self, head: Span, end: int) -> tuple[Span, list[tuple[str, Filler]]]:
        """Give the words that say who asks, the minister whom they ask left out, and the members named in them."""
        whole = Span(head.start, askers.named_to(self.text, head.end, end))
        return whole, [
            ("citedSubmitter", filler_of(p)) for p in self.within(whole) if not askers.in_office(self.text, p.span)
        ]
