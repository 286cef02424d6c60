"""By when something is promised: a date, a season or recess, an event it waits for, "op korte termijn"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from graph_builder.model import Document, Period, Span
from graph_builder.relate.lexicon.grammar import load_grammar
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.periods import ISO, SEASON, period_of, seasons
from graph_builder.relate.syntax.tokens import Token

_FRONT = 2
"""How far from the front of a main clause a date before its verb may stand that says when."""
_PASSED = re.compile(r"\b(?:vorig|vorige|afgelopen|verleden|gisteren|eergisteren|gisteravond)\b")
_NOT_BY = frozenset(["sinds", "sedert", "over", "van", "uit", "vanaf", "naar", "tot", "uw", "mijn"])
"""Words before a date by which nothing is done: "de begroting van 2025", "sinds 2020", "tot 2030"."""


def due_of(document: Document, clause: Clause, span: Span, topics: Sequence[Span] = ()) -> Period | None:
    """Give by when something is promised.

    Args:
        document: What the clause is from.
        clause: The promise.
        span: The stretch of text to look at for a season or recess.
        topics: What is promised: where it has one date, that is the one.

    Returns:
        The date with the preposition that makes it a limit, a season, the event that the promise waits for, or words
        like "op korte termijn"; None where nothing says by when.
    """
    own = list(_dates(document, clause))
    below = [found for child in _below(clause) for found in _dates(document, child)]
    inside = [found for token, found in (*own, *below) if any(token.inside(topic) for topic in topics)]
    if len(inside) == 1:
        return inside[0]
    if own:
        return own[0][1]
    return (
        _season(document, clause, span)
        or _occasion(document, span)
        or _awaited(document, clause)
        or _soon(document, clause)
    )


def _below(clause: Clause) -> Iterator[Clause]:
    """Give the clauses that say what a clause promises: "om … te", "dat …"; not what they tell aside."""
    for child in clause.children:
        if child.kind != "relative" and child.marker is not None and child.marker.low in ("om", "dat"):
            yield child
            yield from _below(child)


def _dates(document: Document, clause: Clause) -> Iterator[tuple[Token, Period]]:
    """Give the dates of a clause by which something can be done, in the order of the text."""
    today = document.metadata.date
    for at, token in enumerate(clause.tokens):
        if token.type != "Date" or not _limits(document, clause, at):
            continue
        found = _whole(document, token)
        if found is None or (found.end and today and found.end < today) or _PASSED.search(found.value):
            continue
        before = at - 1 if at and clause.tokens[at - 1].low not in ("de", "het") else at - 2
        if before >= 0 and clause.tokens[before].low in load_grammar().words["limits"] and not ISO.match(found.value):
            whole = Span(clause.tokens[before].start, found.span.end)
            yield token, Period(whole, " ".join(whole.of(document.text).split()), None, found.end)
        else:
            yield token, found


def _whole(document: Document, token: Token) -> Period | None:
    """Give the period of a date, with the year of a season: "rond de zomer van 2022"."""
    found = period_of(document, token)
    season = SEASON.match(document.text, token.start) if found is not None and not ISO.match(found.value) else None
    if season is None or season.end() <= token.end:
        return found
    return Period(Span(*season.span()), " ".join(season.group().split()))


def _limits(document: Document, clause: Clause, at: int) -> bool:
    """Tell whether something can be done by a date: not by one that belongs to the noun before it."""
    words, tokens = load_grammar().words, clause.tokens
    fronted = clause.finite is not None and clause.kind == "main" and at < clause.finite.at
    at -= at > 1 and tokens[at - 1].low in _YEARS
    lead = at - 2 if at > 1 and tokens[at - 1].low in ("de", "het") else at - 1
    if fronted and at > 3 and not (tokens[lead].low == "van" and tokens[lead - 1].low in _STRETCHES):
        return False
    before = tokens[at - 1] if at else None
    if before is None or not before.low or before.point:
        return True
    if before.low == "na" and document.text[tokens[at].start : tokens[at].end].isdigit():
        # "De regeling na 2026 voortzetten".
        return False
    if before.low == "met" and tokens[at - 2].low == "en" and any(token.type == "Date" for token in tokens[:at]):
        # "Van mei 2024 tot en met mei 2025": how long, not by when.
        return False
    back = at - 2 if before.low in ("de", "het") else at - 1
    if fronted and back == 0 and tokens[0].low == "vanaf":
        return True
    if back > 0 and tokens[back].low == "van" and tokens[back - 1].low in _STRETCHES:
        return True
    if before.low in _NOT_BY or (before.low in ("de", "het") and at > 1 and tokens[at - 2].low in _NOT_BY):
        return False
    plain = not before.readings and not any(before.low in words[name] for name in _CLOSED)
    return not (plain and document.text[tokens[at].start].isdigit())


def begins_later(document: Document, clause: Clause) -> bool:
    """Tell whether a clause says that something is so from a day to come, or put off to it: "vanaf 1 januari 2025"."""
    today = document.metadata.date
    moved = any(verb.reading.lemma in ("verlengen", "stellen", "schuiven", "verschuiven") for verb in clause.verbs)
    words = ("vanaf", "tot", "naar") if moved else ("vanaf",)
    for at in range(1, len(clause.tokens)):
        if clause.tokens[at].type == "Date" and clause.lows[at - 1] in words:
            if clause.kind == "main" and clause.finite is not None and _FRONT < at < clause.finite.at:
                # "Met verwijzing naar de brief over de inzet vanaf 2024 informeren wij u": the noun's.
                continue
            found = period_of(document, clause.tokens[at])
            return found is not None and bool(found.start and today and found.start > today)
    return False


_STRETCHES = frozenset(["ingang", "loop", "begin", "eind", "einde", "helft", "voorjaar", "najaar", "zomer"])
"""With "van" behind them these are parts of a year: "in de loop van 2025"."""
_YEARS = frozenset(["schooljaar", "studiejaar", "kalenderjaar", "begrotingsjaar", "jaar"])
"""Words before a year that say of what kind it is: "met ingang van het schooljaar 2025-2026"."""
_CLOSED = ("prepositions", "adverbs", "determiners", "pronouns", "coordinators", "reflexives", "limits")


def _season(document: Document, clause: Clause, span: Span) -> Period | None:
    """Find a season, a recess or a stretch of time: "vóór het aanstaande zomerreces", "binnen drie maanden"."""
    found = list(seasons(document.text, span.start, span.end))
    if not found:
        return None
    aside = [token for child in clause.children if child.kind == "relative" for token in child.tokens]
    season = next((m for m in found if not any(t.start <= m.start() < t.end for t in aside)), None)
    if season is None or _past(season.group(), document.metadata.date):
        return None
    return Period(Span(*season.span()), " ".join(season.group().split()))


@cache
def _occasions() -> re.Pattern[str]:
    """Compile what is due with an event of the parliamentary year, or with the next text or debate of its kind."""
    phrases = load_grammar().phrases
    year = rf"(?:{'|'.join(phrases['occasions'])})\b(?:\s+\d{{4}})?"
    following = rf"(?:{'|'.join(phrases['upcoming'])})\s+(?:\w+\s+)?\w*(?:{'|'.join(phrases['awaited_texts'])})\b"
    debates = rf"(?:{'|'.join(phrases['debates'])})\b"
    when = r"(?:uiterlijk\s+)?(?:bij|in|met|voor|vóór|na|rond|tijdens|voorafgaand\s+aan|gelijktijdig\s+met)\s+"
    ahead = r"(?:voor|vóór|voorafgaand\s+aan)\s+(?:het|de|uw)\s+(?:\w+\s+)?"
    return re.compile(
        rf"\b(?:{when}(?:de\s+|het\s+|uw\s+|een\s+)?(?:{year}|{following})|{ahead}{debates})", re.IGNORECASE
    )


def _occasion(document: Document, span: Span) -> Period | None:
    """Find an event by which something is promised: "bij de eerstvolgende voortgangsrapportage", "met Prinsjesdag"."""
    words, phrases = span.of(document.text).lower(), load_grammar().phrases
    told = (any(map(words.__contains__, phrases[name])) for name in ("upcoming", "debates", "occasions"))
    found = _occasions().search(document.text, span.start, span.end) if any(told) else None
    return Period(Span(*found.span()), " ".join(found.group().split())) if found else None


def _past(words: str, today: date | None) -> bool:
    year = re.search(r"\d{4}", words)
    return bool(year and today and int(year.group()) < today.year)


def _awaited(document: Document, clause: Clause) -> Period | None:
    """Find the event that a promise waits for: "wanneer het kabinet de voorlichting ontvangen heeft"."""
    awaiting = load_grammar().words["awaiting"]
    for child in clause.children:
        if child.marker is not None and child.marker.low in awaiting and child.tokens:
            span = Span(child.start, child.whole_end)
            return Period(span, " ".join(span.of(document.text).split()))
    return None


def _soon(document: Document, clause: Clause) -> Period | None:
    """Find words that say when without a date: "op korte termijn"."""
    lows, determiners = clause.lows, load_grammar().words["determiners"]
    for phrase in load_grammar().phrases["due"]:
        words = phrase.split() if phrase in clause.line else []
        for at in range(len(lows) - len(words) + 1) if words else ():
            after = lows[at + len(words)] if at + len(words) < len(lows) else ""
            # "De binnenkort verwachte richtlijn": it says when the noun comes.
            described = after.endswith(("te", "de")) and after not in determiners
            if lows[at : at + len(words)] == words and not described:
                span = Span(clause.tokens[at].start, clause.tokens[at + len(words) - 1].end)
                return Period(span, " ".join(span.of(document.text).split()))
    return None
