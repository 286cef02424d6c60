"""Ministries and parliamentary committees by their portfolio, also several of them, and by the portfolio alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Mention, Span
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.roles import portfolio_end
from graph_builder.recognise.triggers import PORTFOLIOS
from graph_builder.recognise.view import View

_OF = re.compile(r"\s(?:[Vv]an|[Vv]oor|VAN|VOOR)\s(?=[A-Z])")
_SHORT = re.compile(r"[A-Z][A-Za-z&]{1,6}(?![\w-])")
_NATION = re.compile(r"[A-ZÀ-Þ]\w+(?:se|sche)\s$")
_MORE = re.compile(r"(?:,\s|\sen\s|,\sen\s)(?:van\s|voor\s)?")
_STANDING = re.compile(r"(?<![\w-])(?:(?:vaste|algemene|tijdelijke|bijzondere)\s){1,2}$")
_TEMPORARY = re.compile(r"[Tt]ijdelijke\s$")
_JOINTS = (", ", " en ", ", en ")
_OF_SEVERAL = re.compile(r"\b(?:ministers|staatssecretarissen)\s(?:van|voor)\s$")
"""Before a portfolio of several ministers, which are those of several states: it is no ministry."""
_LISTED = re.compile(r"(?<![\w-])([A-Z][A-Za-z&]{1,6})(?:,\s(?:en\s)?|\sen\s)$")
_SUBJECT = re.compile(r"\s[a-z][\w-]+(?:\s[A-ZÀ-Þ][\w-]+){1,3}")
"""What a temporary committee is about, in one small word and a name: "werkwijze Eerste Kamer"."""
_MINISTRY = re.compile(r"[Mm]inisterie (?:van|voor) (.+)")
_FOR = re.compile(r"\s(?:(?P<of>(?i:voor|van))\s(?:(?i:de)\s)?)?(?=[A-Z])")
_STANDS_FOR = ("vaste commissie voor", "commissie voor", "tijdelijke commissie", "commissie")
"""How the registry begins the names of committees."""


def find_ministries(view: View, lexicon: Lexicon) -> list[Mention]:
    """Find ministries and committees; a ministry of another state keeps the adjective before it."""
    committees = list(_committees(view, lexicon))
    of_committees = {mention.span for mention in committees}
    alone = (mention for mention in _alone(view, lexicon) if mention.span not in of_committees)
    return [*_ministries(view, lexicon), *alone, *committees]


def _ministries(view: View, lexicon: Lexicon) -> Iterator[Mention]:
    """Read "ministerie van Financiën", "ministeries van Financiën en Defensie", "Duitse ministerie van Defensie"."""
    for start, end in view.at("organisations.ministry-words"):
        link = _OF.match(view.text, end)
        if link is None:
            continue
        nation = _NATION.search(view.text, max(0, start - 30), start)
        begin, name = nation.start() if nation else start, link.end()
        several = view.text[end - 1] in "sS"
        last = (_listed(view, lexicon, name) if several else None) or portfolio_end(view, lexicon, name)
        while last is not None:
            words = view.text[name:last]
            entity = (
                None
                if nation
                else lexicon.office(view.date, "ministerie", "van", words) or lexicon.office(view.date, words)
            )
            yield Mention(Span(begin, last), "Organisation", entity, registered=entity is not None)
            more = _MORE.match(view.lower, last) if several else None
            begin = name = more.end() if more else 0
            last = _listed(view, lexicon, name) if more else None


def _listed(view: View, lexicon: Lexicon, start: int) -> int | None:
    """Give where a ministry in a list ends, by its portfolio or its abbreviation: "ministeries van BZK en Justitie"."""
    known = lexicon.portfolio(view.lower, start)
    short = _SHORT.match(view.text, start) if known is None else None
    return short.end() if short and lexicon.office(view.date, short[0]) else known


def _alone(view: View, lexicon: Lexicon) -> Iterator[Mention]:
    """Read a portfolio of more than one word, or of a kind that is used so, as its ministry: "Defensie heeft …"."""
    single = lexicon.words.set("organisations", "ministries-alone")
    last = 0
    for start, end in view.at(PORTFOLIOS):
        words = view.lower[start:end]
        if view.text.startswith((" /", "/"), end):
            continue
        if not (view.text[start].isupper() and view.text[start + 1].islower()):
            continue
        if _OF_SEVERAL.search(view.lower, max(0, start - 28), start):
            continue
        listed = 0 < last < start and view.text[last:start] in _JOINTS
        if " " in words or words in single or listed or _is_listed(view, lexicon, start):
            entity = lexicon.office(view.date, "ministerie", "van", words)
            if entity:
                last = end
                yield Mention(Span(start, end), "Organisation", entity, registered=True)


def _is_listed(view: View, lexicon: Lexicon, start: int) -> bool:
    """Tell whether a portfolio follows the abbreviation of a ministry in a list: "BZK, Justitie en OCW"."""
    before = _LISTED.search(view.text, max(0, start - 12), start)
    return before is not None and lexicon.office(view.date, before[1]) is not None


def _committees(view: View, lexicon: Lexicon) -> Iterator[Mention]:
    """Read parliamentary committees with their portfolios: "vaste commissie voor Financiën", "commissie Defensie"."""
    for start, end in view.at("organisations.committee-words"):
        temporary = _TEMPORARY.search(view.text, max(0, start - 12), start)
        subject = _SUBJECT.match(view.text, end) if temporary else None
        if temporary and subject:
            yield Mention(Span(temporary.start(), subject.end()), "Organisation")
            continue
        link = _FOR.match(view.text, end)
        if link is None:
            continue
        name = link.end()
        last = portfolio_end(view, lexicon, name) if link["of"] else lexicon.portfolio(view.lower, name)
        standing = _STANDING.search(view.lower, max(0, start - 24), start)
        begin = standing.start() if standing else start
        short = _abbreviated(view, lexicon, name)
        if short is not None and (entity := _committee(view, lexicon, short[1])):
            yield Mention(Span(begin, short[0]), "Organisation", entity, registered=True)
            continue
        while last is not None:
            entity = _committee(view, lexicon, view.text[name:last])
            yield Mention(Span(begin, last), "Organisation", entity, registered=entity is not None)
            more = _MORE.match(view.lower, last) if view.text[end - 1] in "sS" else None
            begin = name = more.end() if more else 0
            last = lexicon.portfolio(view.lower, name) if more else None


def _committee(view: View, lexicon: Lexicon, portfolio: str) -> str | None:
    """Give the path of the committee for a portfolio, if the registry has one."""
    known = (lexicon.office(view.date, stem, portfolio) for stem in _STANDS_FOR)
    return next(filter(None, known), None)


def _abbreviated(view: View, lexicon: Lexicon, start: int) -> tuple[int, str] | None:
    """Give where the abbreviation of a ministry ends, and its portfolio: "de vaste commissie (voor) IenM"."""
    short = _SHORT.match(view.text, start)
    ministry = lexicon.office(view.date, short[0]) if short else None
    if short is None or ministry is None or ministry not in lexicon.ministries:
        return None
    names = (_MINISTRY.match(name.text) for name in lexicon.entries[ministry].names)
    portfolio = next((found for found in names if found), None)
    return (short.end(), portfolio[1]) if portfolio else None
