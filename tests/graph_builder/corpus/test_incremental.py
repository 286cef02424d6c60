"""A document is read again only when its bytes, its metadata or the rules it depends on have changed; and then always."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.corpus.rules import Difference, read_snapshot, read_words, snapshot, words_of
from graph_builder.read import read
from graph_builder.store import Store
from ontology.registry import Entry, Name
from tests.graph_builder import handmade

from .conftest import Corpus, changed, documents, graphs, rules_of, write

SENTENCES = (
    "Nederland werkt samen met Unicef in Syrië.",
    "Het kabinet steunt de Syrische regering niet.",
    "De minister van Financiën sprak met Duitsland over Oekraïne.",
    "De ministers van Defensie en van Justitie en Veiligheid spraken met de NAVO.",
    "Nederland stelt 5 miljoen euro beschikbaar voor Stichting Zandwijk.",
    "Het lid Jansen (GroenLinks) vroeg naar de VN-bewijzenbank IIIM.",
    "Het kabinet heeft de motie-Jansen (Kamerstuk 32 623, nr. 12) uitgevoerd.",
    "De Europese Unie veroordeelt het geweld in Libanon.",
    "De Jordaniërs ontvangen steun van het Rode Kruis.",
    "Uw Kamer ontvangt voor de zomer een brief over Zandwijk.",
    "Ook de motie Jansen over hulp aan boeren (Kamerstuk 32 623, nr. 12) is uitgevoerd.",
    "Uw Kamer vroeg in de motie Pieters over het spoor (Kamerstuk 32 623, nr. 12) om een brief.",
)
FOUNDATION = Entry("actor/stichting-zandwijk", "NonGovernmentalOrganisation", (Name("Stichting Zandwijk", "nl"),))


def test_only_what_is_new_or_has_changed_is_read(corpus: Corpus) -> None:
    for number in (1, 2, 3):
        write(corpus.folder, number, SENTENCES[number])
    first = corpus.build()
    assert documents(first) == {"kst-32623-1", "kst-32623-2", "kst-32623-3"}
    assert corpus.build() == first
    assert corpus.read == []
    write(corpus.folder, 2, SENTENCES[0])
    write(corpus.folder, 4, SENTENCES[4])
    (corpus.folder / "kst-32623-3.txt").unlink()
    second = corpus.build()
    assert sorted(corpus.read) == ["kst-32623-2.txt", "kst-32623-4.txt"]
    assert documents(second) == {"kst-32623-1", "kst-32623-2", "kst-32623-4"}


def test_metadata_beside_a_file_counts(corpus: Corpus) -> None:
    path = write(corpus.folder, 1, SENTENCES[0])
    before = graphs(corpus.build())
    path.with_suffix(".meta.toml").write_text('title = "Over Syrië"\n', encoding="utf-8")
    assert graphs(corpus.build()) != before
    assert corpus.read == ["kst-32623-1.txt"]


def test_other_rules_have_everything_read_again(corpus: Corpus) -> None:
    for number in (1, 2):
        write(corpus.folder, number, SENTENCES[number])
    corpus.build()
    corpus.build(rules_of(digest="2"))
    assert len(corpus.read) == 2


def test_a_new_actor_has_those_documents_alone_read_that_name_it(corpus: Corpus) -> None:
    for number, sentence in enumerate(SENTENCES):
        write(corpus.folder, number, sentence)
    corpus.build()
    corpus.build(rules_of(changed(handmade.knowledge(), [FOUNDATION]), "2"))
    assert corpus.read == ["kst-32623-4.txt"]
    corpus.build(rules_of(changed(handmade.knowledge(), [FOUNDATION]), "2"))
    assert corpus.read == []


def test_going_back_to_an_earlier_registry_gives_what_it_gave(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCES[4])
    before = corpus.build()
    corpus.build(rules_of(changed(handmade.knowledge(), [FOUNDATION]), "2"))
    assert graphs(corpus.build()) == graphs(before)


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("actor/syria", "Het kabinet steunt de Syrische regering niet."),
        ("actor/minister-van-financien", "Het kabinet stuurt de minister van Financiën."),
        ("actor/nl-government", "Zomaar een tekst."),
    ],
)
def test_what_goes_from_the_registry_concerns_who_may_name_it(path: str, concerned: str) -> None:
    knowledge = handmade.knowledge()
    assert path in knowledge.registry.entries
    before, after = (read_snapshot(snapshot(each.registry)) for each in (knowledge, changed(knowledge, without=[path])))
    difference = Difference.between(before, after)
    assert difference.concerns(read_words(words_of(read(concerned.encode(), "x.txt"))))
    if path != "actor/nl-government":
        assert not difference.concerns(read_words(words_of(read(b"De kat zit op de mat.", "x.txt"))))


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_result_is_that_of_a_full_build(corpus: Corpus, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    knowledge = handmade.knowledge()
    named = ("actor/syria", "actor/nato", "actor/european-union", "actor/unicef", "actor/lebanon", "actor/germany")
    for number in range(6):
        write(corpus.folder, number, *chance.sample(SENTENCES, 3))
    for turn in range(4):
        for number in chance.sample(range(9), 3):
            path = corpus.folder / f"kst-32623-{number}.txt"
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                write(corpus.folder, number, *chance.sample(SENTENCES, 3))
        if chance.random() < 0.7:
            gone = chance.sample(named, 2)
            path_of_one = chance.choice([each for each in named if each not in gone])
            renamed = replace(handmade.knowledge().registry.entries[path_of_one], names=(Name("Rode Kruis", "nl"),))
            knowledge = changed(handmade.knowledge(), [FOUNDATION, renamed], gone)
        rules = rules_of(knowledge, f"{seed}-{turn}")
        made = graphs(corpus.build(rules))
        whole = Corpus(corpus.folder, Store.open(tmp_path / f"whole-{turn}", create=True))
        assert made == graphs(whole.build(rules))
        assert corpus.results == whole.results
