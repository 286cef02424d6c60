"""Roles: functions that identify their holder, from "minister van Financiën" to "SG NAVO".

A role reaches over what it is of. "Minister Jansen (Financiën)" is one role with the person inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_builder.model import Mention, Span
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.person_names import holder_at, name_at
from graph_builder.recognise.view import View, fold

_GENERIC = re.compile(
    r"[A-ZÀ-Þ][\w-]+(?:(?:,\s|\sen\s|,?\sen\s(?:de\s)?|\s|-\sen\s)"
    r"(?!(?:EUR|USD|GBP|CHF)\s?\d|Stichting|Vereniging|Ministerie|Minister|Staatssecretaris|De\s|Het\s|Aan\s|Ons\s)[A-ZÀ-Þ][\w-]+){0,9}"
)
_BRACKET = re.compile(r"\s\(([A-ZÀ-Þ][^()\n]{1,90})\)")
_NATIONAL = re.compile(r"([A-ZÀ-Þ]\w+(?:-\w+)?(?:se|sche|nse))\s$")
_PREFIX = re.compile(r"([A-Z][A-Za-z]{1,8}-)$")
_LINK = re.compile(r"\s(?:van|voor|bij|in|aan|tot|namens|op)\s(?:de\s|het\s|den\s|d[ei]ens\s)?|\s(?:der|des)\s|\s")
_SITS_IN = re.compile(r"\sin\s(?:de|het)\s")
_AND = re.compile(r"\sen\s(?:de\s)?")
_OF_HOLDER = re.compile(r"\svan\s(?:de\s|het\s)?")
_SCHOLAR = re.compile(r"\s[a-z][^\n.;:()]{3,110}?\s(?:aan|van|bij)\s(?:de|het)\s")
_NEXT_NAME = re.compile(r"\s[A-ZÀ-Þ][a-zà-ÿ]")
_MORE = re.compile(r"(?:,\s(?:en\s)?|\sen\s)(?:(?:van|voor)\s)")
_OF_PORTFOLIO = re.compile(r"\s(?:van|voor)\s")
_FIELD = re.compile(
    r"\svoor\s(?:de\s|het\s)?(?:[A-ZÀ-Þ]\w+(?:ale|aire|ische)\s(?=[A-ZÀ-Þ]))?[A-ZÀ-Þ][\w-]+"
    r"(?:,\s[A-ZÀ-Þ][\w-]+)*(?:\sen\s[A-ZÀ-Þ][\w-]+)?"
)
_SHARED = re.compile(r"\sen\s(?:de\s)?(?:minister|staatssecretaris)\s(?:van|voor)\s")
"""What parts two offices of one portfolio: "minister en staatssecretaris van Defensie"."""
_CAN_BE_HEADED = frozenset({"Organisation", "Parliament", "State", "StateGroup", "Place", "Government"})
_SHORT = 3
"""Abbreviations of at most so many letters count only in capitals ("HV")."""
_MORE_PLURAL = re.compile(r"(?:,\s(?:en\s)?|\sen\s)")


_SHORT_PORTFOLIO = re.compile(r"[A-Z][A-Za-z&]{1,6}(?![\w-])")
_SINGULAR = {"ministers": "minister", "staatssecretarissen": "staatssecretaris", "bewindspersonen": "bewindspersoon"}

_ONE_A_PORTFOLIO = frozenset({"ministers", "staatssecretarissen"})
"""Several of one portfolio are those of several states: "de ministers van Financiën van de eurozone"."""
_OF_COUNTRY = re.compile(r"\svan\s(?:de\s|het\s)?(?=\w)")
_HOME = frozenset({"actor/netherlands", "place/den-haag"})
_NO_COUNTERPARTS = ("nederlandse", "europese")
"""Adjectives with which a colleague is no other state's minister."""

_THEIRS = ("zijn ", "haar ", "hun ")
"""Behind these it is a colleague of somebody whom the text only speaks of."""

Found = tuple[Span, str | None]
"""A role's span and the registered entity that it is, if that is known."""


def find_roles(view: View, lexicon: Lexicon, named: Sequence[Mention]) -> list[Mention]:
    """Find roles.

    Args:
        view: The document.
        lexicon: Knows portfolios and the adjectives of states.
        named: The organisations, parliaments, states and places found so far, which roles may be of.
    """
    by_start = {mention.span.start: mention for mention in reversed(named)}
    found = [
        *_offices(view, lexicon, by_start),
        *_colleagues(view, lexicon),
        *_heads(view, lexicon, by_start),
        *_standing_alone(view, lexicon),
    ]
    kept: list[Mention] = []
    for span, entity in sorted(set(found), key=_known_first):
        if not kept or span.start >= kept[-1].span.end:
            kept.append(Mention(span, "Role", entity, registered=entity is not None))
    return kept


def _known_first(role: Found) -> tuple[int, int, bool, str]:
    """Order roles by where they start, the longest first, the registered before the others."""
    span, entity = role
    return span.start, -span.end, entity is None, entity or ""


def _offices(view: View, lexicon: Lexicon, by_start: dict[int, Mention]) -> Iterator[Found]:
    """Read ministers and state secretaries with their portfolios, or with a name and the portfolio in brackets."""
    for start, after in view.at("roles.offices"):
        office = view.lower[start:after]
        one = _SINGULAR.get(office, office)
        link = _OF_PORTFOLIO.match(view.lower, after)
        shared = _SHARED.match(view.lower, after)
        if shared and (last := lexicon.portfolio(view.lower, shared.end())):
            yield Span(start, after), _office(view, lexicon, one, shared.end(), last)
            continue
        if link is None or not (view.text[link.start() + 1].islower() or view.text[after - 1].isupper()):
            yield from _named_office(view, lexicon, one, Span(start, after))
            continue
        end = portfolio_end(view, lexicon, link.end())
        if end is not None:
            first = _with_nation(view, start)
            state = _of_another_state(view, by_start, end)
            if state is not None:
                yield Span(first, state), None
                continue
            others = list(_further(view, lexicon, one, end, plural=one != office))
            if office in _ONE_A_PORTFOLIO and not others:
                continue
            yield Span(first, end), _office(view, lexicon, one, link.end(), end) if first == start else None
            yield from others


def _of_another_state(view: View, by_start: dict[int, Mention], end: int) -> int | None:
    """Give where "van Curaçao" ends behind a portfolio: the office is that of another state or country."""
    link = _OF_COUNTRY.match(view.lower, end)
    country = by_start.get(link.end()) if link else None
    abroad = country is not None and country.type in ("State", "Place") and country.entity not in _HOME
    return country.span.end if country is not None and abroad and country.registered else None


def _colleagues(view: View, lexicon: Lexicon) -> Iterator[Found]:
    """Read the minister whom another calls by portfolio or state: "ambtgenoot van Financiën", "mijn Duitse collega"."""
    for start, after in view.at("roles.colleagues"):
        link = _OF_PORTFOLIO.match(view.lower, after)
        first = _with_nation(view, start)
        theirs = view.lower.endswith(_THEIRS, 0, first)
        if first < start and not theirs and not view.lower.startswith(_NO_COUNTERPARTS, first):
            yield Span(first, (portfolio_end(view, lexicon, link.end()) if link else None) or after), None
            continue
        end = lexicon.portfolio(view.lower, link.end()) if link else None
        short = _SHORT_PORTFOLIO.match(view.text, link.end()) if link and end is None else None
        if short and lexicon.office(view.date, short[0]):
            end = short.end()
        if link and end and view.text[link.end()].isupper():
            known = (_office(view, lexicon, office, link.end(), end) for office in ("minister", "staatssecretaris"))
            yield Span(start, end), next(filter(None, known), None)


def _further(view: View, lexicon: Lexicon, one: str, end: int, *, plural: bool) -> Iterator[Found]:
    """Read the other portfolios of a coordination: "Ministers van Financiën, van Defensie en van Justitie"."""
    while True:
        link = _MORE.match(view.lower, end)
        listed = None
        if link is None and plural:
            link = _MORE_PLURAL.match(view.lower, end)
            listed = lexicon.portfolio(view.lower, link.end()) if link else None
            if listed is None:
                return
        if link is None:
            return
        after = listed or portfolio_end(view, lexicon, link.end())
        if after is None:
            return
        yield Span(link.end(), after), _office(view, lexicon, one, link.end(), after)
        end = after


def _named_office(view: View, lexicon: Lexicon, office: str, written: Span) -> Iterator[Found]:
    """Read "Minister Jansen (Financiën)", "Minister Jansen van Financiën", "Minister Financiën"."""
    start = written.end + 1
    direct = lexicon.portfolio(view.lower, start)
    # "Jansen (staatssecretaris veiligheid en justitie)", written small, fills its bracket.
    bracketed = direct and view.text[written.start - 1 : written.start] == "(" and view.text.startswith(")", direct)
    if direct and (view.text[start].isupper() or bracketed):
        yield Span(written.start, direct), _office(view, lexicon, office, start, direct)
        return
    beside = view.text[written.end : start] in (" ", "\n")
    name = (holder_at(view, lexicon, start) or name_at(view, start)) if beside else None
    if name is None:
        return
    bracket = _BRACKET.match(view.text, name.end)
    link = _OF_PORTFOLIO.match(view.text, name.end)
    end = lexicon.portfolio(view.lower, link.end()) if link else None
    if link and end:
        yield Span(written.start, end), _office(view, lexicon, office, link.end(), end)
        return
    first = written.start
    while bracket and _names_ministry(view, lexicon, bracket):
        yield Span(first, bracket.end()), _office(view, lexicon, office, bracket.start(1), bracket.end(1))
        # "De ministers Jansen (BZK) en De Boer (VWS)": each name with its bracket is a role.
        more = _MORE_PLURAL.match(view.lower, bracket.end())
        name = name_at(view, more.end()) if more else None
        first, bracket = (name.start, _BRACKET.match(view.text, name.end)) if name else (first, None)


def _names_ministry(view: View, lexicon: Lexicon, bracket: re.Match[str]) -> bool:
    """Tell whether a bracket behind a minister's name holds a portfolio, or a ministry's abbreviation, and no party."""
    known = lexicon.portfolio(view.lower, bracket.start(1)) or lexicon.office(view.date, bracket[1])
    return known is not None or (" " in bracket[1] and fold(bracket[1]) not in lexicon.parties)


def _office(view: View, lexicon: Lexicon, office: str, start: int, end: int) -> str | None:
    """Give the role of an office and a portfolio, if the registry knows it."""
    ministry = lexicon.entries.get(lexicon.office(view.date, view.text[start:end]) or "")
    written = view.text[start:end]
    names = [name.text for name in ministry.names if name.text.startswith("ministerie van ")] if ministry else []
    portfolio = names[0].removeprefix("ministerie van ") if names else written
    return lexicon.office(view.date, office, "van", portfolio) or lexicon.office(view.date, office, "voor", portfolio)


_MARK = re.compile(r"(?<=[a-zà-ÿ])\d{1,2}$")


def portfolio_end(view: View, lexicon: Lexicon, start: int) -> int | None:
    """Give where a portfolio ends: the longest known one, else a run of capitalised words."""
    known = lexicon.portfolio(view.lower, start)
    generic = _GENERIC.match(view.text, start)
    if known is not None:
        return known
    if generic is None:
        return None
    end = generic.start() + len(_without_name(generic[0]))
    newline = view.text.find("\n", start, end)
    return newline if newline > 0 else end


def _without_name(portfolio: str) -> str:
    """Cut what a comma adds without "en": "Internationale Ontwikkeling, Jan Jansen" ends in who holds the office.

    The mark of a note is no part of it either: "Immigratie en Asiel1".
    """
    portfolio = _MARK.sub("", portfolio)
    while "," in portfolio and " en " not in portfolio[portfolio.rindex(",") :]:
        portfolio = portfolio[: portfolio.rindex(",")]
    return portfolio


def _heads(view: View, lexicon: Lexicon, by_start: dict[int, Mention]) -> Iterator[Found]:
    """Read heads with what they are of: a mention that follows, after a preposition or directly."""
    national = lexicon.words.set("roles", "national")
    fields = lexicon.words.set("roles", "with-field")
    offices = lexicon.words.set("roles", "offices")
    ends: dict[int, int] = {}
    for start, end in reversed(list(view.at("roles.heads", joined=True))):
        prefix = _PREFIX.search(view.text, max(0, start - 10), start)
        if prefix is None and view.text[start - 1 : start] == "-":
            continue
        link = _LINK.match(view.lower, end)
        of = by_start.get(link.end()) if link else None
        seated = of is not None and of.type not in ("State", "Place") and view.lower[start:end] in offices
        if seated and _SITS_IN.match(view.lower, end):
            # "De minister in de Eurogroep" sits there; it is no office of it.
            link, of = None, None
        if of is None and link and view.lower[start:end] == "hoogleraar":
            link = _SCHOLAR.match(view.lower, end)
            of = by_start.get(link.end()) if link else None
        field = _FIELD.match(view.text, end) if of is None and view.lower[start:end] in fields else None
        first = prefix.start() if prefix else _with_nation(view, start)
        if link is not None and of is None:
            of = _behind_name(view, end + 1, by_start)
        # "Speciaal vertegenwoordiger van de secretaris-generaal van de VN": a role may be of another one.
        last = of.span.end if of is not None and of.type in _CAN_BE_HEADED else ends.get(link.end(), 0) if link else 0
        if not last and field:
            last = field.end()
        elif not last and (prefix or (first < start and view.lower[start:end] in national)):
            last = end
        shared = _AND.match(view.lower, end)
        if not last and shared and shared.end() in ends:
            # "De voorzitter en secretaris van de commissie": what follows the second is of both.
            last = end
        if last:
            ends[first] = last
            yield Span(first, last), None


def _behind_name(view: View, start: int, by_start: dict[int, Mention]) -> Mention | None:
    """Give what a role is of where its holder's name stands between: "burgemeester Jansen van Utrecht"."""
    name = name_at(view, start) if view.text[start : start + 1].isupper() else None
    link = _OF_HOLDER.match(view.lower, name.end) if name else None
    return by_start.get(link.end()) if link else None


def _standing_alone(view: View, lexicon: Lexicon) -> Iterator[Found]:
    """Read roles that need no complement; a title directly before a name is none."""
    titles = lexicon.words.set("roles", "titles-alone")
    for start, end in view.at("roles.alone"):
        if view.lower[start:end] in titles and _NEXT_NAME.match(view.text, end):
            continue
        if end - start > _SHORT or view.text[start].isupper():
            yield Span(start, end), None


def _with_nation(view: View, start: int) -> int:
    """Move a role's start over the adjective of a state before it ("Armeense minister")."""
    nation = _NATIONAL.search(view.text, max(0, start - 30), start)
    return nation.start() if nation else start
