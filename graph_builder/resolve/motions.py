"""Which paper a named motion is: by the citation behind it, in its footnote, or at another place that names it.

A motion that no citation numbers is known by where it is first named; repeats with the same submitters are the same
motion, unless their descriptions or numbers tell them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from graph_builder import iris
from graph_builder.model import Document, Footnote, Mention, Span
from graph_builder.recognise.folding import fold
from graph_builder.recognise.person_names import surname

_TO_CITATION = re.compile(
    r"(?:\s(?:aangenomen|aanvaard|ingediend|uitgevoerd|afgedaan|overgenomen|verworpen|aangehouden)(?=,?\s\())?"
    r"(?:\s(?:van|d\.d\.|dd\.?)\s\d{1,2}\s[a-z]{3,9}\.?(?:\s(?:\d{4}|jl\.?|jongstleden))?(?=,?\s\())?"
    r"(?:\ster\svervanging\svan\s(?:die|de\smotie)\s(?:gedrukt\sonder|op\sstuk)\snr\.\s\d{1,4})?"
    r"[\s,]*\(?\s*(?:zie\s|in\s|op\s(?:stuk\s)?|met\s)?"
)
_OPENING = re.compile(r"[\s•·(–-]*")
_DASH = re.compile(r"\)?\s*[–—:-]\s*(?:de\s)?(?:aangehouden\s|aangenomen\s)?", re.IGNORECASE)
_NUMBERED = re.compile(r"kst-\d{5}(?:-(?:[A-Z]+|\d{2}))?-(?:\d+|[A-Z]+)")
_JOINS_MOTIONS = re.compile(r"\s*(?:,|en|,\s*en)\s+(?:de\s+)?")
_JOINS_NUMBERS = re.compile(r"\s*(?:,|en|,\s*en|resp\.|respectievelijk)\s*")
_TO_MARK = 4
"""How many characters may part a motion from the footnote mark that belongs to it."""
_FAR = 220
"""How far along a sentence its footnote mark may stand."""
_NOTES = 3
"""How many footnotes behind a motion are looked at."""
_LEAD = 20
"""How many characters of a note may stand before the citation that it is about."""
_FAR_WITH_NOTES = 5000
_BLOCKS = 40
"""How far, in characters and in blocks, notes may push the end of a motion's sentence."""
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÀ-Þ]")
_OWN_WORDS = re.compile(r"\n\s*De Kamer\s*,")
_TITLE_MARK = re.compile(r"[\s#*]*(?:Motie\s*:\s*)?")
"""What may stand on its line before the title of a motion."""
_ABOUT = re.compile(
    r"\s(?:over|inzake|betreffende|om|aangaande|met\sbetrekking\stot|m\.b\.t\.)\s|\((?![A-Z][\w/ .-]{1,24}\))"
)


@dataclass(slots=True)
class _Named:
    index: int
    mention: Mention
    submitters: frozenset[str]
    description: str
    """What it is about, folded; empty where its name does not say."""
    paper: str | None = None


def bind_motions(document: Document, mentions: Sequence[Mention]) -> dict[int, tuple[str, bool]]:
    """Give each motion an entity.

    Args:
        document: What was read.
        mentions: All its mentions.

    Returns:
        For the index of each motion: the path of the entity, and whether an official number is known.
    """
    motions = [_named(document, index, mentions) for index, found in enumerate(mentions) if found.type == "Motion"]
    citations = [mention for mention in mentions if mention.type == "Citation" and mention.value]
    shared = _shared(document, citations, motions)
    printed = _printed(document, motions)
    for motion in motions:
        title = printed[0] if printed and _repeats(motion, *printed) else None
        own = (document.paper or _own(citations, title)) if title else None
        behind = _run_behind(document, citations, motion.mention)[:1]
        known = own or shared.get(motion.index) or (behind[0] if behind else None)
        motion.paper = known or _before(document, citations, motion.mention) or _inside(citations, motion.mention)
    for motion in motions:
        motion.paper = motion.paper or _in_note(document, citations, motions, motion)
    by_submitters: dict[frozenset[str], list[_Named]] = {}
    for motion in motions:
        by_submitters.setdefault(motion.submitters, []).append(motion)
    entities: dict[int, tuple[str, bool]] = {}
    for motion in motions:
        alike = by_submitters[motion.submitters]
        paper = motion.paper or _same_submitters(alike, motion)
        if paper:
            entities[motion.index] = (paper, True)
        else:
            first = _first(alike, motion)
            entities[motion.index] = (iris.unnumbered_motion(document, first.mention.span), False)
    return entities


def _named(document: Document, index: int, mentions: Sequence[Mention]) -> _Named:
    """Collect what a mention tells of a motion."""
    mention = mentions[index]
    submitters = []
    words = mention.span.of(document.text)
    about = _ABOUT.search(words)
    limit = mention.span.start + (about.start() if about else len(words))
    for inner in (mentions[at] for at in range(index + 1, len(mentions))):
        if inner.span.start >= mention.span.end:
            break
        if inner.type == "Person" and inner.span.start < limit:
            submitters.append(surname(inner.span.of(document.text)))
    description = " ".join(fold(words[about.end() :]).split()).rstrip(" )") if about else ""
    return _Named(index, mention, frozenset(submitters), description)


def _printed(document: Document, motions: Sequence[_Named]) -> tuple[_Named, int] | None:
    """Give the title of the printed motion that a document is, and where the motion's own words begin; 0 for none."""
    title = next((motion for motion in motions if _is_title(document, motion.mention)), None)
    if title is None:
        return None
    words = _OWN_WORDS.search(document.text, title.mention.span.end)
    return title, words.start() if words is not None else 0


def _repeats(motion: _Named, title: _Named, words: int) -> bool:
    """Tell whether a mention is the title of a printed motion, or repeats it above the motion's own words."""
    return motion is title or (motion.mention.span.start < words and title.submitters == motion.submitters)


def _is_title(document: Document, motion: Mention) -> bool:
    """Tell whether a mention is the title of a printed motion: its name in capitals, or what opens a numbered one."""
    named = motion.span.of(document.text)
    if named.startswith(("MOTIE", "GEWIJZIGDE", "NADER GEWIJZIGDE")):
        return True
    if document.metadata.kind != "motion" or not document.paper:
        return False
    words = _OWN_WORDS.search(document.text)
    line = document.text.rfind("\n", 0, motion.span.start) + 1
    above = words is not None and motion.span.end <= words.start()
    return above and _TITLE_MARK.fullmatch(document.text, line, motion.span.start) is not None


def _own(citations: Sequence[Mention], motion: _Named) -> str | None:
    """Give the paper whose number stands above the title."""
    before = [mention for mention in citations if mention.span.end <= motion.mention.span.start]
    numbered = [mention for mention in before if (mention.value or "").count("-") >= 2]
    return numbered[-1].entity if numbered else None


def _shared(document: Document, citations: Sequence[Mention], motions: Sequence[_Named]) -> dict[int, str]:
    """Give the papers of motions in a list that shares a bracket: "de motie A en de motie B (nr. 4 en nr. 6)"."""
    papers: dict[int, str] = {}
    chain: list[_Named] = []
    for motion in motions:
        joined = chain and _JOINS_MOTIONS.fullmatch(
            document.text, chain[-1].mention.span.end, motion.mention.span.start
        )
        chain = [*chain, motion] if joined else [motion]
        run = _run_behind(document, citations, motion.mention)
        if len(run) == len(chain) > 1:
            papers |= {named.index: cited for named, cited in zip(chain, run, strict=True)}
    return papers


def _run_behind(document: Document, citations: Sequence[Mention], motion: Mention) -> list[str]:
    """Give the papers of a list of citations that begins directly behind a motion."""
    gap = _TO_CITATION.match(document.text, motion.span.end)
    place = gap.end() if gap else motion.span.end
    run: list[str] = []
    for mention in citations[bisect_left(citations, place, key=lambda cited: cited.span.start) :]:
        joined = (
            _JOINS_NUMBERS.fullmatch(document.text, place, mention.span.start) if run else mention.span.start == place
        )
        if not joined:
            break
        run.append(mention.entity or "")
        place = mention.span.end
    return run


def _before(document: Document, citations: Sequence[Mention], motion: Mention) -> str | None:
    """Give the paper whose number opens the line of a motion: "32 123 VIII, nr. 19 – motie-A over …"."""
    last = bisect_left(citations, motion.span.start, key=lambda cited: cited.span.start) - 1
    if last < 0 or not opens_motion(document.text, citations[last].span, motion.span.start):
        return None
    return citations[last].entity if _NUMBERED.fullmatch(citations[last].value or "") else None


def _inside(citations: Sequence[Mention], motion: Mention) -> str | None:
    """Give the paper whose number stands within a motion's name: "motie (Kamerstuk …) van het lid A"."""
    at = bisect_left(citations, motion.span.start, key=lambda cited: cited.span.start)
    return next((cited.entity for cited in citations[at : at + 1] if motion.span.covers(cited.span)), None)


def opens_motion(text: str, number: Span, motion: int) -> bool:
    """Tell whether a number opens a line, with the motion that it is the number of right behind it."""
    line = text[text.rfind("\n", 0, number.start) + 1 : number.start]
    return _OPENING.fullmatch(line) is not None and _DASH.fullmatch(text, number.end, motion) is not None


def _in_note(document: Document, citations: Sequence[Mention], motions: Sequence[_Named], motion: _Named) -> str | None:
    """Give the paper that the footnote of a motion cites: its mark follows, or ends the motion's sentence."""
    end = motion.mention.span.end
    first = bisect_left(document.footnotes, end, key=lambda note: note.mark.start)
    for note in document.footnotes[first : first + _NOTES]:
        near = note.mark.start - end <= _TO_MARK
        if not near and not _ends_its_sentence(document, motions, motion, note):
            continue
        named = [other for other in motions if note.body.covers(other.mention.span)]
        if named:
            return next((other.paper for other in named if other.submitters == motion.submitters), None)
        cited = [mention for mention in citations if note.body.covers(mention.span)]
        if len(cited) == 1 and cited[0].span.start - note.body.start < _LEAD:
            return cited[0].entity
        if near:
            return None
    return None


def _ends_its_sentence(document: Document, motions: Sequence[_Named], motion: _Named, note: Footnote) -> bool:
    """Tell whether a footnote's mark closes the sentence of a motion, and no other motion stands between."""
    end = motion.mention.span.end
    if note.mark.start - end > _FAR_WITH_NOTES:
        return False
    between = _prose_between(document, end, note.mark.start)
    if len(between) > _FAR or _SENTENCE_END.search(between):
        return False
    others = (other.mention.span.start for other in motions)
    return not any(end <= start < note.mark.start and not _in_a_note(document, start) for start in others)


def _prose_between(document: Document, start: int, end: int) -> str:
    """Give the text between two places without the notes that a page break put there."""
    text = document.text
    parts, last = [], start
    first = bisect_left(document.blocks, start, key=lambda block: block.span.start)
    for block in takewhile(lambda block: block.span.end <= end, document.blocks[first : first + _BLOCKS]):
        if block.kind == "note":
            parts.append(text[last : block.span.start])
            last = block.span.end
    return "".join([*parts, text[last:end]]).rstrip()


def _in_a_note(document: Document, offset: int) -> bool:
    """Tell whether a place lies in a footnote."""
    return any(note.body.start <= offset < note.body.end for note in document.footnotes)


def _same_submitters(alike: Sequence[_Named], motion: _Named) -> str | None:
    """Give the number of a motion that is named elsewhere with its number, if it can be but one.

    Args:
        alike: The motions that the same people have submitted.
        motion: One of them, without a number.
    """
    numbered = [other for other in alike if other.paper]
    same = {other.paper for other in numbered if motion.description and other.description == motion.description}
    if len(same) == 1:
        return same.pop()
    papers = {other.paper for other in numbered}
    if len(papers) != 1 or not motion.submitters:
        return None
    return papers.pop() if not motion.description else _agreeing(numbered, motion)


def _agreeing(numbered: Sequence[_Named], motion: _Named) -> str | None:
    """A described motion is a numbered one only if that bears no description of its own anywhere."""
    later = all(other.mention.span.start > motion.mention.span.end for other in numbered)
    return numbered[0].paper if later and not any(other.description for other in numbered) else None


def _first(alike: Sequence[_Named], motion: _Named) -> _Named:
    """Give the first place that names the same unnumbered motion, among those that the same people have submitted."""
    for other in alike:
        if other is motion:
            break
        same = motion.submitters and not other.paper
        if same and (not (other.description and motion.description) or _alike(other, motion)):
            return other
    return motion


def _alike(one: _Named, other: _Named) -> bool:
    """Tell whether two descriptions are as long, which repeats of a title are."""
    length = one.mention.span.end - one.mention.span.start
    return length == other.mention.span.end - other.mention.span.start
