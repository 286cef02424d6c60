"""Citations: each place that names a motion or another paper, with the number and the names written there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graph_builder.model import Document, Filler, Mention, Span, Statement
from graph_builder.relate.parliament import askers
from graph_builder.resolve.motions import opens_motion

_GAP = re.compile(
    r"(?:\s(?:aangenomen|aanvaard|ingediend|uitgevoerd|afgedaan|overgenomen|verworpen|aangehouden),?\s\()?"
    r"[\s(,\[«–-]*(?:(?:met|op(?:\s+stuk)?)\s+)?"
)
_REPLACING = re.compile(
    r"\s(?:ter\svervanging\svan|t\.v\.v\.)\s(?:die|de\smotie)\s(?:gedrukt\sonder|op\sstuk)\snr\.\s\d{1,4}(?=\s\()"
)
"""Which motion another one replaces, between its name and its number."""
_LONGEST_GAP = 18
"""How far behind a motion's name its number may stand, in characters."""
_TITLE = re.compile(r"[\s(,]*\b(over|inzake|omtrent|betreffende|waarin|die|houdende|om)\b\s+(.+)", re.DOTALL)
_DOSSIER = re.compile(r"kst-\d{5}(?:-\d{2})?")
_OWN_MOTION = re.compile(
    r"(?:Motie\s*:\s*)?(?:(?:Nr\.\s*)?(?:\d+|[A-Z]{1,3})\s+)?(?:(?:NADER\s+)?GEWIJZIGDE\s+)?MOTIE\s+VAN\s+(?:HET|DE)\s+(?:LID|LEDEN)\b",
    re.IGNORECASE,
)
_ABOUT_NOTE = re.compile(r"\b(?:BRIEF VAN|VERSLAG|LIJST VAN VRAGEN|REACTIE|ADVIES|MOTIE)\b")
_OPENING = re.compile(r"^De Kamer\b(?=\s*,)", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<!c\.s)[.?!]\s+[A-Z]")
_BETWEEN_PARTIES = re.compile(r"(?:\s|,|/|&|\+|\ben\b)*\)")
_FARTHEST = 120
"""How far behind a motion's name the mark of its note may stand."""
_FARTHEST_PAGE = 2000
"""The same with the notes of a page in between."""
_ABOUT_A_DOSSIER = frozenset(["letter", "motion", "answer", "report"])
"""Kinds of paper that belong to a member's bill or note, and never are it."""
_SCRAP = 3
"""At most so many words below a signature are what a scan made of another one."""


def find_citations(document: Document, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """Read the citations of a document, and who submitted the paper that it is itself.

    Args:
        document: What was read.
        mentions: Its mentions, in the order of the text, outer ones first.

    Yields:
        Statements of kind Citation, without track.
    """
    papers = _Papers(document, mentions)
    own = list(papers.own())
    yield from own
    taken = {filler.span for statement in own for role, filler in statement.roles if role == "citedNumber"}
    titled = [statement.span for statement in own]
    for mention in mentions:
        if mention.type == "Motion" and mention.entity and not any(span.covers(mention.span) for span in titled):
            statement = papers.motion(mention)
            if statement is not None:
                taken |= {filler.span for role, filler in statement.roles if role == "citedNumber"}
                yield statement
    for mention in mentions:
        if mention.type == "Citation" and mention.entity and mention.span not in taken:
            if not papers.in_title_block(mention):
                yield papers.other(mention)


def _filler(mention: Mention) -> Filler:
    return Filler(mention.span, mention.entity, mention.value)


def _is_motion(document: Document) -> bool:
    return document.metadata.kind == "motion"


class _Papers:
    """The mentions that citations are made of, found by where they stand."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._text = document.text
        self._citations = [m for m in mentions if m.type == "Citation"]
        self._starts = [m.span.start for m in self._citations]
        self._numbered = {m.entity for m in self._citations}
        self._persons = [m for m in mentions if m.type == "Person"]
        self._organisations = [m for m in mentions if m.type == "Organisation" and m.entity]
        self._person_starts = [m.span.start for m in self._persons]
        self._motions = [m for m in mentions if m.type == "Motion"]
        self._motion_starts = [m.span.start for m in self._motions]
        self._notes = sorted(document.footnotes, key=lambda note: note.mark.start)
        self._preamble = [
            block.span
            for block in document.blocks
            if block.kind == "preamble" or (_is_motion(document) and _OWN_MOTION.match(document.text, block.span.start))
        ]

    def in_title_block(self, mention: Mention) -> bool:
        """Tell whether a citation is the document's own number or its dossier's."""
        return any(span.covers(mention.span) for span in self._preamble)

    def own(self) -> Iterator[Statement]:
        """Read the document's own number and submitters from its title block, and from what is signed below it."""
        paper = self._document.paper
        titled: list[Statement] = []
        for span in self._preamble:
            written = span.of(self._text)
            if _OWN_MOTION.match(written):
                titled += self._own_motion(span)
            elif paper and (end := askers.titled(written)):
                head = Span(span.start, span.start + end)
                yield from self._asked_by(head, span.end, self._of_dossier(head) or paper)
        yield from titled
        yield from self._signed(titled)
        if not paper and self._document.metadata.kind == "answer":
            yield from self._answered()

    def _of_dossier(self, head: Span) -> str | None:
        """Give the dossier that a letter's title names as somebody's: "34 907 Initiatiefnota van de leden A en B"."""
        first = next((c for c in self._citations if head.covers(c.span)), None)
        answers = any(_ABOUT_NOTE.search(span.of(self._text)) for span in self._preamble)
        other = answers or self._document.metadata.kind in _ABOUT_A_DOSSIER
        return first.entity if first is not None and other and _DOSSIER.fullmatch(first.value or "") else None

    def _answered(self) -> Iterator[Statement]:
        """An answer without a number of its own names the questions that it answers by theirs, near its start."""
        asked = next(
            (c for c in self._citations if (c.value or "").startswith("kv-") and askers.in_head(c.span.end)), None
        )
        head = askers.answered(self._text)
        if asked is not None and asked.entity and head:
            end = self._text.find("\n\n", head.end)
            yield from self._asked_by(head, end if end >= 0 else len(self._text), asked.entity)

    def _asked_by(self, head: Span, end: int, paper: str) -> Iterator[Statement]:
        """Read who asks, between "Vragen van het lid" and the minister whom they are addressed to."""
        whole, submitters = self._askers(head, end)
        if submitters:
            yield Statement("Citation", whole, (("cited", Filler(head, paper)), *submitters), trigger=head)

    def _askers(self, head: Span, end: int) -> tuple[Span, list[tuple[str, Filler]]]:
        """Give the words that say who asks, the minister whom they ask left out, and the members named in them."""
        whole = Span(head.start, askers.named_to(self._text, head.end, end))
        return whole, [
            ("citedSubmitter", _filler(p)) for p in self._within(whole) if not askers.in_office(self._text, p.span)
        ]

    def other(self, cited: Mention) -> Statement:
        """Read one place that names a paper by its number: of questions, who asked them; of a motion, who moves it."""
        amended = askers.amended(self._text, cited.span)
        if amended is not None and (amenders := self._amenders(amended)):
            return Statement("Citation", amended, (*amenders, ("cited", _filler(cited))), trigger=cited.span)
        head = self._head(cited)
        _, submitters = self._askers(head, cited.span.start) if head else (None, [])
        whole = Span(head.start if head and submitters else cited.span.start, cited.span.end)
        late = askers.behind(self._text, cited.span) if not submitters and self._asks(cited) else None
        if late is not None:
            submitters = [("citedSubmitter", _filler(person)) for person in self._within(late)]
            whole = Span(cited.span.start, late.end) if submitters else whole
        return Statement("Citation", whole, (*submitters, ("cited", _filler(cited))), trigger=cited.span)

    def _amenders(self, heading: Span) -> list[tuple[str, Filler]]:
        """Give who submitted an amendment by its heading: the members, else the parties that a bracket is made of."""
        found = self._within(heading)
        if not found:
            parties = [m for m in self._organisations if heading.covers(m.span)]
            rest = heading.of(self._text).partition("(")[2]
            for party in parties:
                rest = rest.replace(party.span.of(self._text), "", 1)
            found = parties if _BETWEEN_PARTIES.fullmatch(rest) else []
        return [("citedSubmitter", _filler(one)) for one in found]

    def _asks(self, cited: Mention) -> bool:
        return (cited.value or "").startswith(("ah-", "kv-"))

    def _head(self, cited: Mention) -> Span | None:
        """Find the words before a number, and before no other one, that say who submitted what it is that of."""
        place = cited.span.start
        asked = self._asks(cited)
        head = (askers.listed(self._text, place) or askers.before(self._text, place)) if asked else None
        if head is None and not asked:
            head = askers.moved(self._text, place) or askers.noted(self._text, place)
        between = bisect_left(self._starts, head.end) if head else len(self._starts)
        return head if self._citations[between : between + 1] == [cited] else None

    def _own_motion(self, span: Span) -> Iterator[Statement]:
        identifier = self._document.metadata.identifier
        named = next((m for m in self._motions if m.span.overlaps(span) and m.entity), None)
        entity = named.entity if named else self._document.paper
        if entity is None:
            return
        cited = Filler(named.span if named else span, entity)
        submitters = [("citedSubmitter", _filler(p)) for p in self._persons if span.covers(p.span)]
        numbers = [
            ("citedNumber", Filler(c.span, c.entity, identifier))
            for c in self._citations
            if c.value == identifier and identifier and self.in_title_block(c)
        ][:1]
        if submitters or numbers:
            yield Statement("Citation", span, (("cited", cited), *numbers, *submitters), trigger=span)

    def _signed(self, titled: Sequence[Statement]) -> Iterator[Statement]:
        """Read who signs a motion below its words, beside those that its title names: "c.s." are these."""
        cited = next((filler for said in titled for filler in said.fillers("cited")), None) or self._by_opening()
        if cited is None or not _is_motion(self._document):
            return
        known = {filler.entity for said in titled for filler in said.fillers("citedSubmitter")}
        known |= {person.entity for person in self._within(cited.span)}
        signers = self._signers()
        if known and known.isdisjoint(person.entity for person in signers):
            return
        for person in signers:
            if person.entity not in known:
                known.add(person.entity)
                roles = (("cited", cited), ("citedSubmitter", _filler(person)))
                yield Statement("Citation", person.span, roles, trigger=person.span)

    def _by_opening(self) -> Filler | None:
        """Give what names a motion of a known number whose title does not give it: its name, or how its words begin."""
        opening, paper = _OPENING.search(self._text), self._document.paper
        if opening is None or paper is None:
            return None
        named = (m.span for m in self._motions if m.entity == paper and m.span.end <= opening.start())
        return Filler(next(named, Span(*opening.span())), paper)

    def _signers(self) -> list[Mention]:
        """Give the persons on the lines below a motion; nobody where one of those lines is no name: a bad scan."""
        found: list[Mention] = []
        for block in self._document.blocks:
            named = self._within(block.span) if block.kind == "signature" else []
            scrap = len(block.span.of(self._text).split()) <= _SCRAP and not block.span.of(self._text).isdecimal()
            if not named and (block.kind == "signature" or (found and scrap)):
                return []
            found += named
        return found

    def motion(self, motion: Mention) -> Statement | None:
        """Read one place that names a motion; None where it says neither a number nor a submitter."""
        number, end = self._number(motion)
        roles = [("cited", Filler(motion.span, motion.entity))]
        if number is not None:
            roles.append(("citedNumber", _filler(number)))
        roles += [("citedSubmitter", _filler(person)) for person in self._within(motion.span)]
        if len(roles) == 1:
            return None
        title = self._title(motion)
        if title is not None:
            roles.append(("citedTitle", Filler(title)))
        start = min(motion.span.start, number.span.start) if number else motion.span.start
        return Statement(
            "Citation",
            Span(start, max(motion.span.end, end)),
            tuple(sorted(roles, key=lambda role: role[1].span)),
            trigger=motion.span,
        )

    def _number(self, motion: Mention) -> tuple[Mention | None, int]:
        """Find the number written behind a motion, or in the note whose mark stands behind it."""
        at = bisect_left(self._starts, motion.span.start)
        for citation in self._citations[at : at + 3]:
            gap = self._text[motion.span.end : citation.span.start]
            if _DOSSIER.fullmatch(citation.value or "") and self.in_title_block(citation):
                continue
            gap = _REPLACING.sub("", gap)
            near = citation.span.start >= motion.span.end and len(gap) < _LONGEST_GAP and _GAP.fullmatch(gap)
            shared = citation.span.start >= motion.span.end and self._is_shared(motion, citation, gap)
            if shared or (near and not self._is_of_another(motion, citation)):
                after = self._text[citation.span.end : citation.span.end + 1]
                return citation, citation.span.end + (after in (")", "]"))
            if motion.span.covers(citation.span) and (citation.value or "").startswith("kst-"):
                return citation, motion.span.end
        before = self._citations[at - 1 : at] if at else []
        if before and before[0].entity == motion.entity and opens_motion(self._text, before[0].span, motion.span.start):
            return before[0], motion.span.end
        return self._number_in_note(motion), motion.span.end

    def _is_of_another(self, motion: Mention, citation: Mention) -> bool:
        """Tell whether a number behind a motion is that of the one before it: "van A en van B (nrs. 12 en 13)"."""
        return motion.entity in self._numbered and citation.entity != motion.entity

    def _is_shared(self, motion: Mention, citation: Mention, gap: str) -> bool:
        """Tell whether a number is a motion's own in a bracket behind it and those joined to it."""
        return citation.entity == motion.entity and len(gap) < _FARTHEST and "(" in gap and ")" not in gap

    def _number_in_note(self, motion: Mention) -> Mention | None:
        """Take the first number in the note whose mark is the first behind the motion, before the next motion."""
        after = bisect_left(self._motion_starts, motion.span.end)
        following = self._motion_starts[after] if after < len(self._motions) else len(self._text)
        at = bisect_left(self._notes, motion.span.end, key=lambda note: note.mark.start)
        if at >= len(self._notes) or self._notes[at].mark.start > following:
            return None
        note = self._notes[at]
        gap = self._gap(motion.span.end, note.mark.start)
        if len(gap) > _FARTHEST or _SENTENCE_END.search(gap.rstrip()):
            return None
        first = bisect_left(self._starts, note.body.start)
        return next((c for c in self._citations[first : first + 1] if note.body.covers(c.span)), None)

    def _gap(self, start: int, end: int) -> str:
        """Give the prose between a motion and a mark: a page's notes may stand between them."""
        text, at = "", start
        for note in self._document.footnotes if end - start < _FARTHEST_PAGE else ():
            if start <= note.body.start and note.body.end <= end:
                text += self._text[at : note.body.start]
                at = note.body.end
        return text + self._text[at:end]

    def _within(self, span: Span) -> list[Mention]:
        """Give the persons named in a stretch of text."""
        first = bisect_left(self._person_starts, span.start)
        last = bisect_left(self._person_starts, span.end)
        return [person for person in self._persons[first:last] if span.covers(person.span)]

    def _title(self, motion: Mention) -> Span | None:
        """Find the words that describe the motion inside its own name."""
        found = _TITLE.search(motion.span.of(self._text))
        if found is None:
            return None
        return Span(motion.span.start + found.start(2), motion.span.start + len(found.string.rstrip()))
