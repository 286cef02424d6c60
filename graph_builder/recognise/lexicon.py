"""What the recognisers know beforehand: the registry's names as one automaton, and the word lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

import ahocorasick_rs

from graph_builder.model import MentionType
from graph_builder.recognise.triggers import triggers
from graph_builder.recognise.view import as_words, fold
from graph_builder.recognise.wordlists import Wordlists, load_wordlists
from ontology.registry import Entry, Name, Registry
from ontology.terms import Vocabulary

_GENITIVE_TYPES = frozenset({"State"})
_MINISTRY = re.compile(r"^ministerie (?:van |voor )")
_JOINED = re.compile(r"\w*[a-zà-ÿ][A-ZÀ-Þ]\w*")
_ARTICLE = re.compile(r"(?:de|het|een) (?!kabinet)")
_SHORTEST_FOLDED = 4
"""Names of fewer letters count only in their own capitals."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of an entry, as one reading of words in a text."""

    entry: Entry
    name: Name
    type: MentionType
    genitive: bool = False
    article: int = 0
    """Length of an article that the words begin with and a mention leaves out ("de regering")."""
    sign: str = ""
    """A sign that the name ends with ("DUO+")."""
    needs: tuple[str, ...] = ()
    """The words of which one must stand in the document, folded and between blanks."""
    excludes: frozenset[str] = frozenset()
    """The words that must not stand beside the name, folded."""
    capitalised: bool = False
    """Whether an abbreviation is long enough to be written with one capital ("Navo")."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The registry's names by their folded words, the automaton that finds them, and the word lists."""

    automaton: ahocorasick_rs.AhoCorasick
    candidates: tuple[tuple[Candidate, ...], ...]
    """For each pattern of the automaton, every reading of those words."""
    groups: tuple[tuple[str, ...], ...]
    """For each pattern of the automaton, the trigger groups it belongs to."""
    adjectives: dict[str, str]
    """Folded stem of a state's adjective ("syrisch") to the state's path."""
    entries: dict[str, Entry]
    words: Wordlists
    parties: frozenset[str]
    """Folded names of parliamentary parties."""
    ministries: frozenset[str]
    """Paths of the ministries."""
    portfolios: re.Pattern[str]
    """The portfolios of ministers, folded."""
    offices: dict[str, tuple[Entry, ...]]
    """Folded names of roles, ministries and committees to who bears them."""
    governments: dict[str, str]
    """A state's path to that of its government."""
    joined: frozenset[str]
    """Folded words of names with a capital inside ("GroenLinks")."""

    def portfolio(self, lower: str, start: int) -> int | None:
        """Give where the longest known portfolio at a place of a folded text ends."""
        found = self.portfolios.match(lower, start)
        return found.end() if found else None

    def office(self, when: date | None, *words: str) -> str | None:
        """Give the path of the role, ministry or committee that the words, joined by blanks, name.

        Where several bear the name, the time tells which.
        """
        known = self.offices.get(" ".join(fold(" ".join(words)).split()), ())
        valid = [entry.path for entry in known if is_valid(entry, when)] or [entry.path for entry in known]
        return valid[0] if valid else None

    def government(self, state: str) -> str | None:
        """Give the path of a state's government."""
        return self.governments.get(state)


def compile_lexicon(registry: Registry, vocabulary: Vocabulary) -> Lexicon:
    """Prepare a registry for recognising.

    Args:
        registry: Who can be named, and by which words.
        vocabulary: Says which mention type the members of each class bear; entries of a class without one are skipped.

    Returns:
        The lexicon, to be made once and used for any number of documents.

    Raises:
        KnowledgeError: A word list is not well-formed.
    """
    types = {cls: kind for cls, kind in vocabulary.mention_types.items() if kind in get_args(MentionType)}
    by_words: dict[str, list[Candidate]] = {}
    adjectives: dict[str, str] = {}
    for entry in registry.entries.values():
        kind: MentionType | None = types.get(entry.cls)  # type: ignore[assignment]
        for name in entry.names:
            if name.kind == "adjective":
                adjectives.setdefault(adjective_stem(fold(name.text)), entry.path)
            elif kind is not None:
                for words, candidate in _readings(entry, name, kind):
                    by_words.setdefault(words, []).append(candidate)
    for words, found in list(by_words.items()):
        kept = [candidate for candidate in found if not _is_adjective(words.strip(), candidate, adjectives)]
        by_words[words] = kept
        if not kept:
            del by_words[words]
    lists = load_wordlists()
    entries = dict(registry.entries)
    portfolios = _portfolios(entries, lists)
    groups = triggers(lists, portfolios)
    patterns = list(dict.fromkeys([*by_words, *groups]))
    return Lexicon(
        ahocorasick_rs.AhoCorasick(patterns),
        tuple(tuple(by_words.get(words, ())) for words in patterns),
        tuple(groups.get(words, ()) for words in patterns),
        adjectives,
        entries,
        lists,
        frozenset(fold(name.text) for entry in entries.values() if entry.cls == "Party" for name in entry.names),
        frozenset(path for path, entry in entries.items() if entry.cls == "Ministry"),
        re.compile(
            rf"(?:{'|'.join(re.escape(name).replace(chr(92) + ' ', chr(92) + 's') for name in portfolios)})"
            r"(?![^\W\d]|-)"
        ),
        _offices(entries),
        {entry.government_of: path for path, entry in entries.items() if entry.government_of},
        frozenset(
            fold(word[0]) for entry in entries.values() for name in entry.names for word in _JOINED.finditer(name.text)
        ),
    )


def _is_adjective(words: str, candidate: Candidate, adjectives: dict[str, str]) -> bool:
    """Tell whether words are a state's adjective rather than a genitive or the English name of its people."""
    english = candidate.type == "Group" and candidate.name.lang == "en"
    return (candidate.genitive or english) and adjective_stem(words) in adjectives


def is_valid(entry: Entry, when: date | None) -> bool:
    """Tell whether an entry goes by its names at a time; when none is known, it does."""
    if when is None:
        return True
    return (entry.valid_from or when) <= when <= (entry.valid_to or when)


def _offices(entries: dict[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    """Give roles, ministries and committees by their folded names, those still in being first."""
    offices: dict[str, list[Entry]] = {}
    for entry in sorted(entries.values(), key=lambda entry: (entry.valid_to is not None, entry.path)):
        if entry.cls in ("Role", "Ministry", "ParliamentaryCommittee"):
            for name in entry.names:
                offices.setdefault(" ".join(fold(name.text).split()), []).append(entry)
    return {name: tuple(found) for name, found in offices.items()}


def _portfolios(entries: dict[str, Entry], words: Wordlists) -> list[str]:
    """Give the portfolios, the longest first: those listed, and the ministries' names without "ministerie van"."""
    known = set(words.get("roles", "portfolios"))
    for entry in entries.values():
        if entry.cls == "Ministry":
            names = (fold(name.text) for name in entry.names if name.lang == "nl" and " " in name.text)
            known |= {_MINISTRY.sub("", name) for name in names}
    return sorted(known, key=lambda name: (-len(name), name))


def _readings(entry: Entry, name: Name, kind: MentionType) -> Iterator[tuple[str, Candidate]]:
    """Give the folded words of a name, between blanks, and for places those of its genitive ("Syriës")."""
    if name.kind == "inhabitants":
        kind = "Group"
    words = as_words(fold(name.text)).strip()
    if not words:
        return
    article = _ARTICLE.match(name.text)
    candidate = Candidate(
        entry,
        name,
        kind,
        article=article.end() if article else 0,
        sign="" if name.text[-1].isalnum() or name.text[-1] in ".)" else name.text[-1],
        needs=tuple(f" {as_words(fold(word))} " for word in name.needs),
        excludes=frozenset(fold(word) for word in name.excludes),
        capitalised=name.text.isupper() and len(name.text) >= _SHORTEST_FOLDED,
    )
    yield f" {words} ", candidate
    if kind in _GENITIVE_TYPES and name.kind == "label" and len(words) > _SHORTEST_FOLDED and words[-1] not in "sxz":
        yield f" {words}s ", replace(candidate, genitive=True)


def adjective_stem(folded: str) -> str:
    """Fold the forms of an adjective together: "syrische" and "syrisch" to "syrisch"."""
    return folded[:-1] if folded.endswith(("sche", "se", "ze", "ne")) else folded
