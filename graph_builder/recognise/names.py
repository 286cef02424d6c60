"""Names that the registry knows, found in one pass of an automaton over the words of a text.

A name counts between word boundaries; a hyphen is one ("EU-verband" names the EU), so ordinary compounds never match.
What its letters' case must be, which words must stand in the same document and which must not stand beside it is
data of the registry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph_builder.model import Mention, Span
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.lexicon import Candidate, is_valid
from graph_builder.recognise.scan import Hit
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_PREPOSITION = re.compile(r"\b(?:in|voor|van|tegen|te|bij|naar|met|over|aan)(?: (?:de|het|den))? $")
_WHERE = re.compile(r"\b(?:in|voor|tegen|te|bij|naar)(?: (?:de|het|den))? $")
"""Prepositions after which a body's name holds a place; "Universiteit van X" is called after it."""
INTERSTATE = frozenset({"EUBody", "IntergovernmentalOrganisation"})
"""Classes of bodies whose own bodies begin with their name ("Europese Unie Missie in …")."""
_NATIONAL = frozenset({"Agency", "KnowledgeInstitution", "InterestGroup"})
"""Classes of the Dutch state's bodies."""
_NESTABLE = frozenset({"State", "Place"})
_OF = re.compile(r"\bvan (de|het) $")
_DEBATE = re.compile(r"debat $")
_NAME_AFTER = re.compile(r"\s[A-ZÀ-Þ][a-zà-ÿ]")
_SMALL_ARTICLE = re.compile(r"(?:de|het) (?=[A-ZÀ-Þ])")
_PARTS = re.compile(r"[\s-]")
_FIRST_WORD = re.compile(r"\w+")
_WORD_BEFORE = re.compile(r"(\w+)(?:(?![.?!]\s|\n\s*\n)\W)*$")
_WORD_AFTER = re.compile(r"(?:(?![.?!]\s|\n\s*\n)\W)*(\w+)")
"""A neighbour within the sentence: of "… door het Rijk. De provincies" none stands behind."""
_GOES_NO_FURTHER = re.compile(r"(?:van|op|in) \d|(?:voor|van|op|in)[.,;:)]")
"""A preposition behind a name that leads to no more of it: "de Raad van 14 maart", "zat de Raad voor."."""
_CLUB_WORD = re.compile(
    r"-(?:speler|supporter|fan|aanhanger|trainer|keeper|voetballer|doelman|selectie)(?:s|en)?(?!\w)"
)
"""What only a club has: "Heerenveen-speler"."""
_LONG_COMPOUND = 8
"""From so many letters on a law's or treaty's name of one word may be written small ("grondwet")."""
_LONG_TITLE = 14
"""The same for a name of several words ("wetboek van strafrecht")."""
_NEAR = 40
"""How far, in characters, an excluding neighbour may stand."""


def find_names(view: View, hits: Sequence[Hit]) -> list[Mention]:
    """Find the registry's names: the longest at each place, and places inside a longer name after a preposition.

    Args:
        view: The document.
        hits: What the automaton found, by where it starts, the longest first.
    """
    found: list[tuple[int, int, list[Candidate]]] = []
    company = _Company(view.words)
    for hit in hits:
        span = (hit.start, hit.end)
        readings = [reading for reading in hit.readings if _counts(view, company, span, reading)]
        if len(readings) > 1:
            readings = [reading for reading in readings if is_valid(reading.entry, view.date)] or readings
            readings = _best(readings, dated=view.date is not None)
        if readings:
            found.append((_start(view, hit, readings[0]), hit.end, readings))
    # "de Unie van Waterschappen" is no "de Unie": what counts is where a mention starts, not where its article does.
    # Of two names there the one without an article goes first: "de Waddeneilanden" are no body "De Waddeneilanden".
    found.sort(key=lambda name: (name[0], -name[1], len(name[2][0].name.text)))
    mentions: list[Mention] = []
    reach = 0
    for start, end, readings in found:
        named = Span(start, end)
        if start < reach and not (end <= reach and _nests(view, mentions[-1], named, readings[0])):
            continue
        reach = max(reach, end)
        if readings[0].entry.cls == "Medium" and view.text.startswith(".nl", end):
            named = Span(start, end + len(".nl"))
        mentions.append(_mention(named, readings))
    return mentions


def _start(view: View, hit: Hit, reading: Candidate) -> int:
    """Give where the mention of a name starts: behind its article, at its opening quote ("'s-Gravenhage")."""
    start = hit.start + _article(view, hit, reading)
    return start - 1 if reading.name.text[0] == "'" and view.lower[start - 1 : start] == "'" else start


def _article(view: View, hit: Hit, reading: Candidate) -> int:
    """Give the length of the article that a mention leaves out; with a capital, a newspaper's is part of its name."""
    if reading.entry.cls == "Medium" and view.text[hit.start].isupper():
        return 0
    small = _SMALL_ARTICLE.match(view.text, hit.start, hit.end)
    return reading.article or (len(small[0]) if small else 0)


class _Company:
    """The words that a document holds, asked for once each."""

    def __init__(self, words: str) -> None:
        self._words = f" {words} "
        self._known: dict[tuple[str, ...], bool] = {}

    def holds_one_of(self, needs: tuple[str, ...]) -> bool:
        """Tell whether one of the words stands in the document."""
        if needs not in self._known:
            self._known[needs] = any(map(self._words.__contains__, needs))
        return self._known[needs]


def _nests(view: View, outer: Mention, span: Span, reading: Candidate) -> bool:
    """Tell whether a name inside a longer one counts: a place after a preposition, a body at its start."""
    if outer.type == "Programme":
        return True
    if reading.type in _NESTABLE:
        link = _PREPOSITION if outer.type == "Role" else _WHERE
        linked = link.search(view.lower, max(0, span.start - 10), span.start)
        return span.start > outer.span.start and linked is not None
    if outer.type == "Role":
        before = view.lower[max(0, span.start - 10) : span.start]
        return reading.type in ("Organisation", "Parliament") and _PREPOSITION.search(before) is not None
    if outer.type == "Organisation" and is_body_of(view, outer, Mention(span, reading.type)):
        return True
    if outer.type in ("Treaty", "Law") and span.start > outer.span.start:
        return reading.entry.cls in INTERSTATE and " " in span.of(view.text)
    if outer.type == "StateGroup" and span.end == outer.span.end:
        return reading.entry.cls in INTERSTATE
    if reading.entry.cls not in INTERSTATE or span.start != outer.span.start or goes_on(view, span.end):
        return False
    after = view.text[span.end : span.end + 1]
    return after in ("-", " ") if outer.type == "StateGroup" else after == " " and " " in span.of(view.text)


def goes_on(view: View, end: int) -> bool:
    """Tell whether a name is but the first words of another: "Europese Commissie tegen Racisme en Intolerantie"."""
    return view.lower.startswith(" tegen ", end)


def is_body_of(view: View, outer: Mention, inner: Mention) -> bool:
    """Tell whether a name of several words closes that of its body: "Afdeling advisering van de Raad van State".

    After "van het" a registered name's end may be but its own word: "Internationale Comité van het Rode Kruis".
    """
    of = _OF.search(view.lower, max(outer.span.start, inner.span.start - 8), inner.span.start)
    several = " " in inner.span.of(view.text) or inner.registered
    closes = inner.type == "Organisation" and several and inner.span.end == outer.span.end
    return closes and of is not None and (of[1] == "de" or not outer.registered)


def _mention(span: Span, readings: Sequence[Candidate]) -> Mention:
    """Make a mention of the readings that are left; it names nothing certain when they still differ."""
    paths = {reading.entry.path for reading in readings}
    entity = paths.pop() if len(paths) == 1 else None
    return Mention(span, readings[0].type, entity, registered=entity is not None)


def _counts(view: View, company: _Company, span: tuple[int, int], reading: Candidate) -> bool:
    """Tell whether words of the text may be read as this name: case, time, company and neighbours."""
    start, end = span
    written, behind = view.text[start:end], view.text[end : end + 1]
    # "Het lid Jansen" is a member; "Lid Jansen", with a capital, may be the name of a group of one.
    if not _case_fits(written, reading) or (view.lower.startswith("lid ", start) and not written.startswith("Lid ")):
        return False
    if not view.text.startswith(reading.sign, end):
        return False
    # "Kamer-breed" is a compound; "Commissie-Jansen" and "kabinet-Jansen" are other names.
    if reading.type == "Parliament" and behind == "-":
        return False
    unsure = reading.type == "Government" or bool(reading.needs)
    if unsure and behind == "-" and view.text[end + 1 : end + 2].isupper():
        return False
    if reading.type == "Organisation" and written in _common_nouns():
        return False
    if reading.type == "Role" and view.lower[start:end] in _titles() and _NAME_AFTER.match(view.text, end):
        return False
    if reading.genitive and behind == "-":
        return False
    # "EU-Gezondheidsraad" is a council of the Union's ministers, not the Dutch body of that name.
    if reading.type == "Organisation" and reading.entry.cls in _NATIONAL and view.text.endswith("EU-", 0, start):
        return False
    if reading.needs and not company.holds_one_of(reading.needs):
        return False
    if reading.type == "Place" and behind == "-" and _CLUB_WORD.match(view.lower, end):
        return False
    # "Commissiedebat Politie" is about the police.
    if (
        reading.type == "Organisation"
        and not written.isupper()
        and _DEBATE.search(view.lower, max(0, start - 8), start)
    ):
        return False
    return not (reading.excludes and _beside(view, span) & reading.excludes)


def _beside(view: View, span: tuple[int, int]) -> set[str]:
    """Give the words directly before and after a span."""
    before = _WORD_BEFORE.search(view.lower, max(0, span[0] - _NEAR), span[0])
    after = _WORD_AFTER.match(view.lower, span[1], span[1] + _NEAR)
    if after and _GOES_NO_FURTHER.match(view.lower, after.start(1)):
        after = None
    return {found[1] for found in (before, after) if found}


def _case_fits(written: str, reading: Candidate) -> bool:
    """Tell whether the capitals are those of the name.

    An abbreviation keeps its own ("NAVO", or "Navo" from four letters on); words that begin with a capital may be
    written in capitals throughout, as titles are; others may gain a capital, at the start of a sentence.
    """
    name = reading.name.text + "s" if reading.genitive else reading.name.text
    written, name = written[reading.article :], name[reading.article :]
    if written == name:
        return True
    # Bodies of states are written as words too: "Navo", "Minusma".
    spoken = reading.entry.cls in INTERSTATE and reading.capitalised
    if reading.name.capitals and not spoken:
        return False
    if name.isupper():
        # "Navo" is read, but not what makes a common word.
        capitalised = reading.capitalised and written == name.capitalize()
        return capitalised and not is_known(written.lower())
    first = _FIRST_WORD.search(written)
    if first is None:
        return False
    least = _LONG_COMPOUND if name.isalpha() else _LONG_TITLE
    if reading.type in ("Law", "Treaty") and len(name) >= least:
        return True
    return not name[0].isupper() or first[0][0].isupper() or _inner_capitals(name) == _inner_capitals(written) != []


def _inner_capitals(words: str) -> list[int]:
    """Give which of the words after the first begin with a capital: "rechtbank Den Haag" is "Rechtbank Den Haag"."""
    return [place for place, word in enumerate(_PARTS.split(words)) if place and word[:1].isupper()]


@cache
def _common_nouns() -> frozenset[str]:
    """Give the nouns that name a body only with a capital."""
    return load_wordlists().set("organisations", "common-nouns")


@cache
def _titles() -> frozenset[str]:
    """Give the roles that directly before a name are but its title."""
    return load_wordlists().set("roles", "titles-alone")


def _best(readings: list[Candidate], *, dated: bool) -> list[Candidate]:
    """Choose among several readings: those of a time before those of any, then states before places and bodies.

    Args:
        readings: What the words may name, at the document's date if it has one.
        dated: Whether it has one; if not, who no longer bears the name gives way.
    """
    in_time = [reading for reading in readings if (reading.entry.valid_to is not None) == dated] or readings
    states = [reading for reading in in_time if reading.type == "State"]
    return states or in_time
