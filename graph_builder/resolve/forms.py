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
_BESIDE = frozenset(
    {
        "asking",
        "pairing",
        "singular-verbs",
        "before-several",
        "people-endings",
        "these-members",
        "members-ask",
        "requesting",
    }
)
"""The lists of words that stand for nothing themselves, or in reports alone."""
_CITED = "motie"
"""What a citation in brackets says the number of."""


@cache
def reference_pattern() -> re.Pattern[str]:
    """Give the pattern of all words that may stand for something named; the group that matched names the form.

    They are `own`, `you`, `ahead`, `coming`, `group`, `motion`, `request`, `cited`, `letter`, `head`, `state`, `they`,
    `last` and `them`.
    """
    nouns = "|".join(any_of(name) for name in _TYPES)
    forms = (
        rf"(?P<own>{any_of('own')})",
        rf"(?P<you>{any_of('you')})",
        rf"(?P<ahead>(?:(?:{any_of('several')})\s)?(?:(?:{any_of('announced')})\s)*(?:{any_of('motions')}))(?=[^.;:\n]{{0,60}}:)",
        rf"(?P<coming>(?:(?:{any_of('several')})\s)?(?:{any_of('coming')})\s(?:\w+e\s)?"
        rf"(?:{any_of('organisations')}|{any_of('states')}))(?=[^.;:\n]{{0,90}}:)",
        rf"(?P<group>(?:{any_of('pointing')})\s(?:{nouns}))",
        rf"(?P<motion>(?:{any_of('the-motion')})\s(?:(?:nader\s)?gewijzigde\s)?motie)"
        r"(?!\sop\sstuk|\s\(|\svan|\sover|\som\s)",
        rf"(?P<request>{any_of('the-request')})(?!\sop\s|\svan|\som\s|\s(?:aan|tot|uit)\s|\s\()",
        rf"(?P<cited>{_CITED})(?=\s\()",
        rf"(?P<letter>(?:{any_of('the-letter')})\s(?:{any_of('letters')}))",
        rf"(?P<head>(?:{any_of('the-body')})\s(?:{any_of('bodies')}))(?!\svan\s|\svoor\s)",
        rf"(?P<state>{any_of('the-state')})",
        rf"(?P<they>{any_of('they')})",
        rf"(?P<last>{any_of('last')})",
        rf"(?P<them>{any_of('them')})",
    )
    return re.compile(rf"\b(?<!-)(?={trie(_firsts())}\b)(?:{'|'.join(forms)})(?![\w-])")


@cache
def several_people() -> re.Pattern[str]:
    """Give the pattern of words for several, for whom "hen" could stand as well: "de scholen", "jongeren"."""
    plural = rf"\b(?:{any_of('before-several')}|\d+)\s(?:\w+e\s)?\w{{3,}}(?:en|s)\b"
    return re.compile(rf"{plural}|\w(?:{any_of('people-endings')})\b")


@cache
def noun_types() -> dict[str, str]:
    """Give the type of mention that each noun behind "deze" asks for: "landen" gives `State`."""
    return {noun: kind for name, kind in _TYPES.items() for noun in load_wordlists().get("references", name)}


def singular_verbs() -> frozenset[str]:
    """Give the verbs that show "zij" to be one woman."""
    return load_wordlists().set("references", "singular-verbs")


@cache
def pairing() -> frozenset[str]:
    """Give the words by which two of a kind are meant: "beide moties"."""
    return load_wordlists().set("references", "pairing")


@cache
def asking() -> re.Pattern[str]:
    """Give the pattern of words at an end by which whoever writes asks "u" something: "verzoek ik "."""
    return re.compile(rf"(?<!\w)(?:{any_of('asking')})\s$")


@cache
def requesting() -> re.Pattern[str]:
    """Give the pattern of the verbs by which a motion is said to ask something."""
    return re.compile(rf"(?<!\w)(?:{any_of('requesting')})(?!\w)")


def any_of(name: str) -> str:
    """Give a list as alternatives, longer ones first; a blank stands for any white space."""
    words = sorted(load_wordlists().get("references", name), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)


def _firsts() -> Iterator[str]:
    """Give the words that a form can begin with: most words of a text need no further look."""
    lists = load_wordlists().lists["references"]
    yield _CITED
    yield from (word.split()[0] for name, words in lists.items() if name not in _BESIDE for word in words)
