"""What a motion declares by itself, asking nobody: that it is for, against or condemns something."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph_builder.relate.lexicon.grammar import load_grammar

_ALSO = r"\s*[«“„‘\"'`]?(?:(?:en|tevens|voorts|alsmede|ook|daarnaast)\s+)*"
_OWN = r"(?:(?:zijn|haar|de)\s+)?(?:[a-zë]+e\s+)?"
_SPEAKS = rf"{_ALSO}(?P<verb>spreekt\s+(?:(?:tevens|voorts|daarom|ook|dan\s+ook|hierbij)\s+)?"
_IT = r"het\s+(?:(?:voor|in|gezien|gelet|met\s+het)\s[^,;.]{3,90}?\s|\w+\s+)?"
"""What a verdict stands behind: "het", maybe for whom or what it is so."""
_SUPPORTS = re.compile(r"\bte\s+(?:blijven\s+)?(?:onder)?steunen\b")
_DENIES = re.compile(r"\b(?:nooit|niet|geen|nimmer)\b")
_VERBS = ("verb", "keurt", "wijst", "plain")
_OBJECTS = ("what", "kept", "rest")


class Declaration(NamedTuple):
    """What a motion declares; offsets into the text of its request."""

    kind: str
    """Of act: "Opposition", "Condemnation", "Support" or "Advocacy"."""
    frame: str
    verb: tuple[int, int]
    """Where its verb stands."""
    what: tuple[int, int]
    """Where the words stand for what it is about."""
    names: bool
    """Whether it is about whom these words name, if they do."""


def read_declaration(text: str) -> Declaration | None:
    """Read what a request of a motion declares: "spreekt uit dat …", "veroordeelt …", "keurt … af".

    Args:
        text: The request, as it stands.

    Returns:
        What it declares; None for another request, or for one that only says how something is.
    """
    for kind, frame, pattern in (
        ("Condemnation", "motie-veroordeelt", _condemns()),
        ("Support", "motie-steunt", _backs()),
        ("Opposition", "motie-wijst-af", _rejects()),
    ):
        found = pattern.match(text)
        if found is not None:
            verb, what = (next(name for name in names if found.groupdict().get(name)) for names in (_VERBS, _OBJECTS))
            return Declaration(kind, frame, found.span(verb), found.span(what), True)
    says = _says_that().match(text)
    if says is None:
        return None
    sort = _sort(says["what"], says["marker"] or "")
    return None if sort is None else Declaration(*sort, says.span("verb"), says.span("what"), sort[0] == "Support")


def _sort(what: str, marker: str) -> tuple[str, str] | None:
    """Tell what the words behind "spreekt uit" make of a declaration.

    "Spreekt uit dat Nederland een open land is" says how it is, not what the Kamer is for.
    """
    requires = _requires().search(what)
    if (requires and _DENIES.search(what)) or _no_such().match(what) or _against().search(what):
        return "Opposition", "motie-spreekt-uit"
    if _SUPPORTS.search(what) and not _desires().match(what):
        return "Support", "motie-steunt"
    if requires or marker.lower().startswith("om") or _desires().search(what):
        return "Advocacy", "motie-bepleit"
    return None


def _any(name: str) -> str:
    """Give a pattern for the words of a class of the grammar."""
    return f"(?:{'|'.join(sorted(load_grammar().words[name]))})"


@cache
def _says_that() -> re.Pattern[str]:
    mind = rf"(?:als\s+{_OWN}{_any('declared_mind')}\s+)?"
    return re.compile(
        rf"{_SPEAKS}{mind}(?:{_OWN}{_any('declared_mind')}\s+)?uit)\s*,?\s*{mind}"
        r"(?P<marker>(?:van\s+(?:mening|oordeel)\s+te\s+zijn,?\s+)?dat\s+|om\s+)?(?P<what>.+)",
        re.DOTALL | re.IGNORECASE,
    )


@cache
def _condemns() -> re.Pattern[str]:
    return re.compile(
        rf"{_SPEAKS}{_OWN}{_any('declared_blame')}\s+uit)\s+(?:over|van|jegens)\s+(?P<what>.+)"
        rf"|{_ALSO}(?P<keurt>keurt)\s+(?P<kept>.+?)\s+af\b"
        rf"|{_ALSO}(?P<plain>{_any('declared_blaming')}|neemt\s+(?:\w+\s+)?afstand\s+van)\s+(?P<rest>.+)",
        re.DOTALL | re.IGNORECASE,
    )


@cache
def _backs() -> re.Pattern[str]:
    return re.compile(
        rf"{_SPEAKS}{_OWN}{_any('declared_backing')}\s+uit)\s+(?:voor|aan|met|jegens)\s+(?P<what>.+)"
        rf"|{_ALSO}(?P<plain>{_any('declared_backed')})\s+(?P<rest>.+)",
        re.DOTALL | re.IGNORECASE,
    )


@cache
def _rejects() -> re.Pattern[str]:
    return re.compile(
        rf"{_ALSO}(?P<verb>zegt)\s+(?:het|zijn|haar)\s+vertrouwen\s+in\s+(?P<what>.+?)\s+op\b"
        rf"|{_ALSO}(?P<wijst>wijst)\s+(?P<kept>.+?)\s+af\b"
        rf"|{_ALSO}(?P<plain>{_any('declared_refused')})\s+(?P<rest>.+)",
        re.DOTALL | re.IGNORECASE,
    )


@cache
def _requires() -> re.Pattern[str]:
    return re.compile(rf"\b{_any('declared_must')}\b")


@cache
def _no_such() -> re.Pattern[str]:
    """Compile what says at once that something must not be: "er geen …", "het onwenselijk is …"."""
    bad = _any("declared_bad")
    return re.compile(
        rf"(?:er\s+)?geen\s+(?!{_any('declared_idle')}|sprake\s+is)"
        rf"|{_IT}(?:{bad}|niet\s+wenselijk|niet\s+acceptabel)\s+is\b"
    )


@cache
def _against() -> re.Pattern[str]:
    return re.compile(
        r"\btegen(?:stander\s+te\s+zijn\s+van|\s+.+\s+te\s+zijn)\b"
        rf"|\b{_any('declared_bad')}\s+(?:is|zijn|te\s+(?:vinden|achten))\b"
    )


@cache
def _desires() -> re.Pattern[str]:
    good = _any("declared_good")
    return re.compile(rf"{_IT}(?:{good}|van\s+(?:groot\s+)?belang)\s+is\b|\bvoorstander\s+te\s+zijn\b")
