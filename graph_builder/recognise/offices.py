"""Offices without a portfolio: "de Minister", "de Staatssecretaris", where a text speaks of one that it has named.

Which minister it is, `graph_builder.resolve` says.
"""

from __future__ import annotations

import re

from graph_builder.model import Mention
from graph_builder.recognise.shapes import found_at
from graph_builder.recognise.view import View

OFFICE = re.compile(r"(?:minister|staatssecretaris|bewindspersoon)$")
"""The offices that an article makes known to the reader, folded."""
_DEFINITE = re.compile(r"(?:^|[^\w-])de\s(?:(?:minister|staatssecretaris)\sen\s)?$")
_NAMED = re.compile(r"-|\s(?:van|voor)\s(?!(?:het|de|deze)\s[a-zà-ÿ])|[ ](?=[A-ZÀ-Þ])")
"""What shows that more of the office follows: its portfolio, or who holds it."""
_ANSWERING = re.compile(
    r"(?m)^[ ]*(?:beantwoord[ ]door|indiener(?:\(s\)|s)?:)[ ]"
    r"[^()\n]{3,60}[ ]\(((?:minister|staatssecretaris)[^()\n]{3,100})\)"
    r"|^[^()\n]{3,60}[ ]\(((?:minister|staatssecretaris)[ ][^()\n]{3,100})\)[ ]\([^()\n]{2,20}\)[ |]*$"
)
"""Who answers or submits, as a site shows it: "Beantwoord door A. Jansen (minister justitie en veiligheid)"."""
_HEAD = 1500
_SIGNING = re.compile(
    r"(?m)^[ ]*de[ ]((?:(?:fungerend|plaatsvervangend|waarnemend)[ ])?(?:adjunct-)?(?:voorzitter|griffier)"
    r"(?:[ ]voor[ ]dit[ ]verslag)?),[ \n]"
)
"""Who signs for a house, whose name follows: "De voorzitter, A. Jansen"; "van de commissie" does not say of which."""


def find_offices(view: View) -> list[Mention]:
    """Find the offices that stand alone behind "de", those that sign, and the one that answers members' questions."""
    answering = _ANSWERING.search(view.lower, 0, _HEAD)
    found = [found_at(*answering.span(answering.lastindex or 1), "Role")] if answering else []
    found += [found_at(*signing.span(1), "Role") for signing in _SIGNING.finditer(view.lower)]
    for start, end in view.at("roles.offices"):
        if not OFFICE.match(view.lower, start, end) or _NAMED.match(view.text, end):
            continue
        if _DEFINITE.search(view.lower, max(0, start - 24), start):
            found.append(found_at(start, end, "Role"))
    return found
