"""Governments and parliaments by their common nouns: "het kabinet", "Syrische overgangsregering", "uw Kamer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Mention, Span
from graph_builder.recognise.lexicon import Lexicon, adjective_stem
from graph_builder.recognise.view import View, fold

_CABINET = re.compile(r"(?<![\w-])(het\s)?kabinet(-[a-z]\w+(?:[- ][a-z]\w+)*(?:\s(?:iv|iii|ii|i|v)\b)?)?(?![\w-])")
_GOVERNMENT = re.compile(
    r"(?<![\w-])([a-z][\w-]*-)?((?:overgangs|interim-?|eenheids|rebellen|schaduw|bonds|staats|centrale\s)?regering|(?:militaire\s)?junta|regime)"
    r"(-[a-z]\w+)?(?![\w-])"
)
_ADJECTIVE = re.compile(r"(\w[\w-]*(?:se|sche))\s$")
_OF_NAME = re.compile(r"\svan\s(?:president\s|premier\s)?(?:de\s|het\s)?(?=[A-ZÀ-Þ])")
_CHAMBER = re.compile(r"(?<![\w-])(uw\s)?kamers?(?![\w-])(?!\svan\skoophandel)")
_OTHER_CHAMBER = re.compile(r"(?:tweede|eerste|grote|beide|meervoudige|enkelvoudige)\s$")
_ASSEMBLY = re.compile(r"(?<![\w-])parlement(?![\w-])")
_BARE = frozenset({"regering"})
"""Words that without any adjective mean the Dutch government."""


def find_governments(view: View, lexicon: Lexicon) -> list[Mention]:
    """Find governments; those that the text gives no state are left to `resolve`."""
    return [*_cabinets(view), *_other_governments(view, lexicon)]


def _cabinets(view: View) -> Iterator[Mention]:
    """Read "het kabinet" with its article, others without, and "kabinet-Rutte IV"."""
    for found in _CABINET.finditer(view.lower):
        start, end = found.span()
        suffix = found[2]
        if suffix:
            if not view.text[found.start(2) + 1].isupper():
                continue
            name = re.match(
                r"-[A-ZÀ-Þ]\w+(?:[- ](?:van\s|der\s|de\s)*[A-ZÀ-Þ]\w+)?(?:\s[IV]+)?", view.text[found.start(2) :]
            )
            end = found.start(2) + (name.end() if name else 0)
            yield Mention(Span(start + len(found[1] or ""), end), "Government")
            continue
        national = re.search(r"nederlandse\s$", view.lower[max(0, start - 14) : start])
        yield Mention(Span(start - len(national[0]) if national else start, end), "Government")


def _other_governments(view: View, lexicon: Lexicon) -> Iterator[Mention]:
    """Read "regering" and its compounds with what tells whose it is."""
    for found in _GOVERNMENT.finditer(view.lower):
        start, end = found.span()
        owner = found[1]
        noun = found[2]
        if owner and not view.text[start].isupper():
            continue
        adjective = _ADJECTIVE.search(view.lower, max(0, start - 30), start)
        state = None
        if adjective and view.text[adjective.start()].isupper():
            start = adjective.start()
            state = lexicon.adjectives.get(adjective_stem(fold(adjective[1])))
        of_name = _OF_NAME.match(view.text, end) if not owner and not found[3] else None
        if noun in ("regime", "junta") and not (owner or found[3] or start < found.start()) and not of_name:
            continue
        if of_name and (noun == "regime" or state is None) and start == found.start():
            last = re.compile(r"[\w'’-]+(?:\s(?:al-)?[A-ZÀ-Þ][\w-]+)?").match(view.text, of_name.end())
            end = last.end() if last else end
        yield Mention(
            Span(start, end),
            "Government",
            lexicon.government(state) if state else None,
            registered=bool(state and lexicon.government(state)),
        )


def find_parliaments(view: View, lexicon: Lexicon) -> list[Mention]:
    """Find "uw Kamer", the bare "Kamer", and other states' parliaments by adjective."""
    found_here = []
    for found in _CHAMBER.finditer(view.lower):
        noun = found.end() - len(found[0].split()[-1])
        if not view.text[noun].isupper() or _OTHER_CHAMBER.search(view.lower, max(0, noun - 16), noun):
            continue
        if found[0].endswith("s"):
            continue
        found_here.append(Mention(Span(found.start(), found.end()), "Parliament"))
    for found in _ASSEMBLY.finditer(view.lower):
        adjective = _ADJECTIVE.search(view.lower, max(0, found.start() - 30), found.start())
        if adjective and view.text[adjective.start()].isupper() and adjective_stem(adjective[1]) in lexicon.adjectives:
            found_here.append(Mention(Span(adjective.start(), found.end()), "Parliament"))
    return found_here
