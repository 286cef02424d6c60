"""Names that the registry lacks, by their shape: bodies, places, groups of states, plans and reports.

Each rule says why it takes the words for a name; capitals alone, at the start of a sentence or in a heading, never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph_builder.model import Mention, MentionType, Span
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*"
_ABBREVIATION = re.compile(r"\s\(([A-Z][A-Za-z&-]{1,9})\)")
_HEADED = re.compile(
    rf"\s(?:(?:voor|van|tot|tegen|inzake|op|der)\s(?:de\s|het\s|den\s)?)?({_CAP})"
    rf"(?:(?:\sen|\s(?:van|voor|tot)(?:\s(?:de|het))?|\sder)?[ ,]{{1,2}}{_CAP}){{0,5}}"
)
_BEFORE = 110
"""How far before its bracket an abbreviation's full name may begin, in characters."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    heads: re.Pattern[str]
    small_heads: re.Pattern[str]
    foreign: re.Pattern[str]
    foreign_heads: frozenset[str]
    adjectives: re.Pattern[str]
    ends: tuple[str, ...]
    national: re.Pattern[str]
    compound: re.Pattern[str]
    described: re.Pattern[str]
    states: re.Pattern[str]
    direction: re.Pattern[str]
    place_compound: re.Pattern[str]
    place_noun: re.Pattern[str]
    programme: re.Pattern[str]
    programme_words: frozenset[str]


@cache
def _patterns() -> _Patterns:
    """Compile the shapes from the word lists."""
    lists = load_wordlists()

    def words(name: str) -> str:
        return "|".join(sorted(map(re.escape, lists.get("organisations", name)), key=len, reverse=True))

    def titled(name: str) -> str:
        listed = lists.get("organisations", name)
        return "|".join(sorted((re.escape(word[0].upper() + word[1:]) for word in listed), key=len, reverse=True))

    links = "|".join(map(re.escape, lists.get("organisations", "foreign-links")))
    return _Patterns(
        re.compile(rf"(?<![\w-])(?:{titled('heads')})(?=\s)"),
        re.compile(rf"(?<![\w-])(?:{words('small-heads')})(?=\s)"),
        re.compile(rf"(?<![\w-]){_CAP}(?:\s(?:(?:{links})\s){{0,2}}{_CAP}){{1,8}}"),
        lists.set("organisations", "foreign-heads"),
        re.compile(
            rf"(?<![\w-])(?:{titled('adjectives')})\s({_CAP})((?:\s(?:voor|van)\s(?:de\s|het\s)?{_CAP}(?:\s{_CAP})?)?)"
        ),
        lists.get("organisations", "ends"),
        re.compile(rf"(?<![\w-])([A-ZÀ-Þ]\w+(?:se|sche))\s({_CAP}(?:\s{_CAP}){{0,2}})"),
        re.compile(rf"(?<![\w-])[A-Z][A-Za-z]*[A-Z]-[a-z]*(?:{words('compound-ends')})(?![\w-])(?:\sin\s({_CAP}))?"),
        re.compile(rf"(?<![\w-])(?:[A-Z][A-Z]+-)?[a-z]*(?:{words('compound-ends')})\s([A-Z]{{2,8}})(?![\w-])"),
        re.compile(rf"(?<![\w-])[A-Z][A-Z0-9]+-(?:{words('state-group-ends')})(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:{titled('directions')})[\s-](?!\w+(?:se|sche)\b){_CAP}(?:-{_CAP})?"),
        re.compile(rf"(?<![\w-]){_CAP}-(?:{words('place-ends')})(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:{words('place-nouns')})\s(?=[A-ZÀ-Þ][a-zà-ÿ])"),
        re.compile(
            rf"(?<![\w-])(?:Nationaal|Nationale|Europees|Europese|Landelijk|Landelijke|Integraal|Integrale|Meerjarig)?\s?(?:{titled('programme-heads')})(?=\s[A-ZÀ-Þ])"
        ),
        lists.set("organisations", "programme-heads"),
    )


def find_unknown(view: View, lexicon: Lexicon, named: Sequence[Mention]) -> list[Mention]:
    """Find names that no other recogniser knows.

    Args:
        view: The document.
        lexicon: Knows the adjectives of states.
        named: What was found so far; those at the same place win in the merge when they are longer.
    """
    rules = _patterns()
    found = [
        *_headed(view, rules),
        *_foreign(view, rules),
        *_by_adjective(view, lexicon, rules),
        *_compounds(view, rules),
        *_places(view, rules),
    ]
    return found + list(_abbreviated(view, [*named, *found], rules))


def _mention(start: int, end: int, kind: MentionType = "Organisation") -> Mention:
    """Make a mention of something unregistered."""
    return Mention(Span(start, end), kind)


def _headed(view: View, rules: _Patterns) -> Iterator[Mention]:
    """A noun for a kind of body, before a capitalised name: "Stichting X", "commissie X"."""
    for found in rules.heads.finditer(view.text):
        name = _HEADED.match(view.text, found.end())
        if name and not _is_wrapped(view, name):
            yield _mention(found.start(), name.end())
    for found in rules.small_heads.finditer(view.text):
        name = re.compile(rf"\s(?:van\s|voor\s(?:de\s)?)?{_CAP}(?:(?:,\s|\sen\s|\s){_CAP}){{0,4}}").match(
            view.text, found.end()
        )
        if name and not _is_wrapped(view, name):
            yield _mention(found.start(), name.end())


def _is_wrapped(view: View, name: re.Match[str]) -> bool:
    """Tell whether a name would cross from one paragraph or heading into the next."""
    return "\n" in name[0]


def _foreign(view: View, rules: _Patterns) -> Iterator[Mention]:
    """Capitalised words with a foreign noun for a body among them: "Center for X", "X Council"."""
    for found in rules.foreign.finditer(view.text):
        if "\n" in found[0]:
            continue
        words = found[0].split()
        if any(fold(word) in rules.foreign_heads for word in words) and not all(word.isupper() for word in words):
            yield _mention(found.start(), found.end())


def _by_adjective(view: View, lexicon: Lexicon, rules: _Patterns) -> Iterator[Mention]:
    """An adjective such as "Europese", or that of a state, before a capitalised noun for a body."""
    for found in rules.adjectives.finditer(view.text):
        if "\n" not in found[0] and fold(found[1]).endswith(rules.ends):
            yield _mention(found.start(), found.end())
    for found in rules.national.finditer(view.text):
        last = fold(found[2].split()[-1])
        if "\n" not in found[0] and last.endswith(rules.ends) and len(last) > 3:
            yield _mention(found.start(), found.end())


def _compounds(view: View, rules: _Patterns) -> Iterator[Mention]:
    """A describing compound behind an abbreviation: "OHCHR-veldkantoor in Damascus", "VN-bewijzenbank IIIM"."""
    for pattern in (rules.compound, rules.described):
        for found in pattern.finditer(view.text):
            yield _mention(found.start(), found.end())
    for found in rules.states.finditer(view.text):
        yield _mention(found.start(), found.end(), "StateGroup")


def _places(view: View, rules: _Patterns) -> Iterator[Mention]:
    """A direction before a name, a compound such as "X-corridor", and a name behind a noun for a place."""
    for pattern in (rules.direction, rules.place_compound):
        for found in pattern.finditer(view.text):
            if "\n" not in found[0]:
                yield _mention(found.start(), found.end(), "Place")
    for found in rules.place_noun.finditer(view.text):
        name = re.compile(rf"{_CAP}(?:[ -]{_CAP})?").match(view.text, found.end())
        if name:
            yield _mention(name.start(), name.end(), "Place")


def _abbreviated(view: View, named: Sequence[Mention], rules: _Patterns) -> Iterator[Mention]:
    """A full name with its abbreviation in brackets: its words show the letters; then every place of the abbreviation."""
    ends = {
        mention.span.end: mention
        for mention in named
        if mention.type in ("Organisation", "Law", "Treaty", "Programme", "Parliament")
    }
    taken = {mention.span.start for mention in named if mention.registered}
    for found in _ABBREVIATION.finditer(view.text):
        short = found[1]
        if sum(char.isupper() for char in short) < 2:
            continue
        known = ends.get(found.start())
        if known is None and found.start() + 2 in taken:
            continue
        kind: MentionType | None = known.type if known else None
        if known is None:
            start = full_name_start(view.text, found.start(), short)
            if start is None:
                continue
            words = {fold(word) for word in view.text[start : found.start()].split()}
            kind = "Programme" if any(word.endswith(tuple(rules.programme_words)) for word in words) else "Organisation"
            yield _mention(start, found.start(), kind)
        for place in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", view.text):
            yield _mention(place.start(), place.end(), kind or "Organisation")


def full_name_start(text: str, end: int, short: str) -> int | None:
    """Find where the full name of an abbreviation begins: the nearest capitalised word from which its letters can be read."""
    letters = short.lower().replace("-", "").replace("&", "")
    window = max(0, end - _BEFORE)
    words = list(re.finditer(r"[\w'’-]+", text[window:end]))
    for word in reversed(words):
        start = window + word.start()
        between = text[start:end]
        if re.search(r"[.;:()\n]", between):
            return None
        if not word[0][0].isupper() or fold(word[0][0]) != letters[0]:
            continue
        if _reads(fold(between), letters):
            return start
    return None


def _reads(words: str, letters: str) -> bool:
    """Tell whether the letters can be read off the words: the starts of words first, inner letters where they fail."""
    initials = "".join(word[0] for word in re.split(r"[\s-]+", words) if word)
    if _subsequence(letters, initials):
        return True
    return (
        len(letters) <= len(initials) + 2 and _subsequence(letters, words.replace(" ", "")) and len(words.split()) > 1
    )


def _subsequence(letters: str, text: str) -> bool:
    """Tell whether the letters stand in the text in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
