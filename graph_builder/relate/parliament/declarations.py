"""What a motion declares by itself, asking nobody: that it is for, against or condemns something."""

from __future__ import annotations

import re
from typing import NamedTuple

_ALSO = r"\s*[«“„‘\"'`]?(?:(?:en|tevens|voorts|alsmede|ook|daarnaast)\s+)*"
_MIND = r"(?:mening|oordeel|wens|overtuiging|opvatting)"
_OWN = r"(?:(?:zijn|haar|de)\s+)?(?:[a-zë]+e\s+)?"
_SPEAKS = rf"{_ALSO}(?P<verb>spreekt\s+(?:(?:tevens|voorts|daarom|ook|dan\s+ook|hierbij)\s+)?"
_SAYS_THAT = re.compile(
    rf"{_SPEAKS}(?:als\s+{_OWN}{_MIND}\s+)?(?:{_OWN}{_MIND}\s+)?uit)\s*,?\s*(?:als\s+{_OWN}{_MIND}\s+)?"
    r"(?P<marker>(?:van\s+(?:mening|oordeel)\s+te\s+zijn,?\s+)?dat\s+|om\s+)?(?P<what>.+)",
    re.DOTALL | re.IGNORECASE,
)
_CONDEMNS = re.compile(
    rf"{_SPEAKS}{_OWN}(?:afkeuring|veroordeling|afschuw|verontwaardiging)\s+uit)\s+(?:over|van|jegens)\s+(?P<what>.+)"
    rf"|{_ALSO}(?P<keurt>keurt)\s+(?P<kept>.+?)\s+af\b"
    rf"|{_ALSO}(?P<plain>veroordeelt|hekelt|neemt\s+(?:\w+\s+)?afstand\s+van)\s+(?P<rest>.+)",
    re.DOTALL | re.IGNORECASE,
)
_BACKS = re.compile(
    rf"{_SPEAKS}{_OWN}(?:steun|solidariteit|ondersteuning)\s+uit)\s+(?:voor|aan|met|jegens)\s+(?P<what>.+)"
    rf"|{_ALSO}(?P<plain>steunt|onderschrijft|verwelkomt)\s+(?P<rest>.+)",
    re.DOTALL | re.IGNORECASE,
)
_REJECTS = re.compile(
    rf"{_ALSO}(?P<verb>zegt)\s+(?:het|zijn|haar)\s+vertrouwen\s+in\s+(?P<what>.+?)\s+op\b"
    rf"|{_ALSO}(?P<wijst>wijst)\s+(?P<kept>.+?)\s+af\b"
    rf"|{_ALSO}(?P<plain>verwerpt)\s+(?P<rest>.+)",
    re.DOTALL | re.IGNORECASE,
)
_SUPPORTS = re.compile(r"\bte\s+(?:blijven\s+)?(?:onder)?steunen\b")
_REQUIRES = re.compile(r"\b(?:mag|mogen|moet|moeten|dient|dienen|behoort|behoren|hoort|horen)\b")
_DENIES = re.compile(r"\b(?:nooit|niet|geen|nimmer)\b")
_NO_SUCH = re.compile(
    r"(?:er\s+)?geen\s+(?!twijfel|misverstand|aanleiding|reden|onderscheid|sprake\s+is|aanwijzing)|het\s+(?:\w+\s+)?(?:onwenselijk|ongewenst"
    r"|onacceptabel|onaanvaardbaar|verwerpelijk|niet\s+wenselijk|niet\s+acceptabel)\s+is\b"
)
_AGAINST = re.compile(
    r"\btegen(?:stander\s+te\s+zijn\s+van|\s+.+\s+te\s+zijn)\b"
    r"|\b(?:onwenselijk|ongewenst|onacceptabel|onaanvaardbaar|verwerpelijk)\s+(?:is|zijn|te\s+(?:vinden|achten))\b"
)
_DESIRES = re.compile(
    r"het\s+(?:\w+\s+)?(?:wenselijk|gewenst|noodzakelijk|nodig|belangrijk|van\s+(?:groot\s+)?belang)\s+is\b"
    r"|\bvoorstander\s+te\s+zijn\b"
)


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
        ("Condemnation", "motie-veroordeelt", _CONDEMNS),
        ("Support", "motie-steunt", _BACKS),
        ("Opposition", "motie-wijst-af", _REJECTS),
    ):
        found = pattern.match(text)
        if found is not None:
            verb, what = (next(name for name in names if found.groupdict().get(name)) for names in (_VERBS, _OBJECTS))
            return Declaration(kind, frame, found.span(verb), found.span(what), True)
    says = _SAYS_THAT.match(text)
    if says is None:
        return None
    sort = _sort(says["what"], says["marker"] or "")
    return None if sort is None else Declaration(*sort, says.span("verb"), says.span("what"), sort[0] == "Support")


_VERBS = ("verb", "keurt", "wijst", "plain")
_OBJECTS = ("what", "kept", "rest")


def _sort(what: str, marker: str) -> tuple[str, str] | None:
    """Tell what the words behind "spreekt uit" make of a declaration.

    "Spreekt uit dat Nederland een open land is" says how it is, not what the Kamer is for.
    """
    requires = _REQUIRES.search(what)
    if (requires and _DENIES.search(what)) or _NO_SUCH.match(what) or _AGAINST.search(what):
        return "Opposition", "motie-spreekt-uit"
    if _SUPPORTS.search(what):
        return "Support", "motie-steunt"
    if requires or marker.lower().startswith("om") or _DESIRES.search(what):
        return "Advocacy", "motie-bepleit"
    return None
