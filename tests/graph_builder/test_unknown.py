"""What the registry lacks, listed for a curator."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_builder.describe import describe
from graph_builder.iris import Base
from graph_builder.model import Document, Extraction, Mention, MentionType, Metadata, Span
from graph_builder.unknown import as_turtle, find_unknown
from ontology.registry import load_registry
from ontology.terms import load_vocabulary

BASE = Base("https://example.org/id/")
FIRST = (
    'De Vrienden van de Waterwolf (VvdW) spraken met Jansen.\nDe VvdW en "De\nMeren" waren in Zwanenburg. De VvdW ook.'
)
SECOND = "De VvdW schreven een brief."


def extraction(key: str, text: str, *found: tuple[str, MentionType, str]) -> Extraction:
    mentions = []
    at = 0
    for words, kind, path in found:
        at = text.index(words, at)
        mentions.append(Mention(Span(at, at + len(words)), kind, path))
        at += len(words)
    return Extraction(Document(key, text, "txt", Metadata(identifier=key)), tuple(mentions))


FRIENDS, LAKES = "actor/x/vrienden-van-de-waterwolf", "actor/x/de-meren"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    first = extraction(
        "kst-1-1",
        FIRST,
        ("Vrienden van de Waterwolf", "Organisation", FRIENDS),
        ("VvdW", "Organisation", FRIENDS),
        ("Jansen", "Person", "document/kst-1-1#person-jansen"),
        ("VvdW", "Organisation", FRIENDS),
        ("De\nMeren", "Organisation", LAKES),
        ("Zwanenburg", "Place", "place/x/zwanenburg"),
        ("VvdW", "Organisation", FRIENDS),
    )
    second = extraction("kst-1-2", SECOND, ("VvdW", "Group", FRIENDS))
    store = ox.Store()
    for each in (first, second):
        store.bulk_extend(describe(each, load_vocabulary(), BASE))
    return store


def test_the_most_often_named_comes_first_and_people_are_left_out(store: ox.Store) -> None:
    things = find_unknown(store, BASE)
    assert [(thing.path, len(thing.seen), thing.cls) for thing in things] == [
        (FRIENDS, 5, "Organisation"),
        (LAKES, 1, "Organisation"),
        ("place/x/zwanenburg", 1, "Place"),
    ]
    assert things[0].documents == ["document/kst-1-1", "document/kst-1-2"]
    assert things[0].names == ["Vrienden van de Waterwolf", "VvdW"]
    assert things[1].seen[0].words == "De Meren"
    assert 'De VvdW en "De Meren" waren in Zwanenburg.' in things[1].seen[0].context


def test_it_can_be_pasted_into_the_registry(store: ox.Store, tmp_path: Path) -> None:
    text = as_turtle(find_unknown(store, BASE))
    (tmp_path / "additions.ttl").write_text(text, encoding="utf-8")
    registry = load_registry(tmp_path)
    assert set(registry.entries) == {"actor/vrienden-van-de-waterwolf", "actor/de-meren", "place/zwanenburg"}
    friends = registry.entries["actor/vrienden-van-de-waterwolf"]
    assert friends.cls == "Organisation"
    assert {(name.text, name.kind) for name in friends.names} == {
        ("Vrienden van de Waterwolf", "label"),
        ("VvdW", "abbreviation"),
    }


def test_each_is_shown_where_it_was_seen_from_as_many_documents_as_can_be(store: ox.Store) -> None:
    text = as_turtle(find_unknown(store, BASE)[:1], passages=2)
    assert "# mentions: 5, documents: 2" in text
    comments = [line for line in text.splitlines() if line.startswith("#   ")]
    assert ["kst-1-1" in comments[0], "kst-1-2" in comments[1], len(comments)] == [True, True, 2]
