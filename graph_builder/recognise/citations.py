"""References to papers, laws and decisions by their number, normalised to the official identifier.

The forms are those of parliamentary prose: "Kamerstuk 32 123, nr. 45", "Kamerstukken II 2019/20, 35 300 V, nr. 3",
"Aanhangsel Handelingen II 2014/15, nr. 8", "Stb. 2020, 1", "COM(2022) 54", ECLI numbers, and the identifiers of
officielebekendmakingen.nl themselves. A list of numbers gives a mention each; the first one keeps the shared head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph_builder import iris
from graph_builder.model import Mention, Span
from graph_builder.recognise.decisions import (
    Found,
    compile_form,
    find_commission,
    find_european,
    find_international,
    find_rulings,
)
from graph_builder.recognise.titleblock import find_own_numbers, own_dossier
from graph_builder.recognise.view import View

_SESSION = r"(?:vergaderjaar |zittingsjaar )?(?P<@1>\d{4}) ?[-/]{1,2} ?(?P<@2>\d{4}|\d{2})"
_DOSSIER = r"(?P<dossier>\d{2} \d{3}|\d{5})(?!\d)(?: ?\(r ?\d{3,4}\))?"
_SUFFIX = r"(?:[- ](?P<letters>[ivxlc]{1,6}|[a-z])(?!\w)|-(?P<digits>\d{1,3})(?!\d))?"
_SECOND_DOSSIER = (
    r"(?:(?:,| en|, en) (?P<second>\d{2} \d{3}|\d{5})(?:[- ](?:[ivxlc]{1,6}|[a-z])(?!\w)|-\d{1,3}(?!\d))?)*"
)
_NUMBER = r"(?:(?:,? ?(?P<word>nrs?|nummers?)\b[. ]{0,2}|-|, ?)(?P<number>\d{1,4}(?![\d/])|[a-z]{1,2}(?!\w)))?"
_HEAD = (
    r"(?:(?:bijlage (?:bij|van|in) (?:de |het )?)?"
    r"(?:kamer-?stuk(?:-?ken)?|kamerdossier|dossier|tweede kamer|eerste kamer|tk|ek)[ :,]*"
    r"(?:nrs?[. ]{1,2})?(?:(?:ii?|tk|ek|1|2|tweede kamer|eerste kamer)\b[, ]{1,2})?(?:" + _SESSION + r"[, ]{1,2})?)"
)


def _named(pattern: str, name: str) -> str:
    """Name the groups of a session year."""
    return pattern.replace("@", name)


_PAPER = compile_form(
    r"(?:(?<![a-z])(?P<head>"
    + _named(_HEAD, "s")
    + r")|(?<![\w.,/-]))(?<!\d)"
    + _DOSSIER
    + _SUFFIX
    + _SECOND_DOSSIER
    + _NUMBER
)
_DOSSIER_FIGURE = re.compile(r"\d\d\s?\d{3}(?!\d)")
_HEAD_BEFORE = compile_form(r"(?<![a-z])" + _named(_HEAD, "h") + r"$")
_LONGEST_HEAD = 110
_MORE = compile_form(
    r"(?:,? (?:p|pp|blz|pag|pagina)\b[. ]{0,2}\d+(?:(?: ?- ?| en )\d+)*)?"
    r"(?P<link>,? en | alsmede |, | ?- ?| t/m | tot en met )(?P<word>nrs?\b[. ]{0,2})?"
    r"(?P<number>\d{1,4})(?![\d/]| \d{3})"
)
_ANNEX = compile_form(
    r"(?:kamerstukken (?:ii?,? )?(?:" + _named(_SESSION, "k") + r"[, ]{1,2}))?"
    r"\baanhangsel(?: van de| der)?(?: handelingen)?(?: ii?\b| tk\b)?[, ]{1,2}(?:"
    + _named(_SESSION, "s")
    + r"[, ]{1,2})?"
    r"(?:nr\b[. ]{0,2})?(?P<number>\d{1,4})(?![\d/-])"
)
_DEBATE = compile_form(
    r"\bhandelingen(?: (?P<chamber>ii?|tk|ek)\b| tweede kamer)?[, ]{1,2}" + _named(_SESSION, "s") + r"[, ]{1,2}"
    r"nr\b[. ]{0,2}(?P<number>\d{1,3})(?:-(?P<item>\d{1,3})|[, ]{1,2}item (?P<item2>\d{1,3}))?"
)
_PSEUDO = compile_form(
    r"\b(?P<kind>kst|ah-tk|ah-ek|ah|h-tk|h-ek|kv-tk|blg|stb|stcrt|trb)-(?P<rest>[\w()-]{0,24}\d[\w()]{0,12}(?:-[\w()]{1,12}){0,4})"
    r"(?:, ?nr\b[. ]{0,2}(?P<number>\d{1,4}))?"
)
_CASE_NUMBER = compile_form(
    r"(?:kamerstuk(?:ken)?|kenmerk|zaaknummer|brief|document) (?:nr[. ]{0,2})?(?P<number>\d{4}[zd]\d{5})\b"
)
_QUESTIONS = compile_form(r"\b(?:vraagnummers? |(?P<word>nrs?\b[. ]{0,2}))(?P<number>\d{4}z\d{5})\b")
_GAZETTE = compile_form(
    r"\b(?P<kind>staatsblad|stb|staatscourant|stcrt|tractatenblad|trb)\b[. ]{0,2}(?P<year>\d{4})"
    r"(?:, ?nr[. ]{0,2}|, ?| nr[. ]{0,2}|/|-| )(?P<number>\d{1,5})(?![\d-])"
)
_PRINTED = compile_form(r"\b(?:gedrukt onder|op stuk|onder) (?P<cited>nr\b[. ]{0,2}(?P<number>\d{1,4}))(?! \(\d)")
_GIVEN = compile_form(r"\bnr\b[. ]{0,2}(?P<number>\d{1,4}) \(" + _DOSSIER + _SUFFIX + r"\)")

_UPTO = frozenset({"t/m", "tot en met"})
_GAZETTES = {"staatsblad": "stb", "staatscourant": "stcrt", "tractatenblad": "trb"}
_LINE_END = re.compile(r"[ .]*(?:\n|\Z)")
_SHORTEST_BARE = 8
"""How many characters a dossier with its number has at least, where nothing else shows that it is one."""
_SPLIT_DOSSIERS = frozenset({"21501"})
"""Dossiers whose numeric suffix is part of the dossier ("21 501-20"), so that it is no paper's number."""


def find_citations(view: View) -> list[Mention]:
    """Find the papers, laws and decisions that a text cites by number; the first reading of a place counts.

    The value of what has no identifier of the official publications is how it is written: "Verordening (EU) 2016/679".
    """
    taken: list[Mention] = []
    covered = bytearray(len(view.text) + 1)
    for clues, find in _FINDERS:
        if clues and not any(clue in view.lower for clue in clues):
            continue
        for start, end, identifier, *written in find(view):
            if not any(covered[start:end]):
                covered[start:end] = b"\1" * (end - start)
                taken.append(_mention(start, end, identifier, *written))
    return sorted(taken, key=lambda mention: mention.span.start)


def _mention(start: int, end: int, identifier: str, written: str | None = None) -> Mention:
    """Make a citation of a paper that an official numbering knows."""
    return Mention(Span(start, end), "Citation", iris.paper(identifier), registered=True, value=written or identifier)


def _papers(view: View) -> Iterator[Found]:
    """Kamerstukken: with a head, or a dossier with "nr."."""
    reach = 0
    for figure in _DOSSIER_FIGURE.finditer(view.lower):
        if figure.start() < reach:
            continue
        head = _HEAD_BEFORE.search(view.lower, max(reach, figure.start() - _LONGEST_HEAD), figure.start())
        found = _PAPER.match(view.lower, head.start() if head else figure.start())
        if found is None:
            continue
        reach = found.end()
        letters = found["letters"]
        end = found.end()
        if letters and not view.text[found.start("letters")].isupper():
            letters, end = None, found.end("dossier")
        dossier = found["dossier"].replace(" ", "").replace("\n", "")
        suffix = letters.upper() if letters else found["digits"]
        number = found["number"] if end == found.end() else None
        if number and number.isalpha() and not view.text[found.start("number") : found.end("number")].isupper():
            number, end = (
                None,
                found.end("second") if found["second"] else max(found.end("dossier"), found.end("digits")),
            )
        if not number and suffix and suffix.isdigit() and dossier not in _SPLIT_DOSSIERS:
            number, suffix = suffix, None
        if not _is_reference(view, found, number):
            continue
        stem = f"kst-{dossier}-{suffix}" if suffix else f"kst-{dossier}"
        yield found.start(), end, f"{stem}-{number.upper()}" if number else stem
        if number and number.isdigit():
            yield from _more(view, end, stem, plural=found["word"] in ("nrs", "nummers"))


def _is_reference(view: View, found: re.Match[str], number: str | None) -> bool:
    """Tell a citation from a bare figure: it has a head, or "nr.", or stands in brackets with its number."""
    if found["head"]:
        return bool(number) or "stuk" in found["head"] or "dossier" in found["head"]
    if found["word"]:
        return True
    before = view.lower[max(0, found.start() - 8) : found.start()]
    if number and (found["digits"] or before.endswith("- ")) and found.end() - found.start() > _SHORTEST_BARE:
        return (
            bool(found["digits"] and number != found["digits"]) or _LINE_END.match(view.lower, found.end()) is not None
        )
    if not number and found["letters"]:
        return before.endswith("(") and view.text.startswith(")", found.end())
    return bool(number) and (found["letters"] is not None or before.endswith(("(", "t.v.v. ")))


def _more(view: View, end: int, stem: str, *, plural: bool) -> Iterator[Found]:
    """Further numbers of the same dossier: "nrs. 4, 6 en 8", "nr. 4 en nr. 6"."""
    while (found := _MORE.match(view.lower, end)) and (found["word"] or plural or found["link"].strip() in _UPTO):
        start = found.start("word") if found["word"] else found.start("number")
        yield start, found.end(), f"{stem}-{found['number']}"
        end = found.end()


def _annexes(view: View) -> Iterator[Found]:
    """Answers to questions: the Aanhangsel of the Handelingen."""
    for found in _ANNEX.finditer(view.lower):
        session = _session(found, "s") or _session(found, "k")
        if session:
            yield found.start(), found.end(), f"ah-tk-{session}-{found['number']}"


def _debates(view: View) -> Iterator[Found]:
    """Reports of debates: the Handelingen, with or without an item."""
    for found in _DEBATE.finditer(view.lower):
        chamber = "ek" if found["chamber"] in ("i", "ek") else "tk"
        item = found["item"] or found["item2"]
        number = f"{found['number']}-{item}" if item else found["number"]
        yield found.start(), found.end(), f"h-{chamber}-{_session(found, 's')}-{number}"


def _session(found: re.Match[str], name: str) -> str | None:
    """Give a session year's eight digits: "2021/22" is 20212022."""
    first, second = found[f"{name}1"], found[f"{name}2"]
    return f"{first}{second if len(second) == 4 else first[:2] + second}" if first else None


def _pseudo(view: View) -> Iterator[Found]:
    """Identifiers written as such; session years lose their hyphen."""
    for found in _PSEUDO.finditer(view.lower):
        identifier = found["kind"] + "-" + view.text[found.start("rest") : found.end("rest")]
        identifier = (
            re.sub(r"-(\d{4})-(\d{4})(?=-|$)", r"-\1\2", identifier)
            if found["kind"][-3:] in ("-tk", "-ek")
            else identifier
        )
        yield found.start(), found.end(), f"{identifier}-{found['number']}" if found["number"] else identifier


def _case_numbers(view: View) -> Iterator[Found]:
    """Parliament's own case and document numbers, used as a reference."""
    for found in _CASE_NUMBER.finditer(view.lower):
        start = found.start() if found[0].startswith("kamerstuk") else found.start("number")
        yield start, found.end(), found["number"].upper()


def _questions(view: View) -> Iterator[Found]:
    """Parliament's number of a set of questions: "uw brief van 8 juli 2024, nr. 2024Z11889"."""
    for found in _QUESTIONS.finditer(view.lower):
        start = found.start("word") if found["word"] else found.start("number")
        yield start, found.end(), f"kv-tk-{found['number'].upper()}"


def _gazettes(view: View) -> Iterator[Found]:
    """Staatsblad, Staatscourant, Tractatenblad."""
    for found in _GAZETTE.finditer(view.lower):
        kind = _GAZETTES.get(found["kind"], found["kind"])
        yield found.start(), found.end(), f"{kind}-{found['year']}-{found['number']}"


def _of_own_dossier(view: View) -> Iterator[Found]:
    """Numbers that leave the dossier to the document: "gedrukt onder nr. 574"; and "nr. 1136 (32847)" in debates."""
    for found in _GIVEN.finditer(view.lower):
        dossier = found["dossier"].replace(" ", "")
        suffix = found["letters"].upper() if found["letters"] else found["digits"]
        yield found.start(), found.end(), "-".join(filter(None, ["kst", dossier, suffix, found["number"]]))
    printed = list(_PRINTED.finditer(view.lower))
    dossier = own_dossier(view) if printed else None
    if dossier:
        for found in printed:
            yield found.start("cited"), found.end("cited"), f"kst-{dossier}-{found['number']}"


_FINDERS: tuple[tuple[tuple[str, ...], Callable[[View], Iterator[Found]]], ...] = (
    (("kst-", "ah-", "h-tk", "h-ek", "kv-tk", "blg-", "stb-", "stcrt-", "trb-"), _pseudo),
    (("ecli",), find_rulings),
    (("resolutie", "ets no"), find_international),
    (("aanhangsel",), _annexes),
    (("handelingen",), _debates),
    (("nr",), _of_own_dossier),
    ((), _papers),
    (("kamerstuk", "kenmerk", "zaaknummer"), _case_numbers),
    (("nr", "vraagnummer"), _questions),
    (("staatsblad", "stb", "staatscourant", "stcrt", "tractatenblad", "trb"), _gazettes),
    ((), find_commission),
    (("verordening", "richtlijn", "regulation", "directive"), find_european),
    ((), find_own_numbers),
)
"""What finds each form of citation, in the order in which they claim a place, and what must stand in a text for it."""
