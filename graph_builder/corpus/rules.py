"""What an extraction depends on beside the document: so that nothing is read again without need, nor left as it was.

The code, the vocabulary, the frames, the word lists, the shapes and the libraries are one digest: any change of them
has every document read again. The registry is too often edited for that. Of each document the words are kept; a
document is read again when an entry that has changed goes, or went, by words that all stand in it.
"""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from graph_builder.extract import Knowledge, load_knowledge
from graph_builder.model import Document
from graph_builder.recognise.lexicon import adjective_stem
from graph_builder.recognise.view import as_words, fold, look_at
from graph_builder.resolve.entities import DUTCH_GOVERNMENT, LOWER_HOUSE, UPPER_HOUSE
from ontology.registry import Entry, Name, Registry
from ontology.terms import FOLDER as ONTOLOGY
from shapes import FOLDER as SHAPES

CODE = Path(__file__).parents[1]

_ASIDE = frozenset({"corpus", "store", "commands", "link", "evaluate", "__pycache__"})
"""Rooms of this package that nothing in a document's graph depends on, but for three modules of this one."""

_LIBRARIES = (
    "ahocorasick-rs",
    "charset-normalizer",
    "lxml",
    "pyoxigraph",
    "pypdfium2",
    "pyshacl",
    "pyshifty",
    "rdflib",
    "simplemma",
)

_BY_COMMON_NOUN = frozenset({DUTCH_GOVERNMENT, LOWER_HOUSE, UPPER_HOUSE})
"""Entries that documents name without any of their names ("het kabinet", "uw Kamer")."""

_OFFICE_WORDS = frozenset({"minister", "ministerie", "staatssecretaris", "van", "voor", "de", "het", "en"})
"""Words of the names of offices that a document may leave out ("de ministers van A en B")."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What an extraction depends on beside the document."""

    digest: str
    """Of everything but the registry."""
    registry: str
    """Of the registry."""
    load: Callable[[], Knowledge]


def current_rules(load: Callable[[], Knowledge] = load_knowledge) -> Rules:
    """Give the rules of this program as it is installed; what it knows is loaded when it is first needed, once."""
    return Rules(rules_digest(), registry_digest(), cache(load))


@cache
def rules_digest() -> str:
    """Give the digest of all that extractions depend on but the registry."""
    digest = hashlib.sha256(platform.python_version().encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for path in _sources():
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    rooms = [path for path in sorted(CODE.iterdir()) if path.name not in _ASIDE]
    for path in [*rooms, *(CODE / "corpus" / name for name in ("rules.py", "shared.py", "work.py"))]:
        yield from _files(path) if path.is_dir() else (path,)
    for path in sorted(ONTOLOGY.iterdir()):
        if path.name not in ("actors", "queries", "__pycache__"):
            yield from _files(path) if path.is_dir() else (path,)
    yield from _files(SHAPES)


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")


@cache
def registry_digest() -> str:
    """Give the digest of the registry's files."""
    digest = hashlib.sha256()
    for path in sorted((ONTOLOGY / "actors").glob("*.ttl")):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


Snapshot = Mapping[str, tuple[str, Sequence[Sequence[str]]]]
"""Of each entry of a registry, by its path: a digest, and the sets of words of which one stands in every document that
it may be named in."""


def snapshot(registry: Registry) -> bytes:
    """Write down what a registry says of each entry, to be compared with a later one."""
    entries = registry.entries
    kept = {
        path: (hashlib.sha256(repr(entry).encode()).hexdigest()[:16], sorted(map(sorted, _named_by(entry, entries))))
        for path, entry in entries.items()
    }
    return zlib.compress(json.dumps(kept).encode())


def read_snapshot(data: bytes) -> Snapshot:
    """Read what `snapshot` wrote."""
    kept: Snapshot = json.loads(zlib.decompress(data))
    return kept


def _named_by(entry: Entry, entries: Mapping[str, Entry]) -> set[frozenset[str]]:
    """Give the sets of words that an entry goes by: its names, and those of what it is the government or people of."""
    related = (entries.get(path) for path in (entry.government_of, entry.group_of) if path)
    return {_words_of(each, name) for each in (entry, *filter(None, related)) for name in each.names}


def _words_of(entry: Entry, name: Name) -> frozenset[str]:
    text = adjective_stem(fold(name.text)) if name.kind == "adjective" else fold(name.text)
    words = frozenset(as_words(text).split())
    return (words - _OFFICE_WORDS or words) if entry.cls in ("Role", "Ministry") else words


@dataclass(frozen=True, slots=True)
class Difference:
    """What has changed between two registries."""

    everything: bool
    """Whether any document may have changed."""
    names: frozenset[frozenset[str]]
    """The sets of words that what has changed goes, or went, by."""

    @classmethod
    def between(cls, before: Snapshot, after: Snapshot) -> Difference:
        """Compare two registries."""
        changed = {path for path in {*before, *after} if before.get(path, ("",))[0] != after.get(path, ("",))[0]}
        come_or_gone = {path for path in changed if path not in before or path not in after}
        found = [each[path][1] for each in (before, after) for path in changed if path in each]
        return cls(
            bool(come_or_gone & _BY_COMMON_NOUN), frozenset(frozenset(words) for many in found for words in many)
        )

    def concerns(self, words: Sequence[str]) -> bool:
        """Tell whether a document with these words, sorted, may have changed.

        A word of a name may have an ending in the text ("Syriës", "Syrische").
        """
        return self.everything or any(all(_stands(word, words) for word in name) for name in self.names)


def _stands(word: str, words: Sequence[str]) -> bool:
    at = bisect_left(words, word)
    return at < len(words) and words[at].startswith(word)


def words_of(document: Document) -> bytes:
    """Write down the words of a document and of what is known of it, folded, each once."""
    known = document.metadata
    about = (known.title, known.sender, known.addressee, known.dossier, known.number, known.identifier)
    texts: Iterable[str] = (look_at(document, None).words, *(as_words(fold(text)) for text in about if text))
    return zlib.compress("\n".join(sorted({word for text in texts for word in text.split()})).encode())


def read_words(data: bytes) -> list[str]:
    """Read what `words_of` wrote."""
    return zlib.decompress(data).decode().split("\n")
