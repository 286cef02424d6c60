"""The words of `ontology/wordlists/references.toml`, as one pattern over the folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.recognise.tries import trie
from graph_builder.recognise.wordlists import load_wordlists

_TYPES = {
    "organisations": "Organisation",
    "states": "State",
    "groups": "Group",
    "persons": "Person",
    "treaties": "Treaty",
    "motions": "Motion",
}
"""The lists of nouns behind "deze", and the type of the mentions that they ask for."""
_BESIDE = frozenset({"asking", "singular-verbs", "before-several", "people-endings"})
"""The lists of words that stand for nothing themselves."""
_CITED = "motie"
"""What a citation in brackets says the number of."""


@cache
def reference_pattern() -> re.Pattern[str]:
    """Give the pattern of all words that may stand for something named; the group that matched names the form.

    They are `own`, `you`, `ahead`, `group`, `motion`, `cited`, `letter`, `head`, `state`, `they`, `last` and `them`.
    """
    nouns = "|".join(_any(name) for name in _TYPES)
    forms = (
        rf"(?P<own>{_any('own')})",
        rf"(?P<you>{_any('you')})",
        rf"(?P<ahead>(?:(?:{_any('several')})\s)?(?:(?:{_any('announced')})\s)*(?:{_any('motions')}))(?=[^.;:\n]{{0,60}}:)",
        rf"(?P<group>(?:{_any('pointing')})\s(?:{nouns}))",
        rf"(?P<motion>(?:{_any('the-motion')})\s(?:(?:nader\s)?gewijzigde\s)?motie)"
        r"(?!\sop\sstuk|\s\(|\svan|\sover|\som\s)",
        rf"(?P<cited>{_CITED})(?=\s\()",
        rf"(?P<letter>(?:{_any('the-letter')})\s(?:{_any('letters')}))",
        rf"(?P<head>(?:{_any('the-body')})\s(?:{_any('bodies')}))(?!\svan\s|\svoor\s)",
        rf"(?P<state>{_any('the-state')})",
        rf"(?P<they>{_any('they')})",
        rf"(?P<last>{_any('last')})",
        rf"(?P<them>{_any('them')})",
    )
    return re.compile(rf"\b(?<!-)(?={trie(_firsts())}\b)(?:{'|'.join(forms)})(?![\w-])")


@cache
def several_people() -> re.Pattern[str]:
    """Give the pattern of words for several, for whom "hen" could stand as well: "de scholen", "jongeren"."""
    plural = rf"\b(?:{_any('before-several')}|\d+)\s(?:\w+e\s)?\w{{3,}}(?:en|s)\b"
    return re.compile(rf"{plural}|\w(?:{_any('people-endings')})\b")


@cache
def noun_types() -> dict[str, str]:
    """Give the type of mention that each noun behind "deze" asks for: "landen" gives `State`."""
    return {noun: kind for name, kind in _TYPES.items() for noun in load_wordlists().get("references", name)}


def singular_verbs() -> frozenset[str]:
    """Give the verbs that show "zij" to be one woman."""
    return load_wordlists().set("references", "singular-verbs")


@cache
def asking() -> re.Pattern[str]:
    """Give the pattern of words at an end by which whoever writes asks "u" something: "verzoek ik "."""
    return re.compile(rf"(?<!\w)(?:{_any('asking')})\s$")


def _any(name: str) -> str:
    """Give a list as alternatives, longer ones first; a blank stands for any white space."""
    words = sorted(load_wordlists().get("references", name), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)


def _firsts() -> Iterator[str]:
    """Give the words that a form can begin with: most words of a text need no further look."""
    lists = load_wordlists().lists["references"]
    yield _CITED
    yield from (word.split()[0] for name, words in lists.items() if name not in _BESIDE for word in words)
