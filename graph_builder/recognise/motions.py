"""Motions by name: "motie van de leden A en B over …", "motie-A/B", "MOTIE VAN HET LID A C.S.".

The words that name the motion reach from "motie" (or "gewijzigde motie") over its submitters to its description. Which
paper it is, the citation beside it says; see `graph_builder.resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from graph_builder.model import Mention, Span
from graph_builder.recognise.descriptions import BRACKET, CONCERNING, NUMBERED, described
from graph_builder.recognise.person_names import names_at, upper_names
from graph_builder.recognise.view import View

_CHANGED = re.compile(r"(?<![\w-])(?:nader\s)?gewijzigde\s$")
_MOVED = re.compile(
    r"(?<!\w)(?P<by>door\s(?:het\slid|de\sleden)\s)(?:(?!\bdoor\b)[^.;:()]){3,80}?(?P<as>(?:\sc\.s\.)?\s(?:ingediende|voorgestelde)\s)$"
)
_FARTHEST_MOVER = 140
"""How far before its noun who moves a motion may be named, in characters."""
_VOTED = re.compile(r"(?<!\w)stemming(?:en)?\s(?:over\s)?$")
"""Behind this stands what the debate was about, no member: "Stemmingen moties Begroting Defensie"."""
_OF_MEMBERS = re.compile(
    r"(?:\s(?:met\s)?(?:kamerstuk\s)?(?:\d\d\s?\d{3}(?:[\s-][ivxlc]{1,5})?,?\s)?(?:nr\.?\s?)?\d{1,4}(?=\svan\s(?:het\slid|de\sleden)\s))?(?:\s\([^()\n]{3,80}\)(?=\svan\s(?:het\slid|de\sleden)\s))?(?:,?\s(?:zijn\s)?(?:ingediend|aangenomen|aangehouden)(?:\sop)?)?(?:\s(?:van\s|d\.d\.\s)?\d{1,2}\s[a-z]+\s(?:\d{4}|jl\.))?\s(?:van(?:\svan)?|door)\s(?:(?:het|de)\s)?(?:(?:tweede\s|eerste\s)?kamer)?(?:lid|leden)\s(?:van\suw\skamer,?\s)?(?:(?:de\sheer|mevrouw|mevr\.|dhr\.)\s)?|\svan\s(?:mevrouw|de\sheer|mevr\.|dhr\.)\s|-(?=\S)|\s-\s?(?=\S)|\svan\s(?=[a-z]+(?:\s[a-z]+){0,3}\sc\.?s\b)|\s"
)
_BY_MEMBERS = re.compile(r"(?:lid|leden)\s")
OTHERS = re.compile(r"\s?,?\s?(?:c\.\s?s\.?|cs\b|et\sal\.?)")
_PARTY = re.compile(r"\s\([A-Z][\w .-]{1,24}\)")
_NAMELESS = re.compile(CONCERNING)
_DEFINITE = re.compile(r"(?<![\w-])(?:de|deze|die|mijn)\s(?:(?:nader\s)?gewijzigde\s|aangenomen\s)?$")
_SHORTEST = 12
"""The shortest description, in characters, that tells a motion by itself."""
_NEXT = re.compile(r"(?:\s\(([^()\n]{3,120})\))?,?\s(?:(?:en|alsmede)\s)?(?=van\s(?:het\slid|de\sleden)\s)")
"""What parts the motions of one phrase: "moties van het lid A over … (nr. 4) en van de leden B en C over … (nr. 6)"."""
_NEXT_MEMBER = re.compile(r"\s\(([^()\n]{3,120})\)(?:,?\s(?:en|alsmede)\s|,\s)(?P<next>(?:het\slid|de\sleden))(?=\s)")
"""The same where "van" stands but once: "moties van het lid A (nr. 4) en het lid B (nr. 6)"."""
_NEXT_NAME = re.compile(
    r"(?:\s(?:\(|(?=Kamerstuk))([^()\n]{3,120})\)|(?<=\.)[\d\s]{1,2})?(?:,?\s(?:en|alsmede)\s|,\s)(?=[A-ZÀ-Þ])"
)
"""The same where only a name comes; a note's mark, or the blank left of it, may stand behind "c.s."."""
_AND_MEMBER = re.compile(r"(?:\s?,|,?\sen)\s(?:van\s)?(?:het\slid|mevrouw|de\sheer|mevr\.|dhr\.)\s")
"""What joins a further submitter of one motion: "motie van het lid A en het lid B"."""
_SHOWS_NAME = re.compile(
    r"van\s(?:de[rn]?|den|het)\s|van\s[\w'-]+(?:\s[\w'-]+)?"
    r"(?:\sc\.\s?s\b|/|\s\([^()\n]{0,60}\d{2}\s?\d{3}|\s\([a-z][\w-]{1,20}\)|\sover\s)"
)
"""What shows that "motie van X" names who moved it: a double particle, others, a number, a party, a description."""
_PLURAL = "moties"
_OPENERS = frozenset(["Bijgaand", "Hierbij", "Daarmee", "Hiermee", "Tevens", "Daarnaast", "Graag", "Tot", "Verder"])
_NUMBERS = re.compile(r"(?<![\d.])\d{1,4}(?![\d.]|\s\d{3})")
_CAPITALS = re.compile(r"[A-ZÀ-Þ'’.-]+(?![a-z])(?:,?[ ][A-ZÀ-Þ'’.-]+(?![a-zà-ÿ]))*")


@dataclass(frozen=True, slots=True)
class NamedMotion:
    """The words that name a motion, and the persons in them."""

    span: Span
    submitters: tuple[Span, ...]


def find_motions(view: View, parties: Set[str] = frozenset()) -> list[NamedMotion]:
    """Find the motions that a text names by their submitters.

    Args:
        view: The document.
        parties: Folded names of parties: "motie van GroenLinks" names no member.
    """
    motions = []
    reach = 0
    for word, end in view.at("motions.words"):
        if word < reach:
            continue
        if _VOTED.search(view.lower, max(0, word - 30), word) and view.lower[end : end + 1] == " ":
            continue
        changed = _CHANGED.search(view.lower, max(0, word - 30), word)
        span = Span(changed.start() if changed else word, end)
        capitals = span.of(view.text).isupper()
        motion = in_capitals(view, span) if capitals else _in_prose(view, span) or _moved_by(view, span)
        if motion and not _is_of_party(view, motion, parties):
            motions += [*_each(view, motion), *_coordinated(view, motion)]
            reach = motions[-1].span.end
    return motions


def _moved_by(view: View, word: Span) -> NamedMotion | None:
    """Read who moves a motion before its noun: "de door het lid A ingediende motie over …"."""
    moved = _MOVED.search(view.lower, max(0, word.start - _FARTHEST_MOVER), word.start)
    names, end = names_at(view, moved.end("by"), hyphened=True, small_particle=True) if moved else ([], 0)
    if moved is None or not names or end != moved.start("as"):
        return None
    return NamedMotion(Span(moved.start(), described(view, word.start, word.end)), tuple(names))


def _is_of_party(view: View, motion: NamedMotion, parties: Set[str]) -> bool:
    """Tell whether the one submitter is a party."""
    if len(motion.submitters) != 1:
        return False
    first = motion.submitters[0]
    return view.lower[first.start : first.end].removeprefix("van ") in parties


def _coordinated(view: View, first: NamedMotion) -> Iterator[NamedMotion]:
    """Read the further motions of a phrase, which repeat their submitters alone."""
    motion: NamedMotion | None = first
    while motion:
        gap = _NEXT.match(view.lower, motion.span.end)
        member = _NEXT_MEMBER.match(view.lower, motion.span.end) if gap is None else None
        if member and NUMBERED.search(member[1]):
            motion = _in_prose(view, Span(*member.span("next")))
        elif gap is None:
            motion = _by_name(view, motion, several=_is_plural(view, first))
        else:
            numbered = not gap[1] or NUMBERED.search(gap[1])
            motion = _in_prose(view, Span(gap.end(), gap.end() - 1)) if numbered else None
        if motion:
            yield motion


def _by_name(view: View, motion: NamedMotion, *, several: bool) -> NamedMotion | None:
    """Read a further motion that its submitters alone name: "moties A (nr. 4) en B c.s. (nr. 6)", "moties A en B"."""
    gap = _NEXT_NAME.match(view.text, motion.span.end)
    if gap is None or not (NUMBERED.search(gap[1].lower()) if gap[1] else several):
        return None
    names, end = names_at(view, gap.end(), hyphened=True)
    others = OTHERS.match(view.lower, end)
    end = others.end() if others else end
    number = BRACKET.match(view.lower, end)
    # "Moties A c.s., B c.s. en C c.s.": each has others behind him.
    apart = (others is not None and not gap[1]) and OTHERS.match(view.lower, motion.submitters[-1].end) is not None
    found = names and (apart or (number and NUMBERED.search(number[1])))
    return NamedMotion(Span(gap.end(), end), tuple(names)) if found else None


def _is_plural(view: View, motion: NamedMotion) -> bool:
    """Tell whether a motion is the first of several: "moties A c.s. en B"."""
    return view.lower.startswith(_PLURAL, motion.span.start)


def _each(view: View, motion: NamedMotion) -> list[NamedMotion]:
    """Part "moties A en B (nrs. 12 en 14)": as many numbers in the bracket as names are as many motions."""
    number = BRACKET.match(view.lower, motion.span.end)
    several = len(motion.submitters) > 1 and _is_plural(view, motion) and number and "nr" in number[1]
    if not several or not number or len(_NUMBERS.findall(number[1], number[1].index("nr"))) != len(motion.submitters):
        return [motion]
    first, *others = motion.submitters
    return [NamedMotion(Span(motion.span.start, first.end), (first,)), *(NamedMotion(name, (name,)) for name in others)]


def in_capitals(view: View, word: Span) -> NamedMotion | None:
    """Read the title of a printed motion."""
    members = re.compile(r"\svan\s(?:het\slid|de\sleden)\s").match(view.lower, word.end)
    capitals = _CAPITALS.match(view.text, members.end()) if members else None
    if not members or not capitals:
        return None
    line = view.lower[members.end() : capitals.end()]
    others = re.search(r"\sc\.\s?s\.", line)
    stop = re.search(r"\s(?:ter\svervanging|over|nader\sgewijzigd|\(t\.v\.v)", line)
    end = members.end() + (others.start() if others else stop.start() if stop else len(line.rstrip()))
    names = tuple(upper_names(view, Span(members.end(), end)))
    if not names:
        return None
    return NamedMotion(Span(word.start, members.end() + others.end() if others else end), names)


def _in_prose(view: View, word: Span) -> NamedMotion | None:
    """Read "motie" with its submitters and description in running text."""
    members = _OF_MEMBERS.match(view.lower, word.end)
    if not members:
        return None
    nameless = _NAMELESS.match(view.lower, word.end)
    if nameless:
        return _without_names(view, word, nameless.end())
    # "Motie Van Dijk c.s.": the particle that bears a capital belongs to the name.
    capital = members[0] == " van " and view.text[members.start() + 1].isupper()
    bare, start = capital or members[0] == " ", members.start() + 1 if capital else members.end()
    shown = bare and _SHOWS_NAME.match(view.lower, start) is not None
    small = shown or _BY_MEMBERS.search(members[0]) is not None
    names, end = names_at(view, start, hyphened=True, small_particle=small)
    if not names:
        return None
    while not view.lower.startswith(_PLURAL, word.start) and (more := _AND_MEMBER.match(view.lower, end)):
        further, after = names_at(view, more.end(), hyphened=True, small_particle=True)
        if not further:
            break
        names, end = [*names, *further], after
    others = OTHERS.match(view.lower, end)
    if bare and not others and len(names) == 1 and _is_word(view, names[0]):
        return None
    end = others.end() if others else end
    party = _PARTY.match(view.text, end)
    if party and not NUMBERED.search(view.lower, party.start(), party.end()):
        end = party.end()
    return NamedMotion(Span(word.start, described(view, word.start, end)), tuple(names))


def _without_names(view: View, word: Span, about: int) -> NamedMotion | None:
    """Read a motion that its description alone tells: "de motie over de toekomst van de landbouw"."""
    if not _DEFINITE.search(view.lower, max(0, word.start - 30), word.start):
        return None
    end = described(view, word.start, word.end)
    return NamedMotion(Span(word.start, end), ()) if end - about >= _SHORTEST else None


def _is_word(view: View, name: Span) -> bool:
    """Tell whether what follows "moties" opens the next sentence, whose full stop is lost: "en moties Bijgaand …"."""
    return view.text[name.end : name.end + 2].strip()[:1].islower() and name.of(view.text) in _OPENERS


def as_mentions(motions: list[NamedMotion]) -> list[Mention]:
    """Make mentions of motions and of the persons in them; none has an entity yet."""
    found = []
    for motion in motions:
        found.append(Mention(motion.span, "Motion"))
        found += [Mention(name, "Person") for name in motion.submitters]
    return found
