"""Judgments, resolutions and treaties by number, and the gazettes.

Resolutions and treaty series have no identifier of the Dutch official publications: the value of their citation is how
it is written, with its noun in the singular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.forms import Found, as_written, compile_form, more_numbers
from graph_builder.recognise.view import View

_ECLI = compile_form(
    r"(?<![a-z])ecli ?: ?(?P<land>[a-z]{2}) ?-? ?: ?(?P<court>[a-z]+) ?: ?(?P<year>\d{4}) ?: ?"
    r"(?P<number>[a-z0-9]+(?:\.[a-z0-9]*\d[a-z0-9]*)*)"
)
_LJN = compile_form(r"\bljn[: ]{1,2}(?:nr[. ]{1,2})?(?P<number>[a-z]{2}\d{4})\b")
_CASE_YEAR = re.compile(r"/(\d\d)(?!\d)")
_CASE = re.compile(r"(?<![\w-])([CTF])-(\d{1,4})$")
_BODY = (
    r"(?:(?:vn-?|un-?)?(?:veiligheidsraads?|mensenrechtenraads?|av)-?|avvn-|vnvr-|vnmr-|vn-|ep-|unsc-|iaea-"
    r"|vn-(?:veiligheidsraad|mensenrechtenraad)-)"
)
_RESOLUTION = compile_form(
    rf"\b(?P<body>{_BODY})?resolutie(?P<plural>s)? (?:nr[. ]{{1,2}})?"
    r"(?P<number>\d{3,4}(?: ?\((?:19|20)\d{2}\))?|(?:[a-z]{1,2}-?)?\d{1,2}/\d{1,3})(?![\d/])"
)
_RESOLUTION_MORE = compile_form(r"(?:,| en|, en) (?P<number>\d{3,4}(?: ?\((?:19|20)\d{2}\))?|\d{1,2}/\d{1,3})(?![\d/])")
_NUMBERED_RESOLUTION = re.compile(
    r"(?<![\w/])(?P<series>[SA]/RES/|A/HRC/RES/)(?P<number>(?:ES-)?\d{1,4}(?:/\d{1,3})?)(?!\d)|(?<!\w)(?:UNSCR|VNVR)\s(?P<short>\d{3,4})(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SECURITY_COUNCIL = re.compile(r"veiligheidsraad|vnvr|vn-resolutie")
_TREATY_SERIES = compile_form(r"\b(?:cets(?: n[ro][. ]{0,2}| )|ets n[ro][. ]{0,2})(?P<number>\d{1,3})(?!\d)")
_GAZETTE = compile_form(
    r"\b(?P<kind>staatsblad|stb|staatscourant|stcrt|tractatenblad|trb)\b[. ,]{0,2}(?:jaargang )?"
    r"(?P<year>(?:1[89]|20)\d{2})"
    r"(?:, ?nrs?[. ]{0,2}|, ?| nrs?[. ]{0,2}|/|-| )(?P<number>\d{1,5})(?![\d-])"
)
_GAZETTES = {"staatsblad": "stb", "staatscourant": "stcrt", "tractatenblad": "trb"}


def find_rulings(view: View) -> Iterator[Found]:
    """Judgments by ECLI, healed where a line break cut them, and by their older number (LJN)."""
    for found in _ECLI.finditer(view.lower):
        parts = ("land", "court", "year", "number")
        yield found.start(), found.end(), ":".join(["ECLI", *(found[part].upper() for part in parts)])
    for found in _LJN.finditer(view.lower):
        number = found["number"].upper()
        yield found.start(), found.end(), f"ljn-{number}", f"LJN {number}"


def find_cases(view: View) -> Iterator[Found]:
    """Cases before the Union's courts by number: "zaak C-311/18"."""
    for year in _CASE_YEAR.finditer(view.text):
        found = _CASE.search(view.text, max(0, year.start() - len("-C-1234")), year.start())
        if found:
            yield found.start(), year.end(), f"zaak-{found[1]}-{found[2]}-{year[1]}", f"{found[0]}/{year[1]}"


def find_resolutions(view: View) -> Iterator[Found]:
    """Resolutions by number, the Security Council's if the text names it."""
    council = _SECURITY_COUNCIL.search(view.lower) is not None
    for found in _RESOLUTION.finditer(view.lower):
        number = found["number"]
        if not found["body"] and not council and _YEAR.fullmatch(number):
            continue
        stem = "unsc-resolution" if (found["body"] or council) and "/" not in number else "resolutie"
        noun_end = found.start("plural") if found["plural"] else found.start("number")
        noun = as_written(view, found.start(), noun_end)
        figure = as_written(view, found.start("number"), found.end())
        yield found.start(), found.end(), f"{stem}-{_figure(number)}", f"{noun} {figure}"
        end = found.end()
        while found["plural"] and (more := _RESOLUTION_MORE.match(view.lower, end)):
            figure = as_written(view, more.start("number"), more.end())
            yield more.start("number"), more.end(), f"{stem}-{_figure(more['number'])}", f"{noun} {figure}"
            end = more.end()
    for found in _NUMBERED_RESOLUTION.finditer(view.text):
        number = found["short"] or found["number"]
        council = found["short"] is not None or found["series"] == "S/RES/"
        stem = "unsc-resolution" if council else "resolutie"
        yield found.start(), found.end(), f"{stem}-{_figure(number)}", as_written(view, *found.span())


def _figure(number: str) -> str:
    """Write a resolution's number as part of a path: without its year, its slash as a hyphen."""
    return re.sub(r"\s?\(\d{4}\)", "", number).replace("/", "-").lower()


def find_treaty_series(view: View) -> Iterator[Found]:
    """Numbers of the treaty series of the Council of Europe."""
    for found in _TREATY_SERIES.finditer(view.lower):
        yield found.start(), found.end(), f"ets-{found['number']}", as_written(view, *found.span())


def find_gazettes(view: View) -> Iterator[Found]:
    """Staatsblad, Staatscourant, Tractatenblad."""
    for found in _GAZETTE.finditer(view.lower):
        kind = _GAZETTES.get(found["kind"], found["kind"])
        yield found.start(), found.end(), f"{kind}-{found['year']}-{found['number']}"
        for start, end, number in more_numbers(view.lower, found.end(), plural=False):
            yield start, end, f"{kind}-{found['year']}-{number}"
