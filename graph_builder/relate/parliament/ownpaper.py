"""What a document says of the paper that it is itself: its number, who submitted it, and who signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Mention, Span, Statement
from graph_builder.relate.draft import filler_of
from graph_builder.relate.parliament import askers
from graph_builder.relate.parliament.cited import DOSSIER, OWN_MOTION, Papers, is_motion

_ABOUT_NOTE = re.compile(r"\b(?:BRIEF VAN|VERSLAG|LIJST VAN VRAGEN|REACTIE|ADVIES|MOTIE)\b")
_OPENING = re.compile(r"^De Kamer\b(?=\s*,)", re.MULTILINE)
_ABOUT_A_DOSSIER = frozenset(["letter", "motion", "answer", "report"])
"""Kinds of paper that belong to a member's bill or note, and never are it."""
_SCRAP = 3
"""At most so many words below a signature are what a scan made of another one."""


def own_paper(papers: Papers) -> Iterator[Statement]:
    """Read the document's own number and submitters from its title block, and from what is signed below it."""
    paper = papers.document.paper
    titled: list[Statement] = []
    for span in papers.preamble:
        written = span.of(papers.text)
        if OWN_MOTION.match(written):
            titled += _own_motion(papers, span)
        elif paper and (end := askers.titled(written)):
            head = Span(span.start, span.start + end)
            yield from _asked_by(papers, head, span.end, _of_dossier(papers, head) or paper)
    yield from titled
    yield from _signed(papers, titled)
    if not paper and papers.document.metadata.kind == "answer":
        yield from _answered(papers)


def _of_dossier(papers: Papers, head: Span) -> str | None:
    """Give the dossier that a letter's title names as somebody's: "34 907 Initiatiefnota van de leden A en B"."""
    first = next((c for c in papers.citations if head.covers(c.span)), None)
    answers = any(_ABOUT_NOTE.search(span.of(papers.text)) for span in papers.preamble)
    other = answers or papers.document.metadata.kind in _ABOUT_A_DOSSIER
    return first.entity if first is not None and other and DOSSIER.fullmatch(first.value or "") else None


def _answered(papers: Papers) -> Iterator[Statement]:
    """An answer without a number of its own names the questions that it answers by theirs, near its start."""
    asked = next(
        (c for c in papers.citations if (c.value or "").startswith("kv-") and askers.in_head(c.span.end)), None
    )
    head = askers.answered(papers.text)
    if asked is not None and asked.entity and head:
        end = papers.text.find("\n\n", head.end)
        yield from _asked_by(papers, head, end if end >= 0 else len(papers.text), asked.entity)


def _asked_by(papers: Papers, head: Span, end: int, paper: str) -> Iterator[Statement]:
    """Read who asks, between "Vragen van het lid" and the minister whom they are addressed to."""
    whole, submitters = papers.asking(head, end)
    if submitters:
        yield Statement("Citation", whole, (("cited", Filler(head, paper)), *submitters), trigger=head)


def _own_motion(papers: Papers, span: Span) -> Iterator[Statement]:
    """Read the title of a motion: its number, and who submits it."""
    identifier = papers.document.metadata.identifier
    named = next((m for m in papers.motions if m.span.overlaps(span) and m.entity), None)
    entity = named.entity if named else papers.document.paper
    if entity is None:
        return
    cited = Filler(named.span if named else span, entity)
    submitters = [("citedSubmitter", filler_of(p)) for p in papers.persons if span.covers(p.span)]
    numbers = [
        ("citedNumber", Filler(c.span, c.entity, identifier))
        for c in papers.citations
        if c.value == identifier and identifier and papers.in_title_block(c)
    ][:1]
    if submitters or numbers:
        yield Statement("Citation", span, (("cited", cited), *numbers, *submitters), trigger=span)


def _signed(papers: Papers, titled: Sequence[Statement]) -> Iterator[Statement]:
    """Read who signs a motion below its words, beside those that its title names: "c.s." are these."""
    cited = next((filler for said in titled for filler in said.fillers("cited")), None) or _by_opening(papers)
    if cited is None or not is_motion(papers.document):
        return
    known = {filler.entity for said in titled for filler in said.fillers("citedSubmitter")}
    known |= {person.entity for person in papers.within(cited.span)}
    signers = _signers(papers)
    if known and known.isdisjoint(person.entity for person in signers):
        return
    for person in signers:
        if person.entity not in known:
            known.add(person.entity)
            roles = (("cited", cited), ("citedSubmitter", filler_of(person)))
            yield Statement("Citation", person.span, roles, trigger=person.span)


def _by_opening(papers: Papers) -> Filler | None:
    """Give what names a motion of a known number whose title does not give it: its name, or how its words begin."""
    opening, paper = _OPENING.search(papers.text), papers.document.paper
    if opening is None or paper is None:
        return None
    named = (m.span for m in papers.motions if m.entity == paper and m.span.end <= opening.start())
    return Filler(next(named, Span(*opening.span())), paper)


def _signers(papers: Papers) -> list[Mention]:
    """Give the persons on the lines below a motion; nobody where one of those lines is no name: a bad scan."""
    found: list[Mention] = []
    for block in papers.document.blocks:
        named = papers.within(block.span) if block.kind == "signature" else []
        scrap = len(block.span.of(papers.text).split()) <= _SCRAP and not block.span.of(papers.text).isdecimal()
        if not named and (block.kind == "signature" or (found and scrap)):
            return []
        found += named
    return found
