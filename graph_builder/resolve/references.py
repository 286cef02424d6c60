"""Words that stand for something named: "we", "ik", "u", "deze instellingen", "zij", "deze motie", "laatstgenoemde".

A reference is given only where one reading is left; what a pronoun in a report of a debate stands for, for one, is not
known without its speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graph_builder.model import Block, Document, Mention, Reference, Span
from graph_builder.recognise.view import fold
from graph_builder.resolve.entities import DUTCH_GOVERNMENT

_PATTERN = re.compile(
    r"(?<![\w-])(?:(?P<own>ik|we|wij|(?:mijn|ons)\sministerie|mijn\sambtsvoorgangers?|de\sminister|de\sstaatssecretaris|de\sbewindspersoon)"
    r"|(?P<you>u)|(?P<group>(?:deze|die|bovengenoemde|genoemde|beide)\s(?:instellingen|organisaties|instanties|partijen|landen|staten|fondsen"
    r"|partners|groepen|gemeenschappen|leden|kamerleden|personen|verdragen|moties))"
    r"|(?P<motion>(?:deze|de|die|de\sbetreffende|genoemde|eerdergenoemde|bovengenoemde)\smotie)"
    r"|(?P<they>ze|zij|hij)|(?P<last>(?:de\s)?laatstgenoemde)|(?P<first>(?:de\s)?eerstgenoemde))(?![\w-])(?P<of>\s(?:van|voor)\s)?"
)
_LISTING = re.compile(
    r"\s*(?:,|en|of|,\s*en|alsook|alsmede|evenals|\()\s*(?:(?:het|de|den|in|aan|met|van|voor|door)\s)*"
)
_NOUNS = {
    "landen": ("State",),
    "staten": ("State",),
    "groepen": ("Group",),
    "gemeenschappen": ("Group",),
    "leden": ("Person",),
    "kamerleden": ("Person",),
    "personen": ("Person",),
    "verdragen": ("Treaty",),
    "moties": ("Motion",),
}
_BODIES = ("Organisation",)
_VERB_PLURAL = re.compile(r"\s?(\w+en)\b")
_SINGULAR = frozenset("is was heeft had wordt werd zal zou kan kon wil wilde moet mag gaat doet ziet geeft".split())
_REACH = 420
"""How far before "deze organisaties" its list may end, in characters."""


def find_references(document: Document, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """Find the words that stand for something the document names.

    Args:
        document: What was read; its blocks tell questions from answers.
        mentions: Its resolved mentions, in the order of the text.
    """
    lower = fold(document.text)
    if len(lower) != len(document.text):
        return ()
    own_voice = document.metadata.kind in ("letter", "answer", None) and _addresses_parliament(mentions)
    finder = _Finder(document, lower, mentions, own_voice)
    found: list[Reference] = []
    for match in _PATTERN.finditer(lower):
        entities = finder.entities(match, found)
        if entities:
            end = match.start("of") if match["of"] else match.end()
            found.append(Reference(Span(match.start(), end), entities))
    return tuple(found)


def _addresses_parliament(mentions: Sequence[Mention]) -> bool:
    """Tell whether a member of the government speaks to parliament."""
    return any(mention.type in ("Parliament", "Role", "Government") for mention in mentions)


class _Finder:
    """Looks up what the words of one document stand for."""

    def __init__(self, document: Document, lower: str, mentions: Sequence[Mention], own_voice: bool) -> None:
        self._document = document
        self._lower = lower
        self._mentions = mentions
        self._own_voice = own_voice
        self._starts = [mention.span.start for mention in mentions]
        self._blocks = [block.span.start for block in document.blocks]

    def entities(self, match: re.Match[str], earlier: Sequence[Reference]) -> tuple[str, ...]:
        """Give the entities that a match stands for; none where that is not certain."""
        start = match.start()
        block = self._block(start)
        part = block.part if block else None
        if self._covered(start):
            return ()
        if match["own"]:
            return self._speaker(match, part)
        if match["you"]:
            return (DUTCH_GOVERNMENT,) if part == "question" else ()
        if match["group"]:
            return self._list_before(match["group"].split()[-1], start)
        if match["motion"]:
            return self._motion(start)
        if match["last"]:
            return self._neighbour(start)
        if match["they"]:
            return self._pronoun(match, block, earlier)
        return ()

    def _block(self, offset: int) -> Block | None:
        index = bisect_right(self._blocks, offset) - 1
        return self._document.blocks[index] if index >= 0 else None

    def _before(self, offset: int) -> Sequence[Mention]:
        return self._mentions[: bisect_right(self._starts, offset - 1)]

    def _covered(self, offset: int) -> bool:
        return any(m.span.start <= offset < m.span.end for m in self._before(offset + 1)[-6:])

    def _speaker(self, match: re.Match[str], part: str | None) -> tuple[str, ...]:
        """ "Ik", "we", "mijn ministerie" in a minister's own prose; "de minister" when no portfolio follows."""
        words = match["own"]
        if words.startswith("de "):
            follows = self._document.text[match.end() : match.end() + 2]
            return () if match["of"] or follows[1:2].isupper() else (DUTCH_GOVERNMENT,)
        return (DUTCH_GOVERNMENT,) if self._own_voice and part != "question" else ()

    def _list_before(self, noun: str, start: int) -> tuple[str, ...]:
        """Give the last list of at least two names of the kind that the noun asks for."""
        kinds = _NOUNS.get(noun, _BODIES)
        run: list[Mention] = []
        for mention in reversed(self._before(start)):
            if start - mention.span.end > _REACH:
                break
            if run and run[0].span.start < mention.span.end:
                continue
            if mention.type not in kinds or mention.entity is None:
                if run and mention.span.end <= run[0].span.start and len(run) > 1:
                    break
                continue
            if run and not _LISTING.fullmatch(self._lower, mention.span.end, run[0].span.start):
                if len(run) > 1:
                    break
                run = []
            run.insert(0, mention)
        outer = [m for m in run if not any(o is not m and o.span.covers(m.span) for o in run)]
        return tuple(dict.fromkeys(m.entity for m in outer if m.entity)) if len(outer) > 1 else ()

    def _motion(self, start: int) -> tuple[str, ...]:
        """Give the motion last named, if it is near or the only one."""
        motions = [m for m in self._before(start) if m.type == "Motion" and m.entity]
        if not motions:
            return ()
        only = len({m.entity for m in motions}) == 1
        return (motions[-1].entity or "",) if only or start - motions[-1].span.end < _REACH * 2 else ()

    def _neighbour(self, start: int) -> tuple[str, ...]:
        """Give what was named last, for "laatstgenoemde"."""
        named = [m for m in self._before(start) if m.entity and m.type in ("Organisation", "Person", "State", "Role")]
        return (named[-1].entity or "",) if named and start - named[-1].span.end < _REACH else ()

    def _pronoun(self, match: re.Match[str], block: Block | None, earlier: Sequence[Reference]) -> tuple[str, ...]:
        """Give whom "hij", "zij" and "ze" stand for within a paragraph."""
        if block is None or block.part == "question":
            return ()
        plural = match["they"] != "hij" and self._is_plural(match)
        if plural:
            lists = [r for r in earlier if len(r.entities) > 1 and block.span.start <= r.span.start]
            near = lists and match.start() - lists[-1].span.end < _REACH
            return lists[-1].entities if near else ()
        if match["they"] == "ze":
            return ()
        persons = {
            m.entity for m in self._before(match.start()) if m.type == "Person" and m.span.start >= block.span.start
        }
        return tuple(entity for entity in persons if entity) if len(persons) == 1 else ()

    def _is_plural(self, match: re.Match[str]) -> bool:
        """Tell by the verb beside it whether "zij" or "ze" is plural."""
        after = re.compile(r"\s(\w+)").match(self._lower, match.end())
        before = re.search(r"(\w+)\s$", self._lower[max(0, match.start() - 24) : match.start()])
        beside = {found[1] for found in (after, before) if found}
        if beside & _SINGULAR:
            return False
        return any(word.endswith("n") and len(word) > 3 for word in beside)
