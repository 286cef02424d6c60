"""Words that stand for something named: "we", "ik", "u", "deze instellingen", "zij", "laatstgenoemde", and "t/m".

A reference is given only where one reading is left; what a pronoun in a report of a debate stands for, for one, is not
known without its speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from graph_builder.model import Block, Document, Mention, Reference, Span
from graph_builder.recognise.folding import fold
from graph_builder.resolve.entities import DUTCH_GOVERNMENT, chamber_of
from graph_builder.resolve.forms import (
    asking,
    noun_types,
    pairing,
    reference_pattern,
    several_people,
    singular_verbs,
)
from graph_builder.resolve.ranges import find_ranges
from graph_builder.resolve.requests import requesting_motion
from graph_builder.senders import by_government

_SENTENCE_END = re.compile(r"(?<!c\.s)(?<!nr)(?<!nrs)\.\s+[A-ZÀ-Þ]")
_OPENS = 40
"""How far from the start of a list's item the motion that it is about is named, in characters."""
_DUTCH_STATE = "actor/netherlands"
_LISTING = re.compile(
    r"\)?\s*(?:,|en|of|,\s*en|alsook|alsmede|evenals|\()\s*(?:(?:het|de|den|in|aan|met|van|voor|door)\s)*"
)
_NEIGHBOURS = frozenset({"Organisation", "Person", "State", "Role"})
_AND_OTHERS = re.compile(r"^\)?,?\s(?:en|of)\s(?:andere|overige)\s\w+")
_NAME_AFTER = re.compile(r"\s(?:in\s|te\s)?[A-ZÀ-Þ]")
_WORD_AFTER = re.compile(r"\s(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)\s$")
_LETTER = re.compile(r"brief\b[^.;]{0,60}\($")
_LETTER_BEFORE = 70
"""How far before its number a letter may be called so, in characters."""
_TITLE_BLOCK = 30
"""How many mentions from the start the one that names the sender stands among."""
_REACH = 420
"""How far before a reference what it stands for may end, in characters."""
_LONGEST_ASKING = 20
"""How many characters the words have, at the most, by which "u" is asked something."""
_LOOK_BACK = 60
"""How many mentions before a reference are looked at, so that the cost stays linear."""


def find_references(document: Document, lower: str, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """Find the words that stand for something the document names.

    Args:
        document: What was read; its blocks tell questions from answers.
        lower: Its text, folded.
        mentions: Its resolved mentions, in the order of the text.
    """
    finder = _Finder(document, lower, mentions)
    found: list[Reference] = []
    for match in reference_pattern().finditer(finder.lower):
        entities = finder.entities(match, found[-1] if found else None)
        if entities:
            found.append(Reference(Span(*match.span()), entities))
    return tuple(sorted([*found, *find_ranges(finder.lower, mentions)], key=lambda reference: reference.span))


def _sender(document: Document, mentions: Sequence[Mention]) -> str | None:
    """Give the body that writes where it is not the government: "BRIEF VAN DE ALGEMENE REKENKAMER"."""
    name = fold(document.metadata.sender or "").removeprefix("de ").removeprefix("het ")
    named = (m for m in mentions[:_TITLE_BLOCK] if " ".join(fold(m.span.of(document.text)).split()) == name)
    return next((mention.entity for mention in named if mention.entity), None)


class _Finder:
    """Looks up what the words of one document stand for."""

    def __init__(self, document: Document, lower: str, mentions: Sequence[Mention]) -> None:
        self.lower = lower
        self._document = document
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        self._blocks = [block.span.start for block in document.blocks]
        self._motions = [mention for mention in mentions if mention.type == "Motion" and mention.entity]
        self._motion_starts = [mention.span.start for mention in self._motions]
        speaks = any(mention.type in ("Parliament", "Role", "Government") for mention in mentions)
        self._own_voice = speaks and document.metadata.kind in ("letter", "answer", None)
        sender = DUTCH_GOVERNMENT if by_government(document) else _sender(document, mentions)
        self._sender = (sender,) if sender else ()
        self._lists: Reference | None = None

    def entities(self, match: re.Match[str], before: Reference | None) -> tuple[str, ...]:
        """Give the entities that a match stands for; none where that is not certain.

        Args:
            match: The words.
            before: The last reference before them.
        """
        if before is not None and len(before.entities) > 1:
            self._lists = before
        start = match.start()
        block = self._block(start)
        form = match.lastgroup
        if self._covered(match):
            return ()
        if form == "own":
            question = block is not None and block.part == "question"
            return self._sender if self._own_voice and not question else ()
        if form == "you":
            return (DUTCH_GOVERNMENT,) if block and block.part == "question" else self._asked(start)
        if form == "ahead":
            return self._motions_ahead(match.end())
        if form == "coming":
            return self._names_ahead(match["coming"].split()[-1], match.end())
        if form == "group":
            *pointing, noun = match["group"].split()
            return self._list_before(noun, start) or (self._motions_before(start, pointing) if noun == "moties" else ())
        return self._single(form, match, block)

    def _asked(self, start: int) -> tuple[str, ...]:
        """Give the parliament that a minister's letter asks something: "verzoek ik [u] het debat uit te stellen"."""
        asks = self._own_voice and asking().search(self.lower, max(0, start - _LONGEST_ASKING), start)
        return (chamber_of(self._document),) if asks and self._sender == (DUTCH_GOVERNMENT,) else ()

    def _single(self, form: str | None, match: re.Match[str], block: Block | None) -> tuple[str, ...]:
        """Give the one thing, or the list already taken up, that the shorter words stand for."""
        if form == "motion":
            return self._motion(match.start())
        if form == "request":
            last = self._motions[: bisect_right(self._motion_starts, match.start() - 1)][-1:]
            return requesting_motion(self.lower, match.start(), block, last, self._before(match.start()))
        if form == "state":
            return self._state(match)
        if form == "head":
            return self._body(match)
        if form == "cited":
            return tuple(m.entity for m in self._mentions_from(match.end() + 2) if m.type == "Citation" and m.entity)
        if form == "letter":
            return self._letter(match)
        if form == "them":
            return self._just_listed(match.start(), block)
        if form == "last":
            named = [m for m in self._before(match.start()) if m.entity and m.type in _NEIGHBOURS]
            return (named[-1].entity or "",) if named and match.start() - named[-1].span.end < _REACH else ()
        return self._pronoun(match, block)

    def _block(self, offset: int) -> Block | None:
        index = bisect_right(self._blocks, offset) - 1
        return self._document.blocks[index] if index >= 0 else None

    def _before(self, offset: int) -> Sequence[Mention]:
        """Give the last mentions that start before a place."""
        last = bisect_right(self._starts, offset - 1)
        return self._mentions[max(0, last - _LOOK_BACK) : last]

    def _mentions_from(self, offset: int) -> Sequence[Mention]:
        """Give the mention that starts at a place, if there is one."""
        index = bisect_left(self._starts, offset)
        return self._mentions[index : index + 1] if self._starts[index : index + 1] == [offset] else ()

    def _covered(self, match: re.Match[str]) -> bool:
        """Tell whether the words are part of a mention."""
        return any(m.span.start < match.end() and match.start() < m.span.end for m in self._before(match.end())[-6:])

    def _list_before(self, noun: str, start: int) -> tuple[str, ...]:
        """Give the last list of at least two names of the kind that the noun asks for."""
        kind = noun_types()[noun]
        run: list[Mention] = []
        for mention in self._outermost(start, kind):
            if run and not _LISTING.fullmatch(self.lower, mention.span.end, run[0].span.start):
                if len(run) > 1:
                    break
                run = []
            run.insert(0, mention)
        return tuple(dict.fromkeys(m.entity for m in run if m.entity)) if len(run) > 1 else ()

    def _just_listed(self, start: int, block: Block | None) -> tuple[str, ...]:
        """Give the bodies listed shortly before "hen" in its paragraph, where no other people are named between."""
        found = self._list_before("organisaties", start) if block is not None and block.part != "question" else ()
        if not found or block is None:
            return ()
        end = max(m.span.end for m in self._before(start) if m.entity == found[-1])
        between = _AND_OTHERS.sub("", self.lower[end:start], 1)
        return found if end > block.span.start and not several_people().search(between) else ()

    def _outermost(self, start: int, kind: str) -> Iterator[Mention]:
        """Give the mentions of a type before a place, the last first, without those inside another of them."""
        alike = [m for m in self._before(start) if m.type == kind and m.entity and start - m.span.end <= _REACH]
        for mention in reversed(alike):
            if not any(other is not mention and other.span.covers(mention.span) for other in alike):
                yield mention

    def _motion(self, start: int) -> tuple[str, ...]:
        """Give the motion last named, if it is near or the only one so far."""
        count = bisect_right(self._motion_starts, start - 1)
        if not count:
            return ()
        last = self._motions[count - 1]
        near = start - last.span.end < 2 * _REACH
        only = all(motion.entity == last.entity for motion in self._motions[max(0, count - _LOOK_BACK) : count])
        return (last.entity or "",) if near or only else ()

    def _state(self, match: re.Match[str]) -> tuple[str, ...]:
        """Give the Dutch state for "de Staat" with a capital, as its lawyers write it; "de Staat Israël" is another."""
        text = self._document.text
        words = text[match.start() : match.end()].split()
        capital = words[-1][0].isupper() or words[1].lower() == "nederlandse"
        return (_DUTCH_STATE,) if capital and not _NAME_AFTER.match(text, match.end()) else ()

    def _body(self, match: re.Match[str]) -> tuple[str, ...]:
        """Give the one body of the document that bears the noun in its name, where it was named shortly before."""
        noun = match["head"].split()[-1]
        if _NAME_AFTER.match(self._document.text, match.end()):
            return ()
        bodies = [m for m in self._mentions if m.type == "Organisation" and m.entity]
        alike = [m for m in bodies if noun in re.split(r"[\s-]", self.lower[m.span.start : m.span.end])]
        named = {m.entity for m in alike}
        near = any(m.span.end <= match.start() < m.span.end + 2 * _REACH for m in alike)
        return tuple(entity for entity in named if entity) if near and len(named) == 1 else ()

    def _motions_before(self, start: int, pointing: Sequence[str]) -> tuple[str, ...]:
        """Give the motions named shortly before "deze moties", in one sentence or several; two for "beide moties"."""
        count = bisect_right(self._motion_starts, start - 1)
        near = [m for m in self._motions[max(0, count - _LOOK_BACK) : count] if start - m.span.end < 2 * _REACH]
        found = tuple(dict.fromkeys(motion.entity for motion in near if motion.entity))
        return found if len(found) == 2 or (len(found) > 2 and pairing().isdisjoint(pointing)) else ()

    def _ahead(self, start: int) -> list[Span]:
        """Give where a list stands that a colon opens: behind it in the sentence, or as the items below it."""
        colon = self.lower.index(":", start) + 1
        at = bisect_right(self._blocks, start) - 1
        if at < 0:
            return []
        end = self._document.blocks[at].span.end
        if self.lower[colon:end].strip():
            stop = _SENTENCE_END.search(self._document.text, colon, end)
            return [Span(colon, stop.start() if stop else end)]
        items = takewhile(lambda block: block.kind == "item", self._document.blocks[at + 1 : at + 1 + _LOOK_BACK])
        return [Span(item.span.start, min(item.span.start + _OPENS, item.span.end)) for item in items]

    def _motions_ahead(self, start: int) -> tuple[str, ...]:
        """Give the motions of the list that a colon opens."""
        return tuple(
            dict.fromkeys(m for span in self._ahead(start) for m in self._motions_within(span.start, span.end))
        )

    def _names_ahead(self, noun: str, start: int) -> tuple[str, ...]:
        """Give the names of a kind that a colon opens a list of: "de volgende landen nemen deel: [A], [B] en [C]"."""
        kind, run = noun_types()[noun], list[Mention]()
        for span in self._ahead(start):
            first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
            for mention in self._mentions[first:last]:
                begins = span.start if not run or run[-1].span.end <= span.start else run[-1].span.end
                between = self.lower[begins : mention.span.start]
                listed = (begins == span.start and len(between.split()) <= 1) or _LISTING.fullmatch(between)
                if mention.type == kind and mention.entity and listed:
                    run.append(mention)
        return tuple(dict.fromkeys(mention.entity or "" for mention in run))

    def _motions_within(self, start: int, end: int) -> tuple[str, ...]:
        """Give the motions whose names begin in a stretch of text."""
        first, last = bisect_left(self._motion_starts, start), bisect_left(self._motion_starts, end)
        return tuple(dict.fromkeys(motion.entity for motion in self._motions[first:last] if motion.entity))

    def _letter(self, match: re.Match[str]) -> tuple[str, ...]:
        """Give the letter that is numbered right behind the words, or that was last cited as a letter before them."""
        behind = self._mentions_from(match.end() + 2)
        before = (m for m in reversed(self._before(match.start())) if match.start() - m.span.end < 2 * _REACH)
        cited = (m for m in before if _LETTER.search(self.lower, max(0, m.span.start - _LETTER_BEFORE), m.span.start))
        for mention in (*behind, *cited):
            if mention.type == "Citation" and mention.entity:
                return (mention.entity,)
        return ()

    def _pronoun(self, match: re.Match[str], block: Block | None) -> tuple[str, ...]:
        """Give whom "hij", "zij" and "ze" stand for within a paragraph."""
        if block is None or block.part == "question":
            return ()
        if match["they"] != "hij" and self._is_plural(match):
            listed = self._lists
            near = listed is not None and listed.span.start >= block.span.start
            return listed.entities if listed and near and match.start() - listed.span.end < _REACH else ()
        if match["they"] == "ze":
            return ()
        inside = (m for m in self._before(match.start()) if m.type == "Person" and m.span.start >= block.span.start)
        persons = {mention.entity for mention in inside if mention.entity}
        return tuple(persons) if len(persons) == 1 else ()

    def _is_plural(self, match: re.Match[str]) -> bool:
        """Tell by the verb beside it whether "zij" or "ze" is plural."""
        after = _WORD_AFTER.match(self.lower, match.end())
        before = _WORD_BEFORE.search(self.lower, max(0, match.start() - 24), match.start())
        beside = {found[1] for found in (after, before) if found}
        return not beside & singular_verbs() and any(word.endswith("n") and len(word) > 3 for word in beside)
