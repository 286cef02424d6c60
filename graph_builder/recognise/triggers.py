"""The words at which a recogniser looks closer, found in the same pass as the registry's names.

A trigger group is a word list, named "file.list". Instead of searching a text for each of its patterns, a recogniser
asks where its triggers stand and matches there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graph_builder.recognise.view import as_words, fold
from graph_builder.recognise.wordlists import Wordlists

_GROUPS = (
    "cases.words",
    "dates.starts",
    "dates.months",
    "governments.words",
    "laws.article-words",
    "laws.codes",
    "laws.law-heads",
    "laws.treaty-heads",
    "motions.words",
    "organisations.adjectives",
    "organisations.assemblies",
    "organisations.directions",
    "organisations.city-states",
    "organisations.heads",
    "organisations.national-bodies",
    "organisations.ministry-words",
    "organisations.committee-words",
    "organisations.place-nouns",
    "organisations.paper-nouns",
    "organisations.places",
    "organisations.programme-heads",
    "organisations.several",
    "organisations.small-heads",
    "papers.letters",
    "papers.named",
    "papers.topical",
    "persons.fates",
    "persons.known",
    "persons.members",
    "persons.people",
    "persons.titles",
    "roles.alone",
    "roles.colleagues",
    "roles.heads",
    "roles.offices",
)
PORTFOLIOS = "roles.portfolios"
"""The one group that the registry adds to: the ministries' names."""


def triggers(lists: Wordlists, portfolios: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Give for each trigger's words, folded and between blanks, the groups that it belongs to.

    Args:
        lists: The word lists.
        portfolios: The portfolios of ministers, folded.
    """
    groups: dict[str, list[str]] = {}
    for group in _GROUPS:
        file, name = group.split(".")
        for word in lists.get(file, name):
            groups.setdefault(_words(word), []).append(group)
    for portfolio in portfolios:
        groups.setdefault(_words(portfolio), []).append(PORTFOLIOS)
    return {words: tuple(dict.fromkeys(found)) for words, found in groups.items()}


def _words(word: str) -> str:
    """Fold a trigger to words between blanks; a closing full stop is no part of them."""
    return f" {re.sub(r'[.]$', '', as_words(fold(word)).rstrip())} "
