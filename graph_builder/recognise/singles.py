"""Single capitalised words that nothing else explains: companies, bodies, places and well-known persons.

A word counts only in the middle of a sentence, and only with a reason: the noun before it ("het bedrijf X"), its own
last part ("Rijksrecherche"), a preposition of place, or that the document uses it again and again without an article,
as names are. Words of the Dutch dictionary never count by repetition.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph_builder.model import Mention, MentionType, Span
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.shapes import explained, is_one_line
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_BEFORE = re.compile(r"(?:(?:^|[\s(«“‘\"'])([a-zà-ÿ]+,?|[A-ZÀ-Þ][a-zà-ÿ]+)|([,(]))\s$")
_OF_PLACE = re.compile(r"(?<!\w)(?:inwoners|bewoners|omwonenden|burgemeester|omgeving|nabijheid|dorpskern)\svan\s$")
"""What only a place has."""
_WORD = re.compile(r"[A-ZÀ-Þ]\w*[a-zà-ÿ]\w*(?:-[A-ZÀ-Þ]\w+)?(?![\w'’-]|\.\w)")
_CAPITALS = re.compile(r"[A-Z]{3,8}")
_OF_NAME = re.compile(r"([A-ZÀ-Þ]\w*[a-zà-ÿ]\w*)-[a-zà-ÿ]+(?![\w'’-])")
"""A compound that begins with a name: "X-werknemers"."""
_NEXT = re.compile(r"\s(?:[A-ZÀ-Þ]\w+)")
_MORE = re.compile(r"(?:\s(?:[A-ZÀ-Þ][\w'’&-]*)){0,3}")
_JOINT = re.compile(r"(?:,|,?\sen|\sof|,?\sevenals)\s(?:de\s|het\s)?$")
_LISTED = frozenset({"State", "Place", "Organisation", "Person"})
"""Types whose lists a name of one word may continue."""
_ADJECTIVE = re.compile(r"(?:sche|se|nse|isch|aans|iaans)$")
_PLACE = "inwoners van"
"""Stands for words that only a place has, in the place of the word before."""
_COMPOUND = "-"
"""Stands for a use as the first part of a compound, in the place of the word before."""
_NEAR = 24
"""How far before a word, in characters, what shows its kind may stand."""
_HALF = 4
"""The shortest half of a compound that is looked up."""
_OFTEN = 2
"""How often a word must stand without an article to count as a name by repetition."""


@dataclass(frozen=True, slots=True)
class _Rules:
    nouns: frozenset[str]
    ends: tuple[str, ...]
    place_prepositions: frozenset[str]
    unsure_prepositions: frozenset[str]
    acting: frozenset[str]
    leads: frozenset[str]
    determiners: frozenset[str]
    conjunctions: frozenset[str]
    institutions: frozenset[str]
    no_bodies: frozenset[str]


@cache
def _rules() -> _Rules:
    """Compile the reasons from the word lists."""
    lists = load_wordlists()
    return _Rules(
        lists.set("organisations", "company-nouns"),
        lists.get("organisations", "compound-bodies"),
        lists.set("organisations", "place-prepositions") | {_PLACE},
        lists.set("organisations", "unsure-place-prepositions"),
        lists.set("organisations", "acting"),
        lists.set("organisations", "place-prepositions") | lists.set("organisations", "acting"),
        lists.set("organisations", "determiners"),
        lists.set("organisations", "conjunctions"),
        lists.set("organisations", "institutions"),
        frozenset(lists.get("organisations", "no-bodies")),
    )


def find_singles(view: View, named: Sequence[Mention]) -> list[Mention]:
    """Find names of one word that no other recogniser found.

    Args:
        view: The document.
        named: What was found so far; words inside it are explained.
    """
    taken = explained(view.text, named)
    singles = _Singles(view, named)
    for start, end in view.capitals:
        if taken[start] or taken[end - 1] or (view.text[start - 1 : start] == "\n" and _begins_block(view, start)):
            continue
        # The word before begins behind the last blank but one.
        near = max(0, start - _NEAR)
        near = max(near, view.text.rfind(" ", near, max(0, start - 1)))
        lead = _BEFORE.search(view.text, near, start)
        before = fold(lead[1] or lead[2]) if lead else ""
        if lead and lead[0].lstrip("\n («“‘\"'")[:1].isupper() and before not in _rules().leads:
            continue
        if before and _WORD.match(view.text, start):
            of_place = before == "van" and _OF_PLACE.search(view.lower, max(0, start - _NEAR), start)
            singles.weigh(start, end, _PLACE if of_place else before)
        elif _CAPITALS.fullmatch(view.text, start, end) and singles.shows_body(start, end, before):
            singles.take(view.text[start:end])
        elif compound := _OF_NAME.match(view.text, start):
            singles.weigh_first(compound[1])
    return [*singles.spans, *_everywhere(view, singles.names()), *_known_persons(view)]


def _begins_block(view: View, start: int) -> bool:
    """Tell whether a word behind a line break begins a block: what stands before it says nothing of it."""
    return start > 1 and not is_one_line(view, start - 2, start + 1)


class _Singles:
    """Collects what speaks for each unexplained word of one document."""

    def __init__(self, view: View, named: Sequence[Mention]) -> None:
        self.spans: list[Mention] = []
        """What is a name at one place, whatever stands elsewhere."""
        self._view = view
        self._rules = _rules()
        self._neighbours = {mention.span.end: mention.type for mention in named if mention.type in _LISTED}
        self._found: dict[str, MentionType] = {
            word: "Place"
            for mention in named
            if mention.type == "Place" and not mention.registered
            for word in [mention.span.of(view.text)]
            if _WORD.fullmatch(word) and not _is_common(word)
        }
        """Names wherever they stand; a place that its noun shows is one everywhere ("de buurtschap X")."""
        self._uses: dict[str, list[str]] = defaultdict(list)

    def weigh(self, start: int, end: int, before: str) -> None:
        """Take note of a word.

        Args:
            start: Where it starts.
            end: Where it ends.
            before: The folded word or sign before it.
        """
        word = self._view.text[start:end]
        if self._view.text[end : end + 1] == "." and f"{fold(word)}." in load_wordlists().set("persons", "titles"):
            return
        compound = fold(word).endswith(self._rules.ends) and fold(word.split("-")[-1]) not in self._rules.ends
        if compound:
            self.spans.append(Mention(Span(start, end), "Organisation"))
        elif fold(word) in self._rules.institutions:
            if before in ("de", "het") and not _NEXT.match(self._view.text, end):
                self.spans.append(Mention(Span(start, end), "Organisation"))
        elif before in self._rules.nouns and not _ADJECTIVE.search(word):
            self._take_whole(start, end)
            if not _NEXT.match(self._view.text, end):
                self._found[word] = "Organisation"
        elif _is_common(word):
            return
        elif _NEXT.match(self._view.text, end):
            if self._listed_with(start) == "Organisation":
                self._take_whole(start, end)
        else:
            self._uses[word].append(before)
            kind = self._listed_with(start)
            if kind == "Organisation" and _is_compound(word):
                return
            if kind and (kind == "Organisation" or before not in self._rules.determiners):
                self._found.setdefault(word, kind)
                self._neighbours[end] = kind

    def shows_body(self, start: int, end: int, before: str) -> bool:
        """Tell whether an abbreviation is a body's: its noun stands before it, or a list of bodies goes on with it."""
        if before in self._rules.nouns:
            return True
        other = self._view.text[start:end] in self._rules.no_bodies or self._view.text[end : end + 1] == "-"
        return not other and self._listed_with(start) == "Organisation"

    def take(self, word: str) -> None:
        """Take an abbreviation that the noun before it shows to be a body, wherever it stands."""
        self._found[word] = "Organisation"

    def weigh_first(self, word: str) -> None:
        """Take note of the first part of a compound: only a body has employees, clients, agreements."""
        if not _is_common(word):
            self._uses[word].append(_COMPOUND)

    def names(self) -> dict[str, MentionType]:
        """Give the words that are names wherever they stand, with their types."""
        for word, contexts in self._uses.items():
            kind = None if word in self._found else _kind(contexts, self._rules)
            if kind and not _is_compound(word):
                self._found[word] = kind
        return self._found

    def _take_whole(self, start: int, end: int) -> None:
        """Take a word with the capitalised words behind it as the name of a body."""
        more = _MORE.match(self._view.text, end)
        last = more.end() if more else end
        self.spans.append(Mention(Span(start, last), "Organisation"))
        self._neighbours[last] = "Organisation"

    def _listed_with(self, start: int) -> MentionType | None:
        """Give the type of what the word continues a list of."""
        joint = _JOINT.search(self._view.text, max(0, start - 12), start)
        return self._neighbours.get(joint.start()) if joint else None


def _is_common(word: str) -> bool:
    """Tell whether a word stands in the Dutch dictionary or is an adjective of a people."""
    return _ADJECTIVE.search(word) is not None or is_known(word.lower())


def _is_compound(word: str) -> bool:
    """Tell whether a word is an ordinary compound of two that the dictionary knows: "Kamermoties", "Cohesiebeleid"."""
    small = word.lower()
    halves = ((small[:cut].removesuffix("s"), small[cut:]) for cut in range(_HALF, len(small) - _HALF + 1))
    return any(is_known(first) and is_known(last) for first, last in halves)


def _kind(contexts: Sequence[str], rules: _Rules) -> MentionType | None:
    """Tell what a word names by the words before its uses."""
    acts = any(word in rules.acting for word in contexts)
    contexts = [word for word in contexts if word.strip(",(") not in rules.conjunctions]
    bare = [word for word in contexts if word.strip(",(") not in rules.determiners]
    places = [word for word in bare if word in rules.place_prepositions]
    unsure = acts and rules.unsure_prepositions.issuperset(places)
    if places and len(places) * 2 >= len(contexts) and not unsure:
        return "Place"
    if len(bare) >= _OFTEN and set(bare) != {_COMPOUND} and len(bare) * 4 >= len(contexts) * 3:
        return "Organisation"
    return None


def _everywhere(view: View, found: dict[str, MentionType]) -> Iterator[Mention]:
    """Give every place of the words that turned out to be names."""
    for start, end in view.capitals if found else ():
        word = view.text[start:end]
        name = word if word in found else word.split("-")[0].removesuffix("'s")
        if name in found:
            yield Mention(Span(start, start + len(name)), found[name])


def _known_persons(view: View) -> Iterator[Mention]:
    """Give heads of state and the like that prose names by their surname alone."""
    for start, end in view.at("persons.known"):
        if view.text[start].isupper() or "-" in view.text[start:end]:
            yield Mention(Span(start, end), "Person")
