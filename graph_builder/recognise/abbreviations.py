"""Names that a text introduces with their abbreviation in brackets, and every further place of the abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_builder.model import Mention, MentionType
from graph_builder.recognise.bodies import shows_body
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.shapes import found_at
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\)")
_ROMAN = re.compile(r"[IVXL]+")
"""A budget chapter: "Ministerie van Financiën (IX)"."""
_NUMBERED = re.compile(r"\s(?:nr\.?\s)?\d+/\d")
"""The number of an act of the Union behind its bracket: "(EG) 1107/2009"."""
_NAMED = frozenset({"Organisation", "Law", "Treaty", "Programme", "Parliament", "Government", "StateGroup"})
_SMALL_WORDS = frozenset(
    {"voor", "tegen", "into", "with", "over", "from", "naar", "tussen", "inzake", "en", "van", "de"}
)
_SMALL_RUN = re.compile(r"(?<![\w-])[A-Za-zà-ÿ][a-zà-ÿ-]+(?:\s[a-zà-ÿ][a-zà-ÿ-]*){0,6}$")
"""Words written small that end where a bracket opens; the first may open a sentence."""
_LEAST = 4
"""How many letters a compound has at least for each of its abbreviation."""
_FEW = 2
"""So few letters can be read in almost any words."""
_BEFORE = 110
"""How far before its bracket an abbreviation's full name may begin, in characters."""


def find_abbreviated(view: View, named: Sequence[Mention]) -> list[Mention]:
    """Find abbreviations and the full names before them.

    Args:
        view: The document.
        named: What was found so far: a name that ends before the bracket is the full one, whatever its letters.
    """
    return list(_abbreviated(view, named))


def introduced_otherwise(view: View, lexicon: Lexicon, named: Sequence[Mention]) -> frozenset[str]:
    """Give the abbreviations that the text brings in for something else, though the registry knows a body by them.

    That is a plan or a law of the registry, or what a noun written small names: "werkkostenregeling (WKR)".

    Args:
        view: The document.
        lexicon: Knows the full names of the bodies.
        named: The registry's names in it.
    """
    ends = {name.span.end: name for name in named if name.registered and name.type in ("Programme", "Law", "Treaty")}
    bodies = {name.span.start: name.entity for name in named if name.registered and name.type == "Organisation"}
    found = set[str]()
    for bracket in _ABBREVIATION.finditer(view.text) if ends or bodies else ():
        end = bracket.start() - view.text[bracket.start() - 1 : bracket.start()].isspace()
        full = ends.get(end)
        body = lexicon.entries.get(bodies.get(bracket.start(1)) or "")
        if full and stands_for(bracket[1], full.span.of(view.text)):
            found.add(bracket[1])
        elif body and (noun := _small_noun(view.text[max(0, end - _BEFORE) : end], bracket[1])):
            known = any(fold(name.text).endswith(noun) for name in body.names)
            if not known and _kind(noun) == "Programme":
                found.add(bracket[1])
    return frozenset(found)


def _small_noun(before: str, short: str) -> str | None:
    """Give the noun written small that an abbreviation in brackets stands for, with the words that it needs.

    Args:
        before: The text up to the bracket.
        short: The abbreviation.
    """
    letters = fold(short).replace("-", "").replace("&", "")
    words = _SMALL_RUN.search(before)
    parts = words[0].split() if words else []
    for first in range(len(parts) - 1, -1, -1):
        noun = fold(" ".join(parts[first:]))
        # Each word gives its first letter; what is over comes from inside, where one word has room for so many.
        initials = "".join(word[0] for word in noun.split() if word not in _SMALL_WORDS)
        whole = noun[0] == letters[0] and _subsequence(initials, letters) and _reads_inside(noun, letters)
        if whole and (" " in noun or (len(letters) > _FEW and len(noun) >= _LEAST * len(letters))):
            return noun
    return None


def _abbreviated(view: View, named: Sequence[Mention]) -> Iterator[Mention]:
    """Read each bracket that holds an abbreviation."""
    ends = {mention.span.end: mention for mention in sorted(named, key=_surest_last) if mention.type in _NAMED}
    taken = {mention.span.start for mention in named if mention.registered}
    kinds: dict[str, MentionType] = {}
    for found in _ABBREVIATION.finditer(view.text):
        short = found[1]
        end = found.start() - view.text[found.start() - 1 : found.start()].isspace()
        known = ends.get(end)
        # "Raad voor het openbaar bestuur (Rob)": a word but for where it stands.
        spelt = (
            known is not None
            and (known.type == "Law" or known.registered)
            and stands_for(short, known.span.of(view.text))
        )
        if (
            (sum(char.isupper() for char in short) < 2 and not spelt)
            or _ROMAN.fullmatch(short)
            or _NUMBERED.match(view.text, found.end())
            or (known is None and found.start(1) in taken)
        ):
            continue
        kind: MentionType = known.type if known else "Organisation"
        if known is None:
            start = full_name_start(view.text, end, short)
            if start is None:
                continue
            kind = _kind(view.text[start:end])
            yield found_at(start, end, kind)
        kinds[short] = kind
    for start, end in view.capitals:
        word = view.text[start:end]
        short = word if word in kinds else word.split("-")[0].removesuffix("'s")
        if short in kinds:
            yield found_at(start, start + len(short), kinds[short])


def _surest_last(mention: Mention) -> tuple[bool, int]:
    """Order mentions so that the registered and the longest come last."""
    return mention.registered, mention.span.end - mention.span.start


def _reads_inside(noun: str, letters: str) -> bool:
    """Tell whether the letters stand in a noun in their order: of few only as its words' first ones."""
    return _subsequence(letters, "".join(word[0] for word in noun.split()) if len(letters) <= _FEW else noun)


def _kind(name: str) -> MentionType:
    """Tell whether a full name is that of a place or a body; what is neither may be a plan, a report or a scheme."""
    lists = load_wordlists()
    programmes, places = (lists.set("organisations", group) for group in ("programme-heads", "place-heads"))
    words = [fold(word) for word in name.split()]
    if places.intersection(words[:2]):
        return "Place"
    return "Organisation" if any(shows_body(word) and word not in programmes for word in words) else "Programme"


def full_name_start(text: str, end: int, short: str) -> int | None:
    """Find where the full name of an abbreviation begins.

    Args:
        text: The text.
        end: Where the full name ends.
        short: The abbreviation.

    Returns:
        The nearest capitalised word from which the letters can be read, or None.
    """
    letters = fold(short).replace("-", "").replace("&", "")
    window = max(0, end - _BEFORE)
    for word in reversed(list(re.finditer(r"[\w'’-]+", text[window:end]))):
        start = window + word.start()
        between = text[start:end]
        if re.search(r"[.;:()\n]", between):
            return None
        initial = word[0][0].isupper() and fold(word[0][0]) == letters[0]
        if initial and _is_title(between) and _reads(fold(between), letters):
            return start
    return None


def _is_title(words: str) -> bool:
    """Tell whether the words of a name are capitalised but for the small ones between them."""
    content = [word for word in words.split() if len(word) > 3 and word not in _SMALL_WORDS]
    capitals = sum(word[0].isupper() for word in content)
    return bool(content) and words.rsplit(maxsplit=1)[-1] not in _SMALL_WORDS and capitals * 4 >= len(content) * 3


def stands_for(short: str, name: str) -> bool:
    """Tell whether the letters of an abbreviation can be read off a name."""
    return _reads(fold(" ".join(name.split())), fold(short).replace("-", "").replace("&", ""))


def _reads(words: str, letters: str) -> bool:
    """Tell whether the letters can be read off the words: the starts of words first, inner letters where they fail."""
    initials = "".join(word[0] for word in re.split(r"[\s-]+", words) if word)
    if _subsequence(letters, initials):
        return True
    several = len(words.split()) > 1
    return several and len(letters) <= len(initials) + 2 and _subsequence(letters, words.replace(" ", ""))


def _subsequence(letters: str, text: str) -> bool:
    """Tell whether the letters stand in the text in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
