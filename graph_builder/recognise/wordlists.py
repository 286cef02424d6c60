"""The word lists of `ontology/wordlists/`, as the recognisers see them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph_builder.errors import KnowledgeError
from graph_builder.recognise.folding import fold
from ontology.terms import FOLDER


@dataclass(frozen=True, slots=True)
class Wordlists:
    """Lists by file and name: `lists["persons"]["titles"]`; all words folded."""

    lists: Mapping[str, Mapping[str, tuple[str, ...]]]
    sets: Mapping[tuple[str, str], frozenset[str]]
    """The same by file and name, for looking words up."""

    def get(self, file: str, name: str) -> tuple[str, ...]:
        """Give a list's words in the file's order.

        Raises:
            KnowledgeError: There is no such list.
        """
        try:
            return self.lists[file][name]
        except KeyError:
            raise KnowledgeError(f"ontology/wordlists/{file}.toml lacks the list {name!r}; add it there.") from None

    def set(self, file: str, name: str) -> frozenset[str]:
        """Give a list as a set."""
        return self.sets[file, name]


@cache
def load_wordlists() -> Wordlists:
    """Read every list that ships with the product.

    Raises:
        KnowledgeError: A file is not TOML, or a list in it is no list of words.
    """
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in sorted((FOLDER / "wordlists").glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{path.name} is not well-formed TOML: {error}; mend it.") from None
        lists[path.stem] = {name: _words(path.name, name, value) for name, value in tables.items()}
    sets = {(file, name): frozenset(words) for file, named in lists.items() for name, words in named.items()}
    return Wordlists(lists, sets)


def _words(file: str, name: str, value: object) -> tuple[str, ...]:
    """Fold a list's words; a long list may be one string of words between blanks."""
    if isinstance(value, str):
        return tuple(fold(word) for word in value.split())
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(fold(word) for word in value)
    raise KnowledgeError(f"{file}: {name!r} must be a list of words, or one string of words; mend it.")
