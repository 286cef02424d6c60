"""What a statement is in the graph: roles, passages, citations, plain triples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph_builder.model import Extraction, Filler, Mention, Period, Statement
from tests.graph_builder import handmade
from tests.graph_builder.describe.asking import DOC, ask
from tests.graph_builder.handmade import DRA, EU, GOVERNMENT, MOTION, NETHERLANDS, at

FUNDING = f"<{DOC}#statement-2973-funding-1>"


def test_the_funding_reads_as_the_design_has_it() -> None:
    found = ask(
        handmade.extraction(), f"{FUNDING} ?a ?b FILTER(?a NOT IN (rdfs:label, kg:roleMention, kg:rolePassage))"
    )
    kg = "https://w3id.org/kamergraaf/ontology#"
    assert found == {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{kg}Funding"),
        (f"{kg}statedIn", "document/kst-32623-376"),
        (f"{kg}evidence", "document/kst-32623-376#char=2973,3109"),
        (f"{kg}agent", "actor/netherlands"),
        (f"{kg}channel", "actor/dutch-relief-alliance"),
        (f"{kg}channel", "actor/netherlands-red-cross"),
        (f"{kg}channel", "actor/x/vn-humanitaire-landenfondsen"),
        (f"{kg}amount", "document/kst-32623-376#amount-3003"),
        (f"{kg}periodText", "2025"),
        (f"{kg}periodStart", "2025-01-01"),
        (f"{kg}periodEnd", "2025-12-31"),
        (f"{kg}modality", f"{kg}Asserted"),
        (f"{kg}inTrack", "document/kst-32623-376#track-3"),
        (f"{kg}readBy", "https://w3id.org/kamergraaf/frame#gaan-om-amount"),
    }


def test_one_total_over_three_channels_is_one_amount() -> None:
    assert ask(handmade.extraction(), "?a a kg:Money ; kg:value ?b") == {
        ("document/kst-32623-376#amount-3003", "20400000")
    }
    assert ask(handmade.extraction(), "<document/kst-32623-376#amount-3003> kg:currency ?a") == {("EUR",)}


def test_a_passage_quotes_the_text_at_its_offsets() -> None:
    found = ask(
        handmade.extraction(),
        "<document/kst-32623-376#char=3003,3019> nif:anchorOf ?a ; nif:beginIndex 3003 ; nif:endIndex 3019 ;"
        " nif:referenceContext ?b",
    )
    assert found == {("EUR 20,4 miljoen", "document/kst-32623-376")}


def test_what_the_government_promises_the_parliament_is_a_toezegging() -> None:
    def promise(agent: str, addressee: str) -> Extraction:
        words = Filler(at("de stappen wel zeer nauwlettend en kritisch volgen"))
        roles = (("agent", Filler(at("Het kabinet", 3), agent)), ("addressee", Filler(at("uw Kamer"), addressee)))
        said = Statement("Undertaking", at("Het kabinet blijft de stappen"), (*roles, ("topic", words)))
        known = handmade.with_statements(said)
        parliament = Mention(at("uw Kamer"), "Parliament", "actor/tweede-kamer", True)
        return replace(known, mentions=(*known.mentions, parliament))

    assert len(ask(promise(GOVERNMENT, "actor/tweede-kamer"), "?a a kg:Undertaking, kg:Toezegging")) == 1
    for other in (promise(GOVERNMENT, EU), promise(EU, "actor/tweede-kamer")):
        assert len(ask(other, "?a a kg:Undertaking")) == 1
        assert ask(other, "?a a kg:Toezegging") == set()


def test_a_role_points_to_the_mention_that_fills_it() -> None:
    found = ask(handmade.extraction(), f"{FUNDING} kg:roleMention/kg:passage/nif:anchorOf ?a")
    assert found == {
        ("EUR 20,4 miljoen",),
        ("Dutch Relief Alliance",),
        ("Nederlandse Rode Kruis",),
        ("VN-humanitaire landenfondsen",),
    }


def test_a_pronoun_in_a_role_stands_for_whom_it_means() -> None:
    found = ask(
        handmade.extraction(),
        "[] a kg:Urging ; kg:agent ?b ; kg:rolePassage ?p . ?p nif:anchorOf ?a ; itsrdf:taIdentRef ?b",
    )
    assert found == {("we", GOVERNMENT)}


def test_words_in_a_role_are_their_passage() -> None:
    assert ask(handmade.extraction(), "[] a kg:Advocacy ; kg:topic ?a . ?a nif:anchorOf ?b") == {
        ("document/kst-32623-376#char=3208,3258", "hulp wordt verleend op basis van de grootste noden")
    }


def test_two_citations_of_one_number_are_two_citations_of_one_motion() -> None:
    found = ask(handmade.extraction(), "?a a kg:Citation ; kg:cited <paper/kst-32623-343> ; kg:citedNumber ?b")
    assert found == {
        ("document/kst-32623-376#statement-3122-citation-1", "kst-32623-343"),
        ("document/kst-32623-376#statement-4465-citation-1", "kst-32623-343"),
    }
    assert ask(handmade.extraction(), "?a a kg:Motion ; rdfs:label ?b FILTER(LANG(?b) = 'en')") == {
        (MOTION, "motion 32 623, nr. 343")
    }


def test_an_execution_names_the_citation_it_rests_on() -> None:
    assert ask(handmade.extraction(), "?a kg:byCitation ?b") == {
        ("document/kst-32623-376#statement-3111-motionexecution-1", "document/kst-32623-376#statement-3122-citation-1"),
        ("document/kst-32623-376#statement-4413-motionexecution-1", "document/kst-32623-376#statement-4465-citation-1"),
    }


def test_asserted_facts_are_plain_triples_too() -> None:
    assert ask(handmade.extraction(), "?a kg:funds ?b") == {
        (NETHERLANDS, DRA),
        (NETHERLANDS, "actor/netherlands-red-cross"),
        (NETHERLANDS, "actor/x/vn-humanitaire-landenfondsen"),
    }
    assert ask(handmade.extraction(), f"<{MOTION}> kg:citedAs ?a ; kg:submittedBy ?b") == {
        ("kst-32623-343", "document/kst-32623-376#person-kahraman")
    }


def test_symmetric_facts_go_both_ways() -> None:
    syria = "actor/syrian-transitional-government"
    assert ask(handmade.extraction(), "?a kg:inContactWith ?b") == {(NETHERLANDS, syria), (syria, NETHERLANDS)}


def test_what_is_intended_or_denied_is_no_plain_triple() -> None:
    assert ask(handmade.extraction(), "?a kg:urges ?b") == set()
    denied = handmade.with_statements(replace(handmade.contact(), negated=True))
    assert ask(denied, "?a kg:inContactWith ?b") == set()
    assert ask(denied, "[] kg:negated ?a ; kg:partner ?b") == {("true", "actor/syrian-transitional-government")}


def test_an_undertaking_has_its_term() -> None:
    due = Period(at("deze maand"), "deze maand", date(2025, 9, 1), date(2025, 9, 30))
    assert ask(handmade.with_statements(replace(handmade.contact(), due=due)), "[] kg:due ?a ; kg:dueText ?b") == {
        ("2025-09-30", "deze maand")
    }


def test_a_speaker_is_named() -> None:
    reported = replace(handmade.contact(), speaker=EU, modality="reported")
    assert ask(handmade.with_statements(reported), "[] kg:speaker ?a ; kg:modality kg:Reported") == {(EU,)}
