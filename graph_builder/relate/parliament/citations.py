"""Citations: each place that names a motion or another paper, with the number and the names written there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graph_builder.model import Document, Filler, Mention, Span, Statement
from graph_builder.relate.draft import filler_of
from graph_builder.relate.parliament import askers
from graph_builder.relate.parliament.cited import Papers
from graph_builder.relate.parliament.numbers import number_of
from graph_builder.relate.parliament.ownpaper import own_paper

_TITLE = re.compile(r"[\s(,]*\b(over|inzake|omtrent|betreffende|waarin|die|houdende|om)\b\s+(.+)", re.DOTALL)
_BETWEEN_PARTIES = re.compile(r"(?:\s|,|/|&|\+|\ben\b)*\)")


def find_citations(document: Document, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """Read the citations of a document, and who submitted the paper that it is itself.

    Args:
        document: What was read.
        mentions: Its mentions, in the order of the text, outer ones first.

    Yields:
        Statements of kind Citation, without track.
    """
    papers = Papers(document, mentions)
    own = list(own_paper(papers))
    yield from own
    taken = {filler.span for statement in own for role, filler in statement.roles if role == "citedNumber"}
    titled = [statement.span for statement in own]
    for mention in mentions:
        if mention.type == "Motion" and mention.entity and not any(span.covers(mention.span) for span in titled):
            statement = _motion(papers, mention)
            if statement is not None:
                taken |= {filler.span for role, filler in statement.roles if role == "citedNumber"}
                yield statement
    for mention in mentions:
        if mention.type == "Citation" and mention.entity and mention.span not in taken:
            if not papers.in_title_block(mention):
                yield _other(papers, mention)


def _motion(papers: Papers, motion: Mention) -> Statement | None:
    """Read one place that names a motion; None where it says neither a number nor a submitter."""
    number, end = number_of(papers, motion)
    roles = [("cited", Filler(motion.span, motion.entity))]
    if number is not None:
        roles.append(("citedNumber", filler_of(number)))
    roles += [("citedSubmitter", filler_of(person)) for person in papers.within(motion.span)]
    if len(roles) == 1:
        return None
    title = _title(papers, motion)
    if title is not None:
        roles.append(("citedTitle", Filler(title)))
    start = min(motion.span.start, number.span.start) if number else motion.span.start
    return Statement(
        "Citation",
        Span(start, max(motion.span.end, end)),
        tuple(sorted(roles, key=lambda role: role[1].span)),
        trigger=motion.span,
    )


def _title(papers: Papers, motion: Mention) -> Span | None:
    """Find the words that describe the motion inside its own name."""
    found = _TITLE.search(motion.span.of(papers.text))
    if found is None:
        return None
    return Span(motion.span.start + found.start(2), motion.span.start + len(found.string.rstrip()))


def _other(papers: Papers, cited: Mention) -> Statement:
    """Read one place that names a paper by its number: of questions, who asked them; of a motion, who moves it."""
    amended = askers.amended(papers.text, cited.span)
    if amended is not None and (amenders := _amenders(papers, amended)):
        return Statement("Citation", amended, (*amenders, ("cited", filler_of(cited))), trigger=cited.span)
    head = _head(papers, cited)
    _, submitters = papers.asking(head, cited.span.start) if head else (None, [])
    whole = Span(head.start if head and submitters else cited.span.start, cited.span.end)
    late = askers.behind(papers.text, cited.span) if not submitters and _asks(cited) else None
    if late is not None:
        submitters = [("citedSubmitter", filler_of(person)) for person in papers.within(late)]
        whole = Span(cited.span.start, late.end) if submitters else whole
    return Statement("Citation", whole, (*submitters, ("cited", filler_of(cited))), trigger=cited.span)


def _amenders(papers: Papers, heading: Span) -> list[tuple[str, Filler]]:
    """Give who submitted an amendment by its heading: the members, else the parties that a bracket is made of."""
    found = papers.within(heading)
    if not found:
        parties = [m for m in papers.organisations if heading.covers(m.span)]
        rest = heading.of(papers.text).partition("(")[2]
        for party in parties:
            rest = rest.replace(party.span.of(papers.text), "", 1)
        found = parties if _BETWEEN_PARTIES.fullmatch(rest) else []
    return [("citedSubmitter", filler_of(one)) for one in found]


def _asks(cited: Mention) -> bool:
    return (cited.value or "").startswith(("ah-", "kv-"))


def _head(papers: Papers, cited: Mention) -> Span | None:
    """Find the words before a number, and before no other one, that say who submitted what it is that of."""
    place = cited.span.start
    asked = _asks(cited)
    head = (askers.listed(papers.text, place) or askers.before(papers.text, place)) if asked else None
    if head is None and not asked:
        head = askers.moved(papers.text, place) or askers.noted(papers.text, place)
    between = bisect_left(papers.starts, head.end) if head else len(papers.starts)
    return head if papers.citations[between : between + 1] == [cited] else None
