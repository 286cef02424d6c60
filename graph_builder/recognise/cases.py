"""Cases before a court: "zaak bij het Internationaal Gerechtshof tegen X", "zaak van X tegen Y bij het …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from graph_builder.model import Mention, Span
from graph_builder.recognise.view import View

_LINK = re.compile(r"\s(?:bij|voor|van|tegen|die|aangespannen|tussen|inzake)\s")
_PARTIES = re.compile(
    r"(?:\s|-)[A-ZÀ-Þ][^,;()\n«»]{0,50}?\s(?:tegen|versus|vs?\.?)\s(?:de\s)?[A-ZÀ-Þ][\w-]+(?:\s(?:en\s)?[A-ZÀ-Þ][\w-]+){0,3}"
)
"""Both parties behind the noun, as courts name their cases: "zaak M.S.S. tegen België en Griekenland"."""
_STATE = re.compile(r"\btegen\sde\s(?:nederlandse\s)?staat(?:\sder\snederlanden)?\b")
_COURT = re.compile(r"hof\b|tribuna|rechtbank|gerecht|court|strafhof|hoge raad|raad van state")
_AGAINST = re.compile(r"\b(?:tegen|versus|jegens)\s")
_STOP = re.compile(r"[.;:()\n«»]|,\s(?:en|die|waarin|waarbij|maar)\b")
_SHORT = re.compile(r"(?<=\s)\(\w[\w-]{1,11}\)")
"""The abbreviation of a party, behind its name: "de zaak van A (B) tegen C"."""
_LONGEST = 160
_MOST = 40
"""How many mentions behind the noun are looked at."""
_ENDS = frozenset({"State", "Organisation", "Government", "Person", "StateGroup"})


def find_cases(view: View, named: Sequence[Mention]) -> list[Mention]:
    """Find cases that a text names with their court and the party they are against.

    Args:
        view: The document.
        named: What was found so far, in the order of the text.
    """
    cases = []
    for start, end in view.at("cases.words"):
        parties = _PARTIES.match(view.text, end)
        if parties:
            cases.append(Mention(Span(start, parties.end()), "LegalCase"))
            continue
        if not _LINK.match(view.lower, end):
            continue
        limit = _limit(view, end)
        first = bisect_left(named, end, key=lambda mention: mention.span.start)
        near = named[first : first + _MOST]
        inside = [mention for mention in near if mention.span.end <= limit and mention.type in _ENDS]
        court = next((m for m in inside if _COURT.search(view.lower, m.span.start, m.span.end)), None)
        against = _AGAINST.search(view.lower, end, limit)
        respondent = next((m for m in inside if against and m is not court and m.span.start >= against.end()), None)
        applicant = inside and _LINK.match(view.lower, end, inside[0].span.start)
        state = _STATE.search(view.lower, end, limit)
        if applicant and state and not court:
            cases.append(Mention(Span(start, state.end()), "LegalCase"))
        elif court and respondent:
            cases.append(Mention(Span(start, max(court.span.end, respondent.span.end)), "LegalCase"))
        elif respondent and view.lower.startswith(" van ", end) and _follows(view, inside[0], respondent):
            cases.append(Mention(Span(start, respondent.span.end), "LegalCase"))
    return cases


def _limit(view: View, end: int) -> int:
    """Give how far behind its noun a case may be named: to a pause, over a party's abbreviation in brackets."""
    last = min(end + _LONGEST, len(view.lower))
    at = end
    while stop := _STOP.search(view.lower, at, last):
        short = _SHORT.match(view.text, stop.start())
        if short is None:
            return stop.start()
        at = short.end()
    return last


def _follows(view: View, applicant: Mention, respondent: Mention) -> bool:
    """Tell whether one party directly follows the other: "van A (B) tegen (de) C"."""
    between = _SHORT.sub("", view.text[applicant.span.end : respondent.span.start])
    return between.split() in (["tegen"], ["tegen", "de"], ["tegen", "het"], ["versus"])
