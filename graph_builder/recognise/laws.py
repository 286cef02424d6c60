"""Treaties, acts and regulations by the form of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph_builder.model import Mention, MentionType, Span
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_WORD = re.compile(r"\s([\w'’-]+)")
_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\d)")
_CODE = re.compile(
    r"(?<![\w-])(?:Wetboek van (?:Strafrecht|Strafvordering|Koophandel|Burgerlijke Rechtsvordering|Militair Strafrecht)|Burgerlijk Wetboek|Algemene wet [a-z]+(?: [a-z]+)?|Algemene verordening gegevensbescherming)"
)
_ACT = re.compile(r"(?<![\w-])(?:[A-Z][\w-]+\s(?:and\s|of\s|on\s)?){1,5}Act(?![\w-])")
_ABOUT = re.compile(r"\s(?:van|inzake|betreffende|tegen|tot|voor|over|ter)\s")
_CLOSE = re.compile(r"(?:\s[A-Z]{2,5}(?=\s\d{4}))?\s(?:19|20)\d\d(?!\d)")
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class _Patterns:
    law_head: re.Pattern[str]
    law_compound: re.Pattern[str]
    treaty_of: re.Pattern[str]
    treaty_compound: re.Pattern[str]
    treaty_named: re.Pattern[str]
    treaty_dated: re.Pattern[str]
    links: frozenset[str]
    ends: frozenset[str]


@cache
def _patterns() -> _Patterns:
    """Compile the forms from the word lists."""
    lists = load_wordlists()

    def words(name: str) -> str:
        return "|".join(sorted(lists.get("laws", name), key=len, reverse=True))

    treaty = words("treaty-heads")
    return _Patterns(
        re.compile(rf"(?<![\w-])({words('law-heads')})(?=\s[a-z])"),
        re.compile(rf"(?<![\w-])\w{{4,}}(?:{words('law-ends')})(?![\w-])"),
        re.compile(rf"(?<![\w-])({treaty})(?=\s(?:van|inzake|betreffende|tegen|tot|voor|over|ter)\s)"),
        re.compile(rf"(?<![\w-])(?:\w+-)?\w+(?:{words('treaty-ends')})(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:\w[\w-]+\s){{1,3}}({treaty})(?![\w-])"),
        re.compile(rf"(?<![\w-])[a-z]+e\s(?:{treaty})\svan\s(?:(?:19|20)\d\d|\d{{1,2}}\s[a-z]+\s\d{{4}})(?!\w)"),
        lists.set("laws", "links"),
        lists.set("laws", "ends"),
    )


def find_laws(view: View) -> list[Mention]:
    """Find acts and treaties by their form; which known one it is, if any, the registry's names say."""
    rules = _patterns()
    found = [*_laws(view, rules), *_treaties(view, rules)]
    return found


def _mention(start: int, end: int, kind: MentionType) -> Mention:
    """Make a mention of something that the registry does not know."""
    return Mention(Span(start, end), kind)


def _laws(view: View, rules: _Patterns) -> Iterator[Mention]:
    """Read "Wet open overheid", "Omgevingswet", "Wetboek van Strafrecht", "Digital Services Act"."""
    for pattern in (_CODE, _ACT):
        for found in pattern.finditer(view.text):
            yield _mention(found.start(), found.end(), "Law")
    for found in rules.law_head.finditer(view.lower):
        if not view.text[found.start()].isupper() or view.text[found.end() + 1].isupper():
            continue
        end = _about(view, found.end(), rules)
        if end > found.end():
            yield _mention(found.start(), end, "Law")
        elif len(found[1]) > len("verordening"):
            yield _mention(found.start(), found.end(), "Law")
    for found in rules.law_compound.finditer(view.lower):
        if view.text[found.start()].isupper():
            close = _CLOSE.match(view.text, found.end())
            yield _mention(found.start(), close.end() if close else found.end(), "Law")


def _about(view: View, start: int, rules: _Patterns) -> int:
    """Follow what an act is about, in small words, to its end; a year may close it."""
    end = start
    place = start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(view.lower, place)
        if (
            not word
            or word[1] in rules.ends
            or not word[1][0].isalpha()
            or view.text[word.start() : word.end()].count("\n") > 1
        ):
            break
        place = word.end()
        if word[1] not in rules.links:
            end = place
    year = _YEAR.match(view.text, end)
    return year.end() if year else end


def _treaties(view: View, rules: _Patterns) -> Iterator[Mention]:
    """Read "VN-antifolterverdrag", "Verdrag van Lissabon", "Boedapest Memorandum", "trilaterale akkoord van 2020"."""
    for found in rules.treaty_compound.finditer(view.lower):
        if view.text[found.start()].isupper() and found[0] not in ("verdrag", "conventie"):
            yield _mention(found.start(), found.end(), "Treaty")
    for found in rules.treaty_of.finditer(view.lower):
        if view.text[found.start()].isupper():
            end = _of(view, found.end(), rules)
            if end:
                yield _mention(found.start(), end, "Treaty")
    for found in rules.treaty_named.finditer(view.lower):
        start, head = found.start(), found.start(1)
        if not view.text[head].isupper():
            continue
        words = list(re.finditer(r"\S+", view.text[start:head]))
        while words and not words[0][0][0].isupper():
            start += words[1].start() - words[0].start() if len(words) > 1 else head - start
            words = list(re.finditer(r"\S+", view.text[start:head]))
        if (
            start < head
            and all(word[0][0].isupper() for word in words)
            and not _opens_sentence(view, start, words[0][0])
        ):
            yield _mention(start, _named_for(view, found.end(), rules), "Treaty")
    for found in rules.treaty_dated.finditer(view.lower):
        yield _mention(found.start(), found.end(), "Treaty")


def _opens_sentence(view: View, start: int, word: str) -> bool:
    """Tell whether a capitalised word owes its capital to the start of a sentence."""
    return word.lower() in ("het", "de", "dit", "een", "in", "dat", "aan", "nationaal")


def _named_for(view: View, start: int, rules: _Patterns) -> int:
    """Follow what a treaty is about, if a preposition says so: "Internationaal Verdrag inzake burgerrechten"."""
    return _of(view, start, rules) or start if _ABOUT.match(view.lower, start) else start


def _of(view: View, start: int, rules: _Patterns) -> int | None:
    """Follow what a treaty is called after: "van Lissabon", "inzake de rechten van het kind", "van de Verenigde Naties"."""
    name = re.compile(r"\svan\s(?:de\s|het\s)?[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)*").match(view.text, start)
    if name:
        return name.end()
    end = _about(view, start, rules)
    return end if end > start else None
