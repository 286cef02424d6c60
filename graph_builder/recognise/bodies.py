"""Bodies that the registry lacks, by the shape of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph_builder.model import Mention
from graph_builder.recognise.person_names import name_at
from graph_builder.recognise.shapes import CAP, found_at, is_one_line, opener_length
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_HEADED = re.compile(
    rf"\s(?:(?:voor|van|tot|tegen|inzake|op|der)\s(?:de\s|het\s|den\s)?{CAP}(?:\sen(?=\s[A-ZÀ-Þ][a-zà-ÿ])\s{CAP})?|{CAP})"
    rf"(?:(?:\s(?:van|voor|tot)(?:\s(?:de|het))?|\sder)?\s(?!(?:COM|SWD|SEC|JOIN)\s?\(){CAP}){{0,5}}"
)
_SMALL_HEADED = re.compile(rf"\s(?:van\s|voor\s(?:de\s)?)?{CAP}(?:(?:\sen(?=\s[A-ZÀ-Þ][a-zà-ÿ]))?\s{CAP}){{0,4}}")
_NAME_BEFORE = re.compile(rf"(?<![\w-])(?:{CAP}\s){{1,3}}$")
_ONE_BEHIND = re.compile(rf"\s(?!(?:Den|De|Het)\s){CAP}(?![\w'’&-]|\s[A-ZÀ-Þ])")
_NO_NAME = re.compile(r"(?:debat|overleg|wet|besluit|regeling)\b")
"""Ends of words before a body's noun that are of something else: "Instellingswet Autoriteit …"."""
_ROMAN = re.compile(r"\s[IVX]+(?!\w)")
_SEVERAL = re.compile(rf"{CAP}(?:\s{CAP})+")
_ALONE = re.compile(
    r"[^\w\s-]|\s(?:die|is|heeft|en|in|met|om|over|zal|was|had|kan|van|naar|onder|wordt|zijn|of|aan|voor|bij|door|als|dat"
    r"|doet|deed|adviseert|concludeert|constateert|uit)\b|\s*\Z"
)
_AFTER_ADJECTIVE = re.compile(
    rf"\s({CAP}(?:\s(?!van|voor){CAP})?)(?:\svoor\s(?:de\s|het\s)?{CAP}(?:\s{CAP}){{0,2}}(?:\sen\s{CAP})?)?"
)
_AFTER_NATION = re.compile(rf"\s({CAP}(?:\s{CAP}){{0,2}})")
_NATION_BEFORE = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]*(?:se|sche)\s$")
_IN_PLACE = re.compile(rf"\s(?:in|te)\s{CAP}(?:\s{CAP})?")
_WORD_BEFORE = re.compile(r"([\w-]+)\s$")
_OF_PROVINCE = re.compile(rf"\svan\s(?:de\sprovincie\s)?{CAP}")
_LAWS = frozenset({"act", "directive", "regulation"})
_TREATIES = frozenset({"convention", "covenant", "treaty"})
_CAPITALS = re.compile(r"[A-Z]{2,8}")
_SMALL_LAST = re.compile(r"(?:\s(?:VAN|VOOR|OP|IN|TE|OVER|MET|EN|DE|HET|NAAR|TOT))+$")
"""Small words behind a name in a line of capitals: "RAAD BUITENLANDSE ZAKEN VAN …"."""
_ACTS = (" verordening", " richtlijn", " wet", " besluit")
"""What ends the name of an act, not of a body: "Grens- en Kustwacht Verordening"."""
_TALKS = frozenset(["overleg"])
"""Nouns that an abbreviation tells the subject of: "algemeen overleg IGZ"."""
_POSTS = frozenset(["ambassade", "consulaat"])
"""What a state has in many a city: which one, the city tells."""
_ABBREVIATED = re.compile(r"[A-Z][A-Za-z]*[A-Z]-[a-zà-ÿ]+")
_STATES = re.compile(r"[A-Z][A-Z0-9]+-[a-z]+")
_SHORT_OFFICE = re.compile(r"[a-z][A-Z]$")
"""How the abbreviations of ministries end that are no chair's name: "commissie IenW"."""


@dataclass(frozen=True, slots=True)
class _Rules:
    foreign: re.Pattern[str]
    foreign_heads: frozenset[str]
    foreign_nouns: frozenset[str]
    """One of these stands in every foreign name of a body, a law or a treaty."""
    company_ends: frozenset[str]
    papers: frozenset[str]
    ends: tuple[str, ...]
    compound_ends: tuple[str, ...]
    state_ends: tuple[str, ...]


@cache
def _rules() -> _Rules:
    """Take the shapes from the word lists."""
    lists = load_wordlists()
    links = "|".join(map(re.escape, lists.get("organisations", "foreign-links")))
    return _Rules(
        re.compile(rf"{CAP}(?:\s(?:(?:{links})\s){{0,2}}{CAP}){{1,8}}"),
        lists.set("organisations", "foreign-heads"),
        lists.set("organisations", "foreign-heads") | _LAWS | _TREATIES,
        lists.set("organisations", "company-ends"),
        lists.set("organisations", "foreign-papers"),
        lists.get("organisations", "ends"),
        lists.get("organisations", "compound-ends"),
        tuple(f"-{end}" for end in lists.get("organisations", "state-group-ends")),
    )


def find_bodies(view: View, names: Sequence[Mention]) -> list[Mention]:
    """Find bodies by a noun in front or behind, by foreign words, by an adjective, and by compounds.

    Args:
        view: The document.
        names: What the registry knows of it: a capitalised word before a known name is no part of it.
    """
    rules = _rules()
    ends = {mention.span.end for mention in names}
    starts = {mention.span.start for mention in names if " " in mention.span.of(view.text)}
    return [
        *_headed(view),
        *_footed(view, rules, ends, starts),
        *_compound_heads(view, rules, ends),
        *_foreign(view, rules),
        *_by_adjective(view, rules, names),
        *_compounds(view, rules),
        *_assemblies(view),
        *_national(view),
    ]


def shows_body(word: str) -> bool:
    """Tell whether a folded word is one for a body ("fonds", "council")."""
    rules = _rules()
    return word in rules.foreign_heads or word.endswith(rules.ends)


def _headed(view: View) -> Iterator[Mention]:
    """A noun for a kind of body, before a capitalised name: "Stichting X", "commissie X"."""
    papers = load_wordlists().set("organisations", "paper-nouns")
    for group, form in (("organisations.heads", _HEADED), ("organisations.small-heads", _SMALL_HEADED)):
        for start, end in view.at(group):
            head = view.text[start:end]
            if head[0].isupper() == (form is _SMALL_HEADED) or head.lower().endswith("ministerie"):
                continue
            if view.text[end : end + 1] == "-" and head.lower().endswith("commissie"):
                yield from _commission_of(view, start, end)
            name = form.match(view.text, end)
            if name and (fold(name[0].split()[0]) in papers or fold(name[0]).endswith(_ACTS)):
                continue
            if name and is_one_line(view, start, name.end()):
                yield found_at(start, end + len(_SMALL_LAST.sub("", name[0])))
                yield from _called_after(view, head, name)
                yield from _without_head(view, head, name)
            elif name is None and head.lower() in _POSTS and (place := _IN_PLACE.match(view.text, end)):
                yield found_at(start, place.end())
            elif name is None and head.lower().endswith("commissie") and view.text[end : end + 1] == " ":
                yield from _commission_of(view, start, end)


def _footed(view: View, rules: _Rules, ends: set[int], starts: set[int]) -> Iterator[Mention]:
    """A name before a capitalised noun for a kind of body: "Leidsch Dagblad", "Erasmus Universiteit".

    The noun may not close or begin a known name of several words ("Raad van Europa"), nor stand in a line of capitals.
    """
    for start, end in view.at("organisations.heads"):
        if end in ends or start in starts or not view.text[start].isupper() or view.text[start:end].isupper():
            continue
        before = _NAME_BEFORE.search(view.text, max(0, start - 50), start)
        if before is None:
            continue
        first = before.start() + opener_length(before[0])
        first += _paper(view.text[first:start])
        if first < start and is_one_line(view, first, end) and not _NO_NAME.search(view.lower, first, start):
            behind = _ONE_BEHIND.match(view.text, end)
            yield found_at(first, behind.end() if behind and is_one_line(view, first, behind.end()) else end)


def _compound_heads(view: View, rules: _Rules, ends: set[int]) -> Iterator[Mention]:
    """A capitalised compound for a body before what it is for: "Erkenningscommissie Justitiële Interventies"."""
    for start, end in view.capitals:
        compound = view.lower[start:end]
        inside = end not in ends and view.text[start - 2 : start - 1].islower()
        if inside and compound.endswith(rules.ends) and compound not in rules.ends:
            name = _HEADED.match(view.text, end)
            if name and is_one_line(view, start, name.end()) and not fold(name[0]).endswith(_ACTS):
                yield found_at(start, name.end())


def _called_after(view: View, head: str, name: re.Match[str]) -> Iterator[Mention]:
    """The person a committee bears the name of: one name, and nothing that goes on with it."""
    first, *more = name[0].split()
    particle = bool(more) and first == "Van"
    called = particle or (not more and _ALONE.match(view.text, name.end()) is not None)
    if head.endswith("commissie") and called and not name[0].isupper() and not first.endswith("wet"):
        yield found_at(name.start() + 1, name.end(), "Person")


def _without_head(view: View, head: str, name: re.Match[str]) -> Iterator[Mention]:
    """The further places of a foundation's name of several words, which texts go on to use alone."""
    words = name[0].strip()
    if head.lower() in ("stichting", "vereniging") and _SEVERAL.fullmatch(words):
        for found in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", view.text):
            if not view.lower.endswith(f"{head.lower()} ", 0, found.start()):
                yield found_at(*found.span())


def _commission_of(view: View, start: int, end: int) -> Iterator[Mention]:
    """A committee joined to the name of its chair, or before it: "commissie-Van Rijn", "commissie van der Meer"."""
    chair = name_at(view, end + 1, small_particle=True)
    if chair and not _SHORT_OFFICE.search(view.text, chair.start, chair.end):
        number = _ROMAN.match(view.text, chair.end)
        yield found_at(start, number.end() if number else chair.end)
        yield Mention(chair, "Person")


def _foreign(view: View, rules: _Rules) -> Iterator[Mention]:
    """Capitalised words with a foreign noun for a body among them: "Center for X", "X Council"."""
    reach = 0
    for place, _ in view.capitals:
        if place < reach:
            continue
        found = rules.foreign.match(view.text, place)
        if found is None:
            continue
        reach = found.end()
        folded = view.lower[place:reach].split()
        if rules.foreign_nouns.isdisjoint(folded) and folded[-1] not in rules.company_ends:
            continue
        start = place + opener_length(found[0])
        words = view.text[start:reach].split()
        if len(words) > 1 and is_one_line(view, start, reach):
            yield from _typed(start, reach, words, rules)


def _typed(start: int, end: int, words: list[str], rules: _Rules) -> Iterator[Mention]:
    """Tell a foreign law, treaty, paper or body by its words."""
    folded = [fold(word) for word in words]
    if folded[-1] in _LAWS:
        yield found_at(start, end, "Law")
    elif not _TREATIES.isdisjoint(folded):
        yield found_at(start, end, "Treaty")
    elif not (rules.foreign_heads | {folded[-1]} & rules.company_ends).isdisjoint(folded) and not all(
        word.isupper() for word in words
    ):
        yield found_at(start, end, "Programme" if folded[0] in rules.papers else "Organisation")


def _paper(words: str) -> int:
    """Give the length of the paper's noun that stands in front of a body's name ("Verslag Raad", "Opinie Raad")."""
    nouns = load_wordlists().set("organisations", "paper-nouns")
    found = [word for word in re.finditer(r"\S+\s", words) if fold(word[0].strip()) in nouns]
    return found[-1].end() if found else 0


def _by_adjective(view: View, rules: _Rules, names: Sequence[Mention]) -> Iterator[Mention]:
    """An adjective such as "Europese", or that of a state, before a capitalised noun for a body."""
    ends, starts = {mention.span.end for mention in names}, {mention.span.start for mention in names}
    first = last = -1
    for start, end in view.at("organisations.adjectives"):
        if view.text[start].isupper():
            first = first if start == last + 1 else start
            last = end
            found = _AFTER_ADJECTIVE.match(view.text, end)
            if found is not None and found.end(1) in ends and not starts.isdisjoint(range(found.end(1), found.end())):
                # "De bijdrage van de Europese Commissie voor UNRWA": two names.
                continue
            yield from _noun(view, first, end, _AFTER_ADJECTIVE, rules)
    for start, end in view.capitals:
        if view.text.endswith(("se", "sche"), start, end):
            yield from _noun(view, start, end, _AFTER_NATION, rules)


def _noun(view: View, start: int, end: int, form: re.Pattern[str], rules: _Rules) -> Iterator[Mention]:
    """Read the noun behind an adjective, if it is one for a body."""
    found = form.match(view.text, end)
    if found is None:
        return
    last = fold(found[1].split()[-1])
    if last.endswith(rules.ends) and len(last) > 3 and is_one_line(view, start, found.end()):
        yield found_at(start, found.end())


def _national(view: View) -> Iterator[Mention]:
    """The bodies that every state can have, behind the state's adjective: "Tunesische kustwacht"."""
    for start, end in view.at("organisations.national-bodies"):
        nation = _NATION_BEFORE.search(view.text, max(0, start - 30), start)
        if nation and view.text[end : end + 1] != "-":
            yield found_at(nation.start(), end)


def _assemblies(view: View) -> Iterator[Mention]:
    """The bodies that every province has, with the province behind them: "Gedeputeerde Staten van Utrecht"."""
    for start, end in view.at("organisations.assemblies"):
        if view.text[start].isupper():
            province = _OF_PROVINCE.match(view.text, end)
            yield found_at(start, province.end() if province and is_one_line(view, start, province.end()) else end)


def _compounds(view: View, rules: _Rules) -> Iterator[Mention]:
    """A describing compound behind an abbreviation: "UNHCR-kantoor in Beiroet", "VN-fonds CERF"."""
    for start, end in view.capitals:
        word = view.text[start:end]
        if "-" in word:
            if fold(word).endswith(rules.compound_ends) and _ABBREVIATED.fullmatch(word):
                place = _IN_PLACE.match(view.text, end)
                yield found_at(start, place.end() if place else end)
            elif word.endswith(rules.state_ends) and _STATES.fullmatch(word):
                yield found_at(start, end, "StateGroup")
        elif word.isupper() and _CAPITALS.fullmatch(word):
            noun = _WORD_BEFORE.search(view.text, max(0, start - 40), start)
            if (
                noun
                and noun[1] not in _TALKS
                and noun[1].endswith(rules.compound_ends)
                and (noun[1].islower() or _ABBREVIATED.fullmatch(noun[1]))
            ):
                yield found_at(noun.start(), end)
