"""The closed word classes of Dutch, read from `dutch.toml` beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain

from graph_builder.errors import KnowledgeError

HARD_POINTS = frozenset(";:–—?!")
"""Points that end a clause whatever comes next."""

PERFECT = frozenset(["hebben", "zijn", "worden"])
"""Auxiliaries of the perfect and the passive: a participle goes with them."""
MODAL = frozenset(
    ["zullen", "kunnen", "moeten", "mogen", "willen", "gaan", "laten", "blijven", "helpen", "doen", "komen"]
)
"""Verbs with which an infinitive without *te* goes."""
AUXILIARY = PERFECT | MODAL

_REMEMBERED = 30_000
"""Of how many words it is remembered of which heads they are compounds."""
_LAST = 3
"""By how many letters at the end of a word heads of compounds are looked up."""
_PROMISING = (
    "informing",
    "sending",
    "receiving",
    "expecting",
    "returning",
    "including",
    "planning",
    "following",
    "telling",
    "awaited",
)
"""The classes of verbs by which promises are made without "zal" or "wil"."""


@dataclass(frozen=True)
class Grammar:
    """What the clause layer knows of Dutch beside the verbs of the frames."""

    words: Mapping[str, frozenset[str]]
    """The words of each closed class, by its name: "prepositions", "adverbs"."""
    verbs: Mapping[str, tuple[str, ...]]
    """Lists of infinitives, by what they share: "common", "stressed", "inseparable"."""
    phrases: Mapping[str, tuple[str, ...]]
    """Lists of words that belong together, by what they share: "here", "soon"."""
    tracks: Mapping[str, tuple[str, ...]]
    """Words and phrases by which a document announces and opens strands of policy."""
    irregular: Mapping[str, tuple[str, ...]]
    """Infinitive to past singular, past plural, participle, and where irregular third and first person."""

    @cached_property
    def openers(self) -> frozenset[str]:
        """Every word that can open a subordinate clause."""
        classes = ("infinitive_markers", "relatives", "examples", "subordinators")
        return frozenset(["dat", "die", "als", "of", "daar", "hoe", "nu", "sinds"]).union(
            *(self.words[name] for name in classes)
        )

    @cached_property
    def promising(self) -> frozenset[str]:
        """Infinitives that promise without "zal" or "wil": in the present tense, with what says that it is to come."""
        return frozenset[str]().union(*(self.words[name] for name in _PROMISING))

    @cached_property
    def structural(self) -> frozenset[str]:
        """Words and points that can end a clause or begin one; any other that is no verb only goes on with it."""
        return self.openers | self.words["coordinators"] | HARD_POINTS | {","}

    @cached_property
    def thin(self) -> frozenset[str]:
        """Infinitives that say little by themselves: beside another verb they are never what a clause is about."""
        helping = ["worden", "zijn", "hebben", "zullen", "kunnen", "moeten", "mogen", "willen"]
        return self.words["aspectual"].union(helping)

    @cached_property
    def meeting(self) -> tuple[str, ...]:
        """How the names of bodies end that meet and are spoken in: councils, committees, parliaments."""
        return tuple(self.words["meeting"])

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The separable particles of verbs, as they stand apart."""
        return frozenset(self.verbs["separable_prefixes"])

    @cached_property
    def _heads(self) -> Mapping[str, tuple[str, ...]]:
        """The heads of compounds by their last letters, by which most words are no compound with any of them."""
        heads = sorted(self.words["heads"])
        return {head[-_LAST:]: tuple(other for other in heads if other.endswith(head[-_LAST:])) for head in heads}

    def heads_in(self, lows: Iterable[str]) -> list[str]:
        """Give what frames write for the words that are or end with a head of compounds.

        >>> load_grammar().heads_in(["het", "pensioenakkoord"])
        ['*akkoord']

        Args:
            lows: Words in lower case.
        """
        return [*chain.from_iterable(map(self._compounded, lows))]

    @cached_property
    def _compounded(self) -> Callable[[str], tuple[str, ...]]:
        """Give what frames write for one word; asked of every word, told once for the words met last."""
        heads = self._heads

        @lru_cache(_REMEMBERED)
        def compounded(low: str) -> tuple[str, ...]:
            return tuple(f"*{head}" for head in heads.get(low[-_LAST:], ()) if low.endswith(head))

        return compounded

    @cached_property
    def openings(self) -> Mapping[str, tuple[list[str], ...]]:
        """Fixed words that open a sentence and belong to no clause, word by word, by the first one."""
        split = [phrase.split() for phrase in self.phrases["openings"]]
        return {words[0]: tuple(other for other in split if other[0] == words[0]) for words in split}

    @cached_property
    def manners(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Fixed words that say how something is done, word by word, by the first one."""
        split = [tuple(phrase.split()) for phrase in self.phrases["manner"]]
        return {words[0]: tuple(other for other in split if other[0] == words[0]) for words in split}


@cache
def load_grammar() -> Grammar:
    """Read the grammar that ships with the product.

    Raises:
        KnowledgeError: The file is not well-formed.
    """
    try:
        data = tomllib.loads(files(__package__).joinpath("dutch.toml").read_text(encoding="utf-8"))
        words = {name: frozenset(text.split()) for name, text in data["words"].items()}
        verbs = {name: tuple(text.split()) for name, text in data["verbs"].items()}
        phrases = {name: _split(text) for name, text in data["phrases"].items()}
        tracks = {name: _split(text) for name, text in data["tracks"].items()}
        irregular = {lemma: tuple(form.strip() for form in row.split(",")) for lemma, row in data["irregular"].items()}
    except (tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise KnowledgeError(
            f"graph_builder/relate/lexicon/dutch.toml is not well-formed: {error}; correct the file"
        ) from error
    for lemma, row in irregular.items():
        if len(row) < 3:
            raise KnowledgeError(f'dutch.toml gives "{lemma}" {len(row)} forms; give past, past plural and participle')
    return Grammar(words, verbs, phrases, tracks, irregular)


def _split(text: str) -> tuple[str, ...]:
    """Split a list at its bars, or at white space where it has none."""
    return tuple(re.split(r"\|\s*" if "|" in text else r"\s+", text.strip()))
