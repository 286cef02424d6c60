"""Naval ships by the prefix of their state: "Zr.Ms. Karel Doorman", "HMS Defender"; many bear a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Mention
from graph_builder.recognise.shapes import CAP, found_at, is_one_line
from graph_builder.recognise.view import View

_SHIP = re.compile(
    rf"(?<![\w-])(?:(?:Zr|Hr)\.\s?Ms\.?|HNLMS|HMS|USS)\s((?:De\s)?{CAP}(?:\s(?:(?:van|de|der|den)\s){{0,2}}{CAP}){{0,2}})"
)
_SHOWS_SHIP = ("Ms", "HNLMS", "HMS", "USS")


def find_ships(view: View) -> Iterator[Mention]:
    """Find ships; a ship is an organisation, as is every unit of an armed force."""
    if any(prefix in view.text for prefix in _SHOWS_SHIP):
        for ship in _SHIP.finditer(view.text):
            if is_one_line(view, *ship.span()):
                yield found_at(*ship.span())
