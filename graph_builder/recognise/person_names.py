"""The grammar of persons' names: initials, given names, particles, double surnames; and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.model import Span
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİĶĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ"
"""Capitals that names begin with: Dutch ones, and those of the languages of Europe's east."""
_CAP = rf"(?:(?:al|el)-)?[{_CAPITALS}][\w'’]*[a-zà-öø-ÿ][\w'’]*"
_INITIALS = r"(?:(?:[A-ZÀ-Þ]|Ch|Th|Ph|Chr|Tj|Tsj|IJ|Sj|St|Jr|Fr)\.\s?-?){1,6}"
_SEPARATOR = re.compile(r"\s?,\s(?:en\s)?|\s(?:en|&)\s|\s?/\s?")
_HYPHEN = re.compile(r"-")
_PARTY = re.compile(r"\s\((?!Kamerst|Handelingen|Aanhangsel|TK\b|EK\b)([A-Z][\w .&/'’-]{0,40}|[Ll]id[ -][A-Z]\w+)\)")
_GIVEN_TOO = frozenset({"mei"})
"""A month that is also a given name: "Mei Li Vos"; months are written small."""
_UPPER = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]*(?:\s[A-ZÀ-Þ][A-ZÀ-Þ'’-]*){0,3}")

_BEFORE_PORTFOLIO = re.compile(r"\s(?:(?:van|voor)\s|\()(?=[A-ZÀ-Þ])")
_LONGEST_NAME = 60
"""How many characters the name of a minister may take at most, with what stands before the portfolio."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a name: any, and one that must begin with a capital."""
    words = load_wordlists().get("persons", "particles")
    small = "|".join(re.escape(word).replace(r"\ ", r"\s").replace("'", "['’]") for word in words)
    particle = rf"(?:(?i:{small})\s)"
    hyphened = rf"{_CAP}(?:(?:-[A-Z](?=-[A-ZÀ-Þ]))?(?:-(?:(?:{small})\s)*|\s[-–]\s(?:(?i:{small})\s)+){_CAP})*"
    surname = rf"{particle}*{hyphened}(?:\s(?:(?:{small})\s)*{hyphened}){{0,3}}"
    name = rf"(?:{_INITIALS}(?:\({_CAP}\)\s)?|{_CAP}\s(?:[A-Z]\.){{1,4}}\s)?{surname}"
    return re.compile(name), re.compile(rf"(?=[{_CAPITALS}'’]){name}")


def name_at(view: View, start: int, *, small_particle: bool = False, end: int | None = None) -> Span | None:
    """Read a person's name at a place of the text.

    Args:
        view: The document.
        start: Where the name must begin.
        small_particle: Whether it may begin with a particle in small letters ("van Nispen").
        end: Where the name must have ended, if known.

    Returns:
        The name's span, or None where the words are no name.
    """
    every, capital = _patterns()
    found = (every if small_particle else capital).match(view.text, start, len(view.text) if end is None else end)
    if not found:
        return None
    words = _to_line_end(found[0]).split()
    if end is None and not small_particle:
        words = _without_home(words)
    stop = load_wordlists().set("persons", "not-names")
    kept = len(words)
    for place, word in enumerate(words):
        if _is_no_name(word, place, words, stop):
            kept = place
            break
    while kept and words[kept - 1].islower():
        kept -= 1
    if not kept or not any(word[0].isupper() and word[-1] != "." for word in words[:kept]):
        return None
    last = start
    for word in words[:kept]:
        last = view.text.index(word, last) + len(word)
    return Span(start, last)


def holder_at(view: View, lexicon: Lexicon, start: int) -> Span | None:
    """Give the name that reaches up to a portfolio: "Jansen van Dam-De Boer van Financiën".

    Args:
        view: The document.
        lexicon: Knows the portfolios.
        start: Where the name begins, behind an office.
    """
    for link in _BEFORE_PORTFOLIO.finditer(view.text, start, start + _LONGEST_NAME):
        if lexicon.portfolio(view.lower, link.end()):
            name = name_at(view, start, end=link.start())
            return name if name and name.end == link.start() else None
    return None


def _without_home(words: list[str]) -> list[str]:
    """Cut "van Amsterdam" off a surname: a particle in small letters goes on only after a given name or initials."""
    given = load_wordlists().set("given-names", "names")
    first = fold(words[0])
    if first in given or first.split("-")[0] in given:
        home = words.index("van") if "van" in words else 0
        known = fold(words[home - 1]) in given | _small() if home else True
        return words[:home] if home > 1 and not known else words
    for place, word in enumerate(words[1:], 1):
        if word == "van" and not words[0].endswith(".") and fold(words[place - 1]).split("-")[-1] not in _small():
            return words[:place]
    return words


@cache
def _small() -> frozenset[str]:
    """Give the single words that particles are made of."""
    return frozenset(part for particle in load_wordlists().get("persons", "particles") for part in particle.split())


def _to_line_end(name: str) -> str:
    """Cut a name at the end of a line, unless a particle or a given name stands there."""
    lists = load_wordlists()
    small, given = lists.set("persons", "particles"), lists.set("given-names", "names")
    for found in re.finditer(r"\n", name):
        before = fold(name[: found.start()].rsplit(maxsplit=1)[-1])
        if before not in small and before not in given and not before.endswith("."):
            return name[: found.start()]
    return name


def _is_no_name(word: str, place: int, words: list[str], stop: frozenset[str]) -> bool:
    """Tell whether a capitalised word ends a name; a particle ("De") counts only before another word."""
    folded = fold(word)
    if folded in _GIVEN_TOO and place + 1 < len(words) and words[place + 1][0].isupper():
        return False
    if folded not in stop and folded.split("-")[0] not in stop:
        return False
    if folded in load_wordlists().set("persons", "particles") and place + 1 < len(words):
        return fold(words[place + 1]) in stop
    return True


def names_at(view: View, start: int, *, hyphened: bool = False, small_particle: bool = False) -> tuple[list[Span], int]:
    """Read a list of names: "Bikker (ChristenUnie) en Omtzigt", "A, B en C", "A/B".

    Args:
        view: The document.
        start: Where the first name must begin.
        hyphened: Whether a hyphen parts two persons, as in the names of motions.
        small_particle: Whether the first name may begin with a small particle; the others may.

    Returns:
        The names, and where the list ends (after a party in brackets).
    """
    names: list[Span] = []
    end = start
    place = start
    slashed = False
    while span := name_at(view, place, small_particle=small_particle or bool(names)):
        names.append(span)
        end = span.end
        party = _PARTY.match(view.text, end)
        after = party.end() if party and party[1][0].isupper() and not party[1][1:2].isspace() else end
        separator = _SEPARATOR.match(view.text, after)
        if not separator:
            end = after if party and after != end else end
            break
        slashed |= "/" in separator[0]
        end, place = (after if party else end), separator.end()
    # Where a slash parts two persons, a hyphen does not: "Versnel-Schmitz/Van Heemst".
    return [
        part for name in names for part in (split_at_hyphens(view, name) if hyphened and not slashed else [name])
    ], end


def split_at_hyphens(view: View, span: Span) -> list[Span]:
    """Part "Van Baarle-Dassen" into two persons; "Gräper-van Koolwijk", with a small particle, is one."""
    known = load_wordlists().set("surnames", "double")
    text = span.of(view.text)
    if "-" not in text or fold(text) in known:
        return [span]
    parts: list[Span] = []
    last = span.start
    for found in _HYPHEN.finditer(view.text, span.start, span.end):
        if view.text[found.end()].isupper() and len(view.text[last : found.start()]) > 2:
            parts.append(Span(last, found.start()))
            last = found.end()
    return [*parts, Span(last, span.end)]


def upper_names(view: View, span: Span) -> Iterator[Span]:
    """Read the names of a line in capitals: "VAN HOUWELINGEN EN DEKKER"."""
    place = span.start
    for piece in re.split(r"(,\s(?:EN\s)?|\sEN\s)", span.of(view.text)):
        found = _UPPER.match(view.text, place, place + len(piece))
        if found and piece.strip(" ,").upper() != "EN" and not piece.startswith((",", " EN ")):
            yield Span(found.start(), found.end())
        place += len(piece)


def surname(name: str) -> str:
    """Give the folded surname of a name as written: without initials and given name, particles kept."""
    words = re.sub(rf"^(?:{_INITIALS}|{_CAP}\s(?:[A-Z]\.){{1,4}}\s)", "", name).strip()
    small = load_wordlists().set("persons", "particles")
    parts = words.split()
    for place, word in enumerate(parts[:-1]):
        if fold(word) in small:
            return fold(" ".join(parts[place:]))
    if len(parts) == 2 and fold(parts[0]) in load_wordlists().set("given-names", "names"):
        return fold(parts[1])
    return fold(words)
