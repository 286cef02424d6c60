"""Places that the registry lacks: a direction before a name, "X-corridor", a noun for a place before a name."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.model import Mention
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.shapes import CAP, found_at, is_one_line
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_DIRECTED = re.compile(rf"[\s-](?!\w+(?:se|sche)\b){CAP}")
_NAME = re.compile(rf"\s((?=[A-ZÀ-Þ][a-zà-ÿ]){CAP}(?:[ -]{CAP})?)")
_PARTLY = re.compile(rf"\((?:Noord|Zuid|Oost|West|Midden|Centraal)-\){CAP}")
"""A part of a country, or all of it: "(Noord-)Irak"."""
_HELD = re.compile(
    r"(?:\bte\s|\b(?:bijeen|samen|gehouden|vergader\w+|gevestigd|zetel|aanwezig)\sin\s|\bplaats(?:vindt|vinden|vond|vonden|heeft|hebben|gevonden)?\sin\s"
    r"|\b(?:\w*raad|\w*top|bijeenkomst|vergadering|conferentie|bezoek)\s(?:(?:van|op)\s)?(?:\d[^.;\n]{0,40}\s)?in\s)$"
)
"""What stands before the city where something is held: "te Luxemburg", "vindt plaats in Luxemburg"."""
_BEFORE = 60
_AIRPORT_NAME = re.compile(rf"(?<![\w-]){CAP}\s$")
_ROAD = re.compile(r"[AN](?<![\w-].)\d{1,3}(?![\w-])")
_ROAD_BEFORE = re.compile(
    r"(?:\b(?:de|\w*weg(?:en)?|knooppunt|afslag|project|langs|via|traject)\s|(?<=[an]\d)/|(?<=[an]\d\d)/|(?<=[an]\d\d\d)/"
    r"|\b[an]\d{1,3}(?:,\s|\sen\s|\sof\s|,\sen\s)(?:de\s)?)$"
)
"""What stands before a road's number: "de A2", "rijksweg A15", "A27/A12", "de A1 en A6"."""
_WORK_ENDS = (
    *("brug", "tunnel", "sluis", "sluizen", "kanaal", "haven", "dijk", "stuw", "spoorlijn"),
    *("eilanden", "gebergte", "polder", "vallei"),
)
"""Last parts of the names of works and landscapes, which in mid-sentence have a capital: "Calandbrug"."""
_MID_SENTENCE = re.compile(r"[\w,]\s$")


@cache
def _ends() -> tuple[str, ...]:
    """Give the last parts of compounds that are places."""
    return tuple(f"-{end}" for end in load_wordlists().get("organisations", "place-ends"))


@cache
def _landscape() -> re.Pattern[str]:
    """Compile a landscape's noun behind what it is called after: "Strabrechtse Heide", "Loosdrechtse Plassen".

    The pattern begins with a capital, so that the small letters between two of them are skipped at once.
    """
    nouns = "|".join(word.capitalize() for word in load_wordlists().get("organisations", "landscapes"))
    return re.compile(rf"[A-ZÀ-Þ](?<![\w-].)[a-zà-ÿ]{{2,}}(?:se|sche)\s(?:{nouns})(?![\w-])")


def find_places(view: View) -> list[Mention]:
    """Find places by their shape."""
    found = [found_at(*landscape.span(), "Place") for landscape in _landscape().finditer(view.text)]
    for start, end in view.at("organisations.directions"):
        name = _DIRECTED.match(view.text, end) if view.text[start].isupper() else None
        # "Centraal Informatiepunt" is no place; "Centraal-Europa" is.
        common = view.text[end : end + 1] == " " and is_known(view.lower[end + 1 : name.end()]) if name else False
        if name and is_one_line(view, start, name.end()) and not common:
            found.append(found_at(start, name.end(), "Place"))
    found += _roads(view)
    for name in _PARTLY.finditer(view.text):
        found.append(found_at(*name.span(), "Place"))
    for start, end in view.capitals:
        if view.text[start:end] == "Airport":
            found += _airport(view, start, end)
        work = view.text.endswith(_WORK_ENDS, start, end) and _is_work(view, start, end)
        if work or view.text.endswith(_ends(), start, end):
            found.append(found_at(start, end, "Place"))
    for start, end in view.at("organisations.places"):
        if view.text[start].isupper() or view.text[start] in "'’":
            found.append(found_at(start, end, "Place"))
    for start, end in view.at("organisations.place-nouns"):
        name = _NAME.match(view.text, end)
        if name and view.text[start].islower():
            found.append(found_at(name.start(1), name.end(1), "Place"))
    return found


def _airport(view: View, start: int, end: int) -> list[Mention]:
    """Read the name of an airport: "Frankfurt Airport"."""
    name = _AIRPORT_NAME.search(view.text, max(0, start - 50), start)
    return [found_at(name.start(), end, "Place")] if name and is_one_line(view, name.start(), end) else []


def _roads(view: View) -> list[Mention]:
    """Read the numbers of roads behind what shows them to be such."""
    return [
        found_at(*road.span(), "Place")
        for road in _ROAD.finditer(view.text)
        if _ROAD_BEFORE.search(view.lower, max(0, road.start() - 24), road.start())
    ]


def _is_work(view: View, start: int, end: int) -> bool:
    """Tell whether a capitalised word that ends as a work's name does is one: in mid-sentence, and no common noun."""
    word = view.text[start:end]
    inside = _MID_SENTENCE.search(view.text, max(0, start - 2), start) is not None
    return inside and "-" not in word and not is_known(word.lower())


def find_seats(view: View) -> list[Mention]:
    """Find the cities that bear the name of their state, where something is held in them."""
    return [
        found_at(start, end, "Place")
        for start, end in view.at("organisations.city-states")
        if view.text[start].isupper() and _HELD.search(view.lower, max(0, start - _BEFORE), start)
    ]
