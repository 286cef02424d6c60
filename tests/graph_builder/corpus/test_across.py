"""What several documents say of one motion is held beside each other, once for each change."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph_builder.corpus import across, checking
from graph_builder.describe.sheet import A, kg
from graph_builder.errors import ValidationError
from graph_builder.iris import Base
from graph_builder.validate import validate

from .conftest import Corpus, rules_of, write

ONE = "Het kabinet heeft de motie Jansen over hulp aan boeren (Kamerstuk 32 623, nr. 12) uitgevoerd."
OTHER = "De motie Pieters over het spoor naar Groningen (Kamerstuk 32 623, nr. 12) is uitgevoerd."
ALIKE = "De motie Jansen over de hulp voor boeren (Kamerstuk 32 623, nr. 12) wordt dit jaar uitgevoerd."


def shapes(corpus: Corpus) -> set[str]:
    """Which shapes warn."""
    return {result.shape for result in corpus.results}


def test_a_motion_cited_for_different_things_in_two_letters_warns(corpus: Corpus) -> None:
    write(corpus.folder, 1, ONE)
    corpus.build()
    assert shapes(corpus) == set()
    write(corpus.folder, 2, OTHER)
    corpus.build()
    assert shapes(corpus) == {"Motion-described-alike", "Motion-submitted-alike"}
    found = next(result for result in corpus.results if result.shape == "Motion-described-alike")
    assert {passage.iri.partition("#")[0][-1] for passage in found.passages} == {"1", "2"}
    assert any("hulp aan boeren" in passage.words for passage in found.passages)
    write(corpus.folder, 2, ALIKE)
    corpus.build()
    assert shapes(corpus) == set()


def test_only_what_has_changed_is_compared_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(triples: list[ox.Triple], scope: str) -> object:
        compared.append(len(triples))
        return validate(triples, scope="corpus")

    monkeypatch.setattr(across, "validate", counted)
    for number, text in enumerate((ONE, OTHER, "De kat zit op de mat.")):
        write(corpus.folder, number, text)
    corpus.build()
    corpus.build()
    write(corpus.folder, 2, "De kat slaapt op de mat.")
    corpus.build()
    assert len(compared) == 1
    assert len(corpus.results) == 2
    write(corpus.folder, 1, ALIKE)
    corpus.build()
    assert len(compared) == 2


def test_both_engines_find_the_same_across_documents(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[ox.Triple]] = []

    def kept(triples: list[ox.Triple], scope: str) -> object:
        seen.append(triples)
        return validate(triples, scope="corpus")

    monkeypatch.setattr(across, "validate", kept)
    for number, text in enumerate((ONE, OTHER, ALIKE)):
        write(corpus.folder, number, text)
    corpus.build()
    [triples] = seen
    reference = validate(triples, "reference", "corpus").as_json()
    assert validate(triples, scope="corpus").as_json() == reference
    assert reference["results"]


def test_the_one_letter_of_many_that_says_otherwise_is_found(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(triples: list[ox.Triple], scope: str) -> object:
        compared.append(len({triple.object for triple in triples if triple.predicate == kg("statedIn")}))
        return validate(triples, scope="corpus")

    monkeypatch.setattr(across, "validate", counted)
    for number in range(1, 51):
        write(corpus.folder, number, OTHER if number == 47 else ONE)
    corpus.build()
    assert compared == [2]
    found = next(result for result in corpus.results if result.shape == "Motion-described-alike")
    documents = {passage.iri.partition("#")[0].rpartition("-")[2] for passage in found.passages}
    assert documents == {"1", "47"}


def test_a_registry_that_breaks_a_shape_is_told_and_checked_once(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Base] = []
    nameless = [ox.Quad(ox.NamedNode("urn:x"), A, kg("State"), ox.NamedNode("urn:registry"))]

    def registry(base: Base) -> list[ox.Quad]:
        asked.append(base)
        return nameless

    monkeypatch.setattr(checking, "describe_registry", registry)
    write(corpus.folder, 1, ONE)
    with pytest.raises(ValidationError, match=r"the registry \(ontology/actors\) breaks a shape:(.|\n)*has a name"):
        corpus.build(rules_of(registry="nameless"))
    nameless.clear()
    for _ in range(2):
        corpus.build(rules_of(registry="empty"))
    assert len(asked) == 2
