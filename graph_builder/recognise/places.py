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
    r"(?:\bte\s|\bplaats(?:vindt|vinden|vond|vonden|heeft|hebben|gevonden)?\sin\s"
    r"|\b(?:\w*raad|\w*top|bijeenkomst|vergadering|conferentie|bezoek)\s(?:(?:van|op)\s)?(?:\d[^.;\n]{0,40}\s)?in\s)$"
)
"""What stands before the city where something is held: "te Luxemburg", "vindt plaats in Luxemburg"."""
_BEFORE = 60


@cache
def _ends() -> tuple[str, ...]:
    """Give the last parts of compounds that are places."""
    return tuple(f"-{end}" for end in load_wordlists().get("organisations", "place-ends"))


def find_places(view: View) -> list[Mention]:
    """Find places by their shape."""
    found = []
    for start, end in view.at("organisations.directions"):
        name = _DIRECTED.match(view.text, end) if view.text[start].isupper() else None
        # "Centraal Informatiepunt" is no place; "Centraal-Europa" is.
        common = view.text[end : end + 1] == " " and is_known(view.lower[end + 1 : name.end()]) if name else False
        if name and is_one_line(view, start, name.end()) and not common:
            found.append(found_at(start, name.end(), "Place"))
    for name in _PARTLY.finditer(view.text):
        found.append(found_at(*name.span(), "Place"))
    for start, end in view.capitals:
        if view.text.endswith(_ends(), start, end):
            found.append(found_at(start, end, "Place"))
    for start, end in view.at("organisations.places"):
        if view.text[start].isupper() or view.text[start] in "'’":
            found.append(found_at(start, end, "Place"))
    for start, end in view.at("organisations.place-nouns"):
        name = _NAME.match(view.text, end)
        if name and view.text[start].islower():
            found.append(found_at(name.start(1), name.end(1), "Place"))
    return found


def find_seats(view: View) -> list[Mention]:
    """Find the cities that bear the name of their state, where something is held in them."""
    return [
        found_at(start, end, "Place")
        for start, end in view.at("organisations.city-states")
        if view.text[start].isupper() and _HELD.search(view.lower, max(0, start - _BEFORE), start)
    ]
