"""What a document, its mentions, its tracks and those it names are in the graph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.model import Document, Extraction, Mention
from tests.graph_builder import handmade
from tests.graph_builder.describe.asking import ask
from tests.graph_builder.handmade import DRA, EU, IIIM, MOTION, NETHERLANDS, at


def test_the_document_keeps_its_text_and_what_is_known_of_it() -> None:
    found = ask(
        handmade.extraction(),
        """<document/kst-32623-376> kg:textOf ?paper ; dcterms:date ?b ; kg:documentKind "letter" ;
               kg:senderText "minister van Buitenlandse Zaken" ; kg:sentToText "Tweede Kamer der Staten-Generaal" .
           ?paper a kg:Letter ; kg:number "376" ; kg:inDossier ?a""",
    )
    assert found == {("dossier/32623", "2025-09-19")}
    assert ask(handmade.extraction(), "<document/kst-32623-376> nif:isString ?a") == {(handmade.letter().text,)}


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        ("minister van Financiën", "actor/minister-van-financien"),
        ("Tweede Kamer der Staten-Generaal", "actor/tweede-kamer"),
        ("minister-president, minister van Algemene Zaken", "actor/minister-president"),
        ("minister van Economische Zaken, Landbouw", "actor/minister-van-economische-zaken-landbouw"),
        ("Dutch Relief Alliance", DRA),
        ("wie dan ook", None),
    ],
)
def test_sender_and_addressee_are_tied_to_actors(words: str, entity: str | None) -> None:
    known = handmade.extraction()
    parliament = Mention(at("uw Kamer"), "Parliament", "actor/tweede-kamer", True)
    metadata = replace(known.document.metadata, sender=words, addressee=words)
    extraction = replace(
        known, document=replace(known.document, metadata=metadata), mentions=(*known.mentions, parliament)
    )
    expected = {(entity, entity)} if entity else set()
    assert ask(extraction, "?document kg:sender ?a ; kg:sentTo ?b") == expected


def test_a_mention_ties_its_passage_to_what_it_names() -> None:
    found = ask(
        handmade.extraction(),
        "<document/kst-32623-376#mention-3122-3136-motion> kg:mentionType 'Motion' ; kg:passage/nif:anchorOf ?a ;"
        " itsrdf:taIdentRef ?b",
    )
    assert found == {("motie Kahraman", "paper/kst-32623-343")}


def test_a_footnote_is_tied_to_the_sentence_it_hangs_on() -> None:
    found = ask(
        handmade.extraction(),
        "[] a kg:MotionExecution ; kg:anchoredAt ?a ; kg:saysDone ?a ; kg:evidence/nif:anchorOf ?b",
    )
    assert found == {
        ("document/kst-32623-376#char=3776,3957", "Middels deze inzet geeft het kabinet uitvoering aan motie")
    }


def test_the_document_mentions_actors_and_motions() -> None:
    named = {entity for (entity,) in ask(handmade.extraction(), "<document/kst-32623-376> kg:mentions ?a")}
    assert {NETHERLANDS, EU, DRA, IIIM, MOTION, "document/kst-32623-376#person-kahraman"} <= named


def test_an_unregistered_actor_is_described_where_it_is_named() -> None:
    found = ask(
        handmade.extraction(), "?a kg:registered false ; a kg:Organisation ; rdfs:label ?b FILTER(LANG(?b)='nl')"
    )
    assert found == {
        ("actor/x/vn-humanitaire-landenfondsen", "VN-humanitaire landenfondsen"),
        ("actor/x/international-center-for-transitional-justice", "International Center for Transitional Justice"),
    }


def test_a_registered_actor_is_described_by_the_registry_alone() -> None:
    assert ask(handmade.extraction(), f"<{DRA}> a ?a") == set()


def test_tracks_are_in_order_with_their_words() -> None:
    found = ask(handmade.extraction(), "[] a kg:PolicyTrack ; kg:order ?a ; rdfs:label ?b FILTER(LANG(?b) = 'nl')")
    assert found == {
        ("1", "spoor 1: contact met de Syrische overgangsregering"),
        ("2", "spoor 2: Europees verband"),
        ("3", "spoor 3: humanitaire steun"),
        ("4", "spoor 4: tegengaan van straffeloosheid"),
    }


def test_everything_that_people_see_has_a_label_in_both_languages() -> None:
    unlabelled = ask(
        handmade.extraction(),
        """?a a ?b FILTER(?b NOT IN (kg:Mention, nif:RFC5147String, nif:Context))
           FILTER NOT EXISTS { ?a rdfs:label ?nl, ?en FILTER(LANG(?nl) = 'nl' && LANG(?en) = 'en') }""",
    )
    assert unlabelled == set()


def test_what_was_not_read_is_told() -> None:
    assert ask(
        handmade.extraction(), "<document/kst-32623-376> kg:unreadSentence/nif:anchorOf ?a ; kg:coverage ?b"
    ) == {("Het kabinet volgt deze ontwikkelingen nauwgezet.", "0.833")}


def test_a_motion_without_a_number_is_named_by_its_place() -> None:
    motion = "document/kst-32623-376#motion-3122"
    mention = Mention(at("motie Kahraman"), "Motion", motion)
    extraction = replace(handmade.extraction(), mentions=(mention,), statements=())
    assert ask(extraction, "?a a kg:Motion ; rdfs:label ?b FILTER(LANG(?b) = 'nl')") == {(motion, "motie Kahraman")}


def test_of_mentions_that_differ_in_type_the_most_frequent_counts() -> None:
    place, group = at("Damascus"), at("Damascus", 2)
    mentions = (
        Mention(place, "Place", "actor/x/damascus"),
        Mention(group, "Organisation", "actor/x/damascus"),
        Mention(at("Damascus", 3), "Organisation", "actor/x/damascus"),
    )
    extraction = replace(handmade.extraction(), mentions=mentions, statements=())
    assert ask(extraction, "?a kg:registered false ; a ?b") == {
        ("actor/x/damascus", "https://w3id.org/kamergraaf/ontology#Organisation")
    }


def test_a_text_that_nothing_is_known_of_is_described() -> None:
    document = Document("brief-0a1b2c3d", "Zomaar wat woorden.", "txt")
    assert ask(
        Extraction(document), "<document/brief-0a1b2c3d> nif:isString ?a ; rdfs:label ?b FILTER(LANG(?b)='nl')"
    ) == {("Zomaar wat woorden.", "brief-0a1b2c3d (txt)")}
    assert ask(Extraction(document), "?a a kg:Paper") == set()
