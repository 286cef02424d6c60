"""Governments and parliaments by their common nouns: "het kabinet", "Syrische overgangsregering", "uw Kamer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Mention, Span
from graph_builder.recognise.lexicon import Lexicon, adjective_stem
from graph_builder.recognise.view import View, fold

_NAMED_CABINET = re.compile(r"-[A-ZÀ-Þ]\w+(?:[- ](?:van\s|der\s|de\s)*[A-ZÀ-Þ]\w+)?(?:\s[IV]+)?")
_OTHER_CABINET = re.compile(
    r"(?<!\w)(?:een|elk|ieder|geen)\s(?:[a-z]+\s)?$|(?<!\w)(?:vorige?|volgende?|nieuwe?|toekomstige?|komende?|andere?|eerdere?)\s$"
)
"""What stands before a cabinet that is none in particular, or not the one that writes: "een volgend kabinet"."""
_FORMER_CABINET = re.compile(r"(?<!\w)(?:het|dit|dat)\s(?P<which>(?:vorige|voorgaande|toenmalige)\s)$")
"""What stands before the one cabinet that was before the one that writes."""
_OWNER_BEFORE = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]*-$")
_OWNER_AFTER = re.compile(r"-[A-ZÀ-Þ]\w+")
_ADJECTIVE = re.compile(
    r"(?<![\w-])([A-ZÀ-Þ][\w-]*(?:se|sche))\s(?:(?:federale|centrale|nieuwe|huidige|voorlopige|militaire|regionale)\s)?$"
)
_DUTCH = "nederlandse "
_OF_NAME = re.compile(r"\svan\s(?:president\s|premier\s)?(?:de\s|het\s)?(?=[A-ZÀ-Þ])")
_NAME = re.compile(r"[\w'’-]+(?:\s(?:al-)?[A-ZÀ-Þ][\w-]+)?")
_OTHER_CHAMBER = re.compile(r"(?:tweede|eerste|grote|beide|meervoudige|enkelvoudige)\s$")
_NEVER_ALONE = frozenset({"regime", "junta"})
"""Words that name a government only with what tells whose it is."""
_BEFORE = 30
"""How far before its noun an adjective is looked for, in characters."""


def find_governments(view: View, lexicon: Lexicon) -> list[Mention]:
    """Find governments and parliaments; those that the text gives no state are left to `resolve`."""
    found: list[Mention] = []
    for start, end in view.at("governments.words", joined=True):
        noun = view.lower[start:end]
        if view.text[end : end + 1] == "-" and not _OWNER_AFTER.match(view.text, end):
            continue
        if noun == "kabinet":
            found += _cabinet(view, start, end)
        elif noun == "kamer":
            found += _chamber(view, start, end)
        elif noun == "parlement":
            found += _assembly(view, lexicon, start, end)
        else:
            found += _government(view, lexicon, start, end)
    return found


def _cabinet(view: View, start: int, end: int) -> Iterator[Mention]:
    """Read "het kabinet" with its article, others without, and "kabinet-Jansen II"."""
    if view.text[start - 1 : start] == "-":
        return
    former = _FORMER_CABINET.search(view.lower, max(0, start - _BEFORE), start)
    if former and not _NAMED_CABINET.match(view.text, end):
        yield Mention(Span(former.start("which"), end), "Government")
        return
    if _OTHER_CABINET.search(view.lower, max(0, start - _BEFORE), start):
        return
    named = _NAMED_CABINET.match(view.text, end)
    before = view.lower[max(0, start - len(_DUTCH)) : start]
    if named:
        yield Mention(Span(start, named.end()), "Government")
    elif before == _DUTCH:
        yield Mention(Span(start - len(_DUTCH), end), "Government")
    else:
        yield Mention(Span(start - 4 if before.endswith("het ") else start, end), "Government")


def _government(view: View, lexicon: Lexicon, start: int, end: int) -> Iterator[Mention]:
    """Read "regering" and its compounds with what tells whose it is: a name, an adjective, "van" with a name."""
    noun = view.lower[start:end]
    owner = _OWNER_BEFORE.search(view.text, max(0, start - _BEFORE), start)
    if view.text[start - 1 : start] == "-" and owner is None:
        return
    after = _OWNER_AFTER.match(view.text, end)
    adjective = _ADJECTIVE.search(view.text, max(0, start - _BEFORE), start)
    of_name = None if owner or after or adjective else _OF_NAME.match(view.text, end)
    alone = not (owner or after or adjective or of_name)
    if alone and (noun in _NEVER_ALONE or _OTHER_CABINET.search(view.lower, max(0, start - _BEFORE), start)):
        return
    first = owner.start() if owner else adjective.start() if adjective else start
    name = _NAME.match(view.text, of_name.end()) if of_name else None
    last = after.end() if after else name.end() if name else end
    state = lexicon.adjectives.get(adjective_stem(fold(adjective[1]))) if adjective and noun == "regering" else None
    entity = lexicon.government(state) if state else None
    yield Mention(Span(first, last), "Government", entity, registered=entity is not None)


def _chamber(view: View, start: int, end: int) -> Iterator[Mention]:
    """Read "uw Kamer" and the bare "Kamer"."""
    if not view.text[start].isupper() or "-" in (view.text[start - 1 : start], view.text[end : end + 1]):
        return
    if _OTHER_CHAMBER.search(view.lower, max(0, start - 16), start) or view.lower.startswith(" van koophandel", end):
        return
    your = view.lower.startswith("uw ", max(0, start - 3)) and not view.lower[max(0, start - 4)].isalpha()
    yield Mention(Span(start - 3 if your else start, end), "Parliament")


def _assembly(view: View, lexicon: Lexicon, start: int, end: int) -> Iterator[Mention]:
    """Read another state's parliament by its adjective."""
    adjective = _ADJECTIVE.search(view.text, max(0, start - _BEFORE), start)
    if adjective and adjective_stem(fold(adjective[1])) in lexicon.adjectives:
        yield Mention(Span(adjective.start(), end), "Parliament")
