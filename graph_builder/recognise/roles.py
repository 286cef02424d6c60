"""Roles: functions that identify their holder, from "minister van Financiën" to "SG NAVO".

A role reaches over what it is of. "Minister Jansen (Financiën)" is one role with the person inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph_builder.model import Mention, Span
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.person_names import name_at
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_GENERIC = re.compile(
    r"[A-ZÀ-Þ][\w-]+(?:(?:,\s|\sen\s|,?\sen\s(?:de\s)?|\s|-\sen\s)(?!Minister|Staatssecretaris|De\s|Het\s|Aan\s|Ons\s)[A-ZÀ-Þ][\w-]+)*"
)
_BRACKET = re.compile(r"\s\(([A-ZÀ-Þ][^()\n]{3,90})\)")
_NATIONAL = re.compile(r"([A-ZÀ-Þ]\w+(?:-\w+)?(?:se|sche|nse))\s$")
_PREFIX = re.compile(r"([A-Z][A-Za-z]{1,8}-)$")
_LINK = re.compile(r"\s(?:van|voor|bij|in|aan|tot|namens|op)\s(?:de\s|het\s|den\s|d[ei]ens\s)?|\s(?:der|des)\s|\s")
_SCHOLAR = re.compile(r"\s[a-z][^\n.;:()]{3,110}?\s(?:aan|van|bij)\s(?:de|het)\s")
_NEXT_NAME = re.compile(r"\s[A-ZÀ-Þ][a-zà-ÿ]")
_MORE = re.compile(r"(?:,\s(?:en\s)?|\sen\s)(?:(?:van|voor)\s)")
_MORE_PLURAL = re.compile(r"(?:,\s(?:en\s)?|\sen\s)")


_SINGULAR = {"ministers": "minister", "staatssecretarissen": "staatssecretaris", "bewindspersonen": "bewindspersoon"}

Found = tuple[Span, str | None]
"""A role's span and the registered entity that it is, if that is known."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    office: re.Pattern[str]
    head: re.Pattern[str]
    alone: re.Pattern[str]
    titles_alone: frozenset[str]


@cache
def _patterns() -> _Patterns:
    """Compile the words for roles."""
    lists = load_wordlists()

    def words(name: str) -> str:
        return "|".join(
            sorted((re.escape(word).replace(r"\ ", r"\s") for word in lists.get("roles", name)), key=len, reverse=True)
        )

    return _Patterns(
        re.compile(rf"(?<![\w-])({words('offices')})(?=\s)"),
        re.compile(rf"(?<!\w)({words('heads')})(?=\s)"),
        re.compile(rf"(?<![\w-])({words('alone')})(?![\w-])"),
        lists.set("roles", "titles-alone"),
    )


def find_roles(view: View, lexicon: Lexicon, named: Sequence[Mention]) -> list[Mention]:
    """Find roles.

    Args:
        view: The document.
        lexicon: Knows portfolios and the adjectives of states.
        named: The organisations, parliaments, states and places found so far, which roles may be of.
    """
    by_start = {mention.span.start: mention for mention in reversed(named)}
    found = [*_offices(view, lexicon), *_heads(view, by_start), *_standing_alone(view)]
    kept: list[Mention] = []
    for span, entity in sorted(set(found), key=lambda role: (role[0].start, -role[0].end, role[1] or "")):
        if not kept or span.start >= kept[-1].span.end:
            kept.append(Mention(span, "Role", entity, registered=entity is not None))
    return kept


def _offices(view: View, lexicon: Lexicon) -> Iterator[Found]:
    """Read ministers and state secretaries with their portfolios, or with a name and the portfolio in brackets."""
    for found in _patterns().office.finditer(view.lower):
        start = _with_nation(view, found.start())
        link = re.compile(r"\s(?:van|voor)\s").match(view.lower, found.end())
        small = link is not None and (view.text[link.start() + 1].islower() or view.text[found.end() - 1].isupper())
        if link is None or not small:
            yield from _named_office(view, lexicon, found)
            continue
        end = portfolio_end(view, lexicon, link.end())
        if end is None:
            continue
        one = _SINGULAR.get(found[1], found[1])
        yield Span(start, end), _office(view, lexicon, one, link.end(), end) if start == found.start() else None
        yield from _further(view, lexicon, one, end, plural=found[1] in _SINGULAR)


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


def _named_office(view: View, lexicon: Lexicon, found: re.Match[str]) -> Iterator[Found]:
    """Read "Minister Jansen (Financiën)", and "Minister Justitie en Veiligheid" without its preposition."""
    direct = lexicon.portfolio(view.lower, found.end() + 1)
    if direct and view.text[found.end() + 1].isupper():
        yield Span(found.start(), direct), _office(view, lexicon, found[1], found.end() + 1, direct)
        return
    name = name_at(view, found.end() + 1)
    bracket = _BRACKET.match(view.text, name.end) if name else None
    link = re.compile(r"\s(?:van|voor)\s").match(view.text, name.end) if name else None
    end = lexicon.portfolio(view.lower, link.end()) if link else None
    if link and end:
        yield Span(found.start(), end), _office(view, lexicon, found[1], link.end(), end)
    elif bracket:
        yield Span(found.start(), bracket.end()), _office(view, lexicon, found[1], bracket.start(1), bracket.end(1))


def _office(view: View, lexicon: Lexicon, office: str, start: int, end: int) -> str | None:
    """Give the role of an office and a portfolio, if the registry knows it."""
    portfolio = view.text[start:end]
    return lexicon.office(office, "van", portfolio) or lexicon.office(office, "voor", portfolio)


def portfolio_end(view: View, lexicon: Lexicon, start: int) -> int | None:
    """Give where a portfolio ends: the longest known one, else a run of capitalised words."""
    known = lexicon.portfolio(view.lower, start)
    generic = _GENERIC.match(view.text, start)
    if known is not None:
        return known
    if generic is None:
        return None
    end = generic.end()
    newline = view.text.find("\n", start, end)
    return newline if newline > 0 else end


def _heads(view: View, by_start: dict[int, Mention]) -> Iterator[Found]:
    """Read heads with what they are of: a mention that follows, after a preposition or directly."""
    for found in _patterns().head.finditer(view.lower):
        start = _with_nation(view, found.start())
        prefix = _PREFIX.search(view.text, max(0, found.start() - 10), found.start())
        link = _LINK.match(view.lower, found.end())
        of = by_start.get(link.end()) if link else None
        if of is None and link and found[1] == "hoogleraar":
            link = _SCHOLAR.match(view.lower, found.end())
            of = by_start.get(link.end()) if link else None
        if of is not None and of.type in ("Organisation", "Parliament", "State", "StateGroup", "Place", "Government"):
            yield Span(prefix.start() if prefix else start, of.span.end), None
        elif prefix:
            yield Span(prefix.start(), found.end()), None
        elif start < found.start():
            yield Span(start, found.end()), None


def _standing_alone(view: View) -> Iterator[Found]:
    """Read roles that need no complement; a title directly before a name is none."""
    for found in _patterns().alone.finditer(view.lower):
        if found[1] in _patterns().titles_alone and _NEXT_NAME.match(view.text, found.end()):
            continue
        if found[1] == "hv" and not view.text[found.start()].isupper():
            continue
        yield Span(found.start(), found.end()), None


def _with_nation(view: View, start: int) -> int:
    """Move a role's start over the adjective of a state before it ("Armeense minister")."""
    nation = _NATIONAL.search(view.text, max(0, start - 30), start)
    return nation.start() if nation else start
