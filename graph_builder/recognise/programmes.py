"""Named programmes, strategies, plans and reports: by their noun with capitals, or as a title in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.model import Mention
from graph_builder.recognise.shapes import CAP, found_at, is_one_line
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_NAMED = re.compile(rf"(?:\s(?:voor\s(?:de\s|het\s)?)?{CAP})(?:(?:\sen|\svoor)?\s{CAP}){{0,6}}")
_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:Nationaal|Nationale|Europees|Europese|Landelijk|Landelijke|Integraal|Integrale)\s)$"
)
_TITLE = re.compile(r"\s(?:(?:getiteld|genaamd)\s)?[«“‘\"']\s?([A-ZÀ-Þ][^«»“”‘\"\n]{5,140}?)\s?[»”’\"'](?!\w)")


@cache
def _ends() -> tuple[str, ...]:
    """Give the last parts of compounds that are programmes by themselves."""
    return load_wordlists().get("organisations", "programme-ends")


def find_programmes(view: View) -> list[Mention]:
    """Find named plans and papers; they claim no place that something else was found at."""
    return [*_headed(view), *_compounds(view), *_titled(view)]


def _headed(view: View) -> Iterator[Mention]:
    """Read a capitalised noun with a capitalised name: "Nationaal Programma Groningen"."""
    for start, end in view.at("organisations.programme-heads"):
        name = _NAMED.match(view.text, end) if view.text[start].isupper() else None
        if name and is_one_line(view, start, name.end()):
            before = _BEFORE.search(view.text, max(0, start - 14), start)
            yield found_at(before.start() if before else start, name.end(), "Programme")


def _compounds(view: View) -> Iterator[Mention]:
    """Read a capitalised compound in the middle of a sentence: "de Nationale Grondstoffenstrategie"."""
    for start, end in view.capitals:
        if view.text.endswith(_ends(), start, end) and view.text[start - 2 : start - 1].isalpha():
            before = _BEFORE.search(view.text, max(0, start - 14), start)
            yield found_at(before.start() if before else start, end, "Programme")


def _titled(view: View) -> Iterator[Mention]:
    """Read the title in quotation marks behind "rapport", "nota", "advies"."""
    for _, end in view.at("organisations.paper-nouns"):
        title = _TITLE.match(view.text, end)
        if title:
            yield found_at(title.start(1), title.end(1), "Programme")
