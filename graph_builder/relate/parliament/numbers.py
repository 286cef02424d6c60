"""The number of a motion: behind its name, in the note whose mark stands there, or before it."""

from __future__ import annotations

import re
from bisect import bisect_left

from graph_builder.model import Mention
from graph_builder.relate.parliament.cited import DOSSIER, Papers
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
_SENTENCE_END = re.compile(r"(?<!c\.s)[.?!]\s+[A-Z]")
_FARTHEST = 120
"""How far behind a motion's name the mark of its note may stand."""
_FARTHEST_PAGE = 2000
"""The same with the notes of a page in between."""


def number_of(papers: Papers, motion: Mention) -> tuple[Mention | None, int]:
    """Find the number written behind a motion, or in the note whose mark stands behind it."""
    at = bisect_left(papers.starts, motion.span.start)
    for citation in papers.citations[at : at + 3]:
        gap = papers.text[motion.span.end : citation.span.start]
        if DOSSIER.fullmatch(citation.value or "") and papers.in_title_block(citation):
            continue
        gap = _REPLACING.sub("", gap)
        near = citation.span.start >= motion.span.end and len(gap) < _LONGEST_GAP and _GAP.fullmatch(gap)
        shared = citation.span.start >= motion.span.end and _is_shared(motion, citation, gap)
        if shared or (near and not _is_of_another(papers, motion, citation)):
            after = papers.text[citation.span.end : citation.span.end + 1]
            return citation, citation.span.end + (after in (")", "]"))
        if motion.span.covers(citation.span) and (citation.value or "").startswith("kst-"):
            return citation, motion.span.end
    before = papers.citations[at - 1 : at] if at else []
    if before and before[0].entity == motion.entity and opens_motion(papers.text, before[0].span, motion.span.start):
        return before[0], motion.span.end
    return _number_in_note(papers, motion), motion.span.end


def _is_of_another(papers: Papers, motion: Mention, citation: Mention) -> bool:
    """Tell whether a number behind a motion is that of the one before it: "van A en van B (nrs. 12 en 13)"."""
    return motion.entity in papers.numbered and citation.entity != motion.entity


def _is_shared(motion: Mention, citation: Mention, gap: str) -> bool:
    """Tell whether a number is a motion's own in a bracket behind it and those joined to it."""
    return citation.entity == motion.entity and len(gap) < _FARTHEST and "(" in gap and ")" not in gap


def _number_in_note(papers: Papers, motion: Mention) -> Mention | None:
    """Take the first number in the note whose mark is the first behind the motion, before the next motion."""
    after = bisect_left(papers.motion_starts, motion.span.end)
    following = papers.motion_starts[after] if after < len(papers.motions) else len(papers.text)
    at = bisect_left(papers.notes, motion.span.end, key=lambda note: note.mark.start)
    if at >= len(papers.notes) or papers.notes[at].mark.start > following:
        return None
    note = papers.notes[at]
    gap = _between(papers, motion.span.end, note.mark.start)
    if len(gap) > _FARTHEST or _SENTENCE_END.search(gap.rstrip()):
        return None
    first = bisect_left(papers.starts, note.body.start)
    return next((c for c in papers.citations[first : first + 1] if note.body.covers(c.span)), None)


def _between(papers: Papers, start: int, end: int) -> str:
    """Give the prose between a motion and a mark: a page's notes may stand between them."""
    text, at = "", start
    for note in papers.document.footnotes if end - start < _FARTHEST_PAGE else ():
        if start <= note.body.start and note.body.end <= end:
            text += papers.text[at : note.body.start]
            at = note.body.end
    return text + papers.text[at:end]
