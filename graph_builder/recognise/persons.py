"""Persons: names behind a title or "lid", with a party in brackets, with a given name or initials, and as signatures.

A surname that a document introduces in one of these ways counts wherever it stands in that document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph_builder.model import Mention, Span
from graph_builder.recognise.bodies import shows_body
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.person_names import holder_at, name_at, names_at, split_at_hyphens, surname
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_PARTY = re.compile(r"\(([A-ZÀ-Þ][\w/ .-]{1,24})\)")
_CAPITAL_WORD = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-Þ][\w'’]*[a-zà-ÿ][\w'’]*(?:-[A-ZÀ-Þ][\w'’]+)?")
_INITIALS = re.compile(
    r"(?:(?:[A-Z]|Ch|Th|Ph|Chr|Tj|Tsj|IJ|Sj|St|Jr|Fr)\.\s?-?){1,6}(?=(?:\([A-Z][a-zà-ÿ-]+\)\s)?(?:[a-z']{1,4}\s){0,3}[A-ZÀ-Þ][a-zà-ÿ])"
)
_JOINED = re.compile(r"(?<![\w-])[A-Z]\w*[A-Z0-9]\w*-$")
_GOES_ON = re.compile(r"\w|-[a-z]")
_SIGNERS = 1500
"""How far below a signing role or a motion names may stand, in characters."""
_LONGEST_INITIAL = 4
_LINE = re.compile(r"(?m)^[ \t]*(\S[^\n]{1,60}?)[ \t]*$")
_SIGNED = re.compile(
    r"\n[ \t]*(?:mede\snamens\s)?(?:de\s|namens\sde\s)?(?:(?:fungerend|plaatsvervangend|waarnemend)\s)?(?:adjunct-)?"
    r"(?:minister|staatssecretaris|voorzitter|griffier)\b"
    r"[^\n]{0,120}(?:\n[^\n]{1,60}){0,2}?,?[ \t]*(?=\n)"
    r"|orde\svan\sde\sdag[.,]?\s*\n"
)
_SIGNED_BESIDE = re.compile(
    r"\n[ \t]*(?:de\s)?(?:(?:fungerend|plaatsvervangend|waarnemend)\s)?(?:adjunct-)?(?:voorzitter|griffier)"
    r"(?:\s(?:van|voor)\s[^\n]{4,140}?,|:)[ \t](?=[^\n,]{2,50}(?:\n|\Z))"
)
"""What stands before the name on one line: "De voorzitter van de commissie, Tielen", "Griffier: Dekker"."""
_PRESENT = re.compile(r"(?:\s(?:der|van\sde)\s(?:tweede\s|eerste\s)?kamer(?:,\ste\sweten)?|,\ste\sweten)\s?:\s+")
"""What stands behind "leden" before the list of those who are present at a debate."""


def find_persons(view: View, lexicon: Lexicon, after_roles: Iterable[int]) -> list[Mention]:
    """Find persons.

    Args:
        view: The document.
        lexicon: Knows the parties.
        after_roles: Where named roles end: a name may follow directly ("SG NAVO Mark Rutte").

    Returns:
        Mentions without an entity: who is who is for `resolve`.
    """
    spans: dict[int, Span] = {}
    for span in _introduced(view, lexicon, after_roles):
        if span.start not in spans or spans[span.start].end < span.end:
            spans[span.start] = span
    for span in [*_repeats(view, spans.values()), *_present(view)]:
        spans.setdefault(span.start, span)
    return [Mention(span, "Person") for span in sorted(spans.values())]


def _present(view: View) -> Iterator[Span]:
    """Give the members that the report of a debate lists as present; who merely sits there introduces no name."""
    for _, end in view.at("persons.members"):
        listed = _PRESENT.match(view.lower, end)
        if listed:
            yield from names_at(view, listed.end())[0]


def _introduced(view: View, lexicon: Lexicon, after_roles: Iterable[int]) -> Iterator[Span]:
    """Give the names that something beside them shows to be a person's."""
    for start, end in view.at("persons.members", joined=True):
        if _begins(view, start) and not _names_party(view, start):
            yield from _members(view, end)
    for _, end in view.at("persons.people"):
        yield from (name for name in names_at(view, end + 1)[0] if " " in name.of(view.text))
    for _, end in view.at("persons.fates"):
        yield from (name for name in _one(view, end + 1) if _looks_full(view, name))
    dotted = lexicon.words.set("persons", "titles")
    for start, end in view.at("persons.titles", joined=True):
        stop = view.text[end : end + 1] == "."
        if view.text[end : end + 1] == "-" or not _begins(view, start):
            continue
        place = end + 2 if stop else end + 1
        if (not stop or f"{view.lower[start:end]}." in dotted) and not lexicon.portfolio(view.lower, place):
            holder = holder_at(view, lexicon, place)
            yield from [holder] if holder else _one(view, place)
    for end in after_roles:
        if view.text[end : end + 1] == " ":
            yield from _one(view, end + 1)
        elif view.text.startswith(", ", end):
            yield from (name for name in _one(view, end + 2) if _is_apposition(view, name))
    for start, end in view.capitals:
        found = (
            _INITIALS.match(view.text, start)
            if view.text[end : end + 1] == "." and end - start < _LONGEST_INITIAL
            else None
        )
        if found and _are_initials(view, found):
            yield from _one(view, start)
    yield from _before_party(view, lexicon)
    yield from _given_names(view)
    yield from _signatures(view)


def _members(view: View, end: int) -> list[Span]:
    """Give the names behind "lid" or "leden"; of several the one hyphened name is two: "de leden Jansen-De Boer"."""
    names, _ = names_at(view, end + 1)
    several = len(names) == 1 and view.lower.endswith("leden", 0, end)
    return split_at_hyphens(view, names[0]) if several else names


def _names_party(view: View, start: int) -> bool:
    """Tell whether a member stands for a party of his own, in brackets behind his name: "Jansen (Lid Jansen)"."""
    return view.text[start - 1 : start] == "(" and view.text[start : start + 3] == "Lid"


def _begins(view: View, start: int) -> bool:
    """Tell whether a title begins where it stands, or a party's name is joined to it: "VVD-wethouder"."""
    return view.text[start - 1 : start] != "-" or _JOINED.search(view.text, max(0, start - 20), start) is not None


def _is_apposition(view: View, name: Span) -> bool:
    """Tell whether a name behind a role and a comma is the holder's: of two words, none a body's, and closed again."""
    words = name.of(view.text).split()
    bodily = any(shows_body(fold(word)) for word in words)
    return (
        len(words) > 1
        and words[0][0].isupper()
        and not bodily
        and view.text[name.end : name.end + 1] in (",", ".", ")")
    )


def _are_initials(view: View, found: re.Match[str]) -> bool:
    """Tell initials from "c.s." and from a letter that ends a sentence ("categorie E. Bij …")."""
    if found[0].lower().startswith(("c.s.", "m.b.t.", "i.p.v.")):
        return False
    before = view.text[max(0, found.start() - 2) : found.start()]
    if found[0].count(".") > 1 or before.endswith("\n") or before == ", ":
        return True
    word = _CAPITAL_WORD.search(view.text, found.end())
    return word is not None and not is_known(word[0].lower())


def _looks_full(view: View, name: Span) -> bool:
    """Tell whether a name is of two words or more that are neither of the dictionary nor those of a body."""
    words = name.of(view.text).split()
    return len(words) > 1 and not any(
        shows_body(fold(word)) or is_known(word.lower()) for word in words if word[0].isupper()
    )


def _one(view: View, start: int) -> Iterator[Span]:
    """Give the name at a place, if there is one."""
    span = name_at(view, start)
    if span:
        yield span


def _before_party(view: View, lexicon: Lexicon) -> Iterator[Span]:
    """Give the names that stand before a party in brackets."""
    for found in _PARTY.finditer(view.text):
        if fold(found[1]) not in lexicon.parties:
            continue
        words = list(_CAPITAL_WORD.finditer(view.text, max(0, found.start() - 40), found.start()))
        for word in words:
            span = name_at(view, _with_particles(view, word.start()), small_particle=True)
            if span and view.text[span.end : found.start()].strip() == "":
                yield span
                break


def _with_particles(view: View, start: int) -> int:
    """Move a name's start over the particles before it."""
    small = load_wordlists().set("persons", "particles")
    for length in (2, 1):
        before = re.search(rf"(?:\w+\s){{{length}}}$", view.text[max(0, start - 12) : start])
        if before and fold(before[0]).strip() in small and before[0].strip().split()[0].lower() != "en":
            return start - len(before[0])
    return start


def _given_names(view: View) -> Iterator[Span]:
    """Give the names that begin with a known given name and go on with a surname."""
    given = load_wordlists().set("given-names", "names")
    for start, end in view.capitals:
        word = view.lower[start:end]
        if word not in given and ("-" not in word or word.split("-")[0] not in given):
            continue
        span = name_at(view, start)
        if span and span.end > end and " " in span.of(view.text):
            yield span


def _signatures(view: View) -> Iterator[Span]:
    """Give the names on lines of their own under a letter or a motion, or behind "De voorzitter van de commissie,"."""
    for found in _SIGNED_BESIDE.finditer(view.lower):
        span = name_at(view, found.end())
        if span and view.text[span.end : span.end + 1] in ("\n", ""):
            yield span
    for found in _SIGNED.finditer(view.lower):
        for line in _LINE.finditer(view.text, found.end(), found.end() + _SIGNERS):
            span = name_at(view, line.start(1), small_particle=True, end=line.end(1))
            if not span or view.text[span.end : line.end(1)].strip(" ,.") not in ("", "c.s"):
                break
            yield span


def _repeats(view: View, introduced: Iterable[Span]) -> Iterator[Span]:
    """Give the further places of surnames that the document introduced."""
    stop = load_wordlists().set("persons", "not-names")
    surnames: dict[str, set[str]] = {}
    for span in introduced:
        name = span.of(view.text)
        last = surname(name)
        written = name[len(name) - len(last) :]
        if len(last) > 2 and last not in stop and fold(written) == last:
            whole = written[0].upper() + written[1:]
            surnames.setdefault(whole.split()[0], set()).add(whole)
    for start, end in view.capitals:
        for whole in sorted(surnames.get(view.text[start:end].removesuffix("'s"), ()), key=len, reverse=True):
            if view.text.startswith(whole, start) and not _GOES_ON.match(view.text, start + len(whole)):
                yield Span(start, start + len(whole))
                break
