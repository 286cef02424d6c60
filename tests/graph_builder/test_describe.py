from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.describe import as_nquads, describe, describe_build, describe_knowledge
from graph_builder.describe.accounts import content_words, surnames
from graph_builder.describe.knowledge import ONTOLOGY, provenance_graph, registry_graph
from graph_builder.describe.papers import number_of
from graph_builder.describe.sheet import decimal
from graph_builder.errors import ReadError
from graph_builder.iris import Base
from graph_builder.model import Document, Extraction, Filler, Mention, Metadata, Period, Span, Statement
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade
from tests.graph_builder.handmade import DRA, EU, GOVERNMENT, IIIM, MOTION, NETHERLANDS, at

ID = "https://w3id.org/kamergraaf/id/"
DOC = f"{ID}document/kst-32623-376"
PREFIXES = """
PREFIX kg: <https://w3id.org/kamergraaf/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


def quads_of(extraction: Extraction, base: str = ID) -> list[ox.Quad]:
    return describe(extraction, load_vocabulary(), Base(base))


def ask(extraction: Extraction, pattern: str) -> set[tuple[str, ...]]:
    """Give what ?a and ?b stand for in each match of a pattern, without the base."""
    store = ox.Store()
    store.extend(quads_of(extraction))
    query = f"BASE <{ID}> {PREFIXES} SELECT DISTINCT ?a ?b WHERE {{ {pattern} }}"
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return {tuple(term.value.removeprefix(ID) for term in solution if term is not None) for solution in solutions}


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


def test_a_mention_ties_its_passage_to_what_it_names() -> None:
    found = ask(
        handmade.extraction(),
        "<document/kst-32623-376#mention-3122-3136-motion> kg:mentionType 'Motion' ; kg:passage/nif:anchorOf ?a ;"
        " itsrdf:taIdentRef ?b",
    )
    assert found == {("motie Kahraman", "paper/kst-32623-343")}


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


def test_a_footnote_is_tied_to_the_sentence_it_hangs_on() -> None:
    found = ask(
        handmade.extraction(),
        "[] a kg:MotionExecution ; kg:anchoredAt ?a ; kg:saysDone ?a ; kg:evidence/nif:anchorOf ?b",
    )
    assert found == {
        ("document/kst-32623-376#char=3776,3957", "Middels deze inzet geeft het kabinet uitvoering aan motie")
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


def test_an_undertaking_has_its_term() -> None:
    due = Period(at("deze maand"), "deze maand", date(2025, 9, 1), date(2025, 9, 30))
    assert ask(handmade.with_statements(replace(handmade.contact(), due=due)), "[] kg:due ?a ; kg:dueText ?b") == {
        ("2025-09-30", "deze maand")
    }


def test_a_speaker_is_named() -> None:
    reported = replace(handmade.contact(), speaker=EU, modality="reported")
    assert ask(handmade.with_statements(reported), "[] kg:speaker ?a ; kg:modality kg:Reported") == {(EU,)}


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


def test_there_are_no_blank_nodes() -> None:
    for quad in quads_of(handmade.extraction()):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)


def test_all_is_in_the_documents_own_graph() -> None:
    assert {quad.graph_name for quad in quads_of(handmade.extraction())} == {ox.NamedNode(f"{DOC}/graph")}


def test_literals_are_written_as_the_store_gives_them_back() -> None:
    quads = quads_of(handmade.extraction())
    store = ox.Store()
    store.extend(quads)
    assert as_nquads(store) == as_nquads(quads)


def test_another_base_moves_everything_but_the_vocabulary() -> None:
    moved = as_nquads(quads_of(handmade.extraction(), "https://example.org/graaf/")).decode()
    assert ID not in moved
    assert moved == as_nquads(quads_of(handmade.extraction())).decode().replace(ID, "https://example.org/graaf/")


def test_the_order_of_what_was_read_does_not_matter() -> None:
    extraction = handmade.extraction()
    backwards = replace(
        extraction,
        mentions=extraction.mentions[::-1],
        statements=extraction.statements[::-1],
        tracks=extraction.tracks[::-1],
    )
    assert as_nquads(quads_of(backwards)) == as_nquads(quads_of(extraction))


BUILD = """
import hashlib
from graph_builder.describe import as_nquads, describe
from graph_builder.errors import ReadError
from graph_builder.iris import Base
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade
print(hashlib.sha256(as_nquads(describe(handmade.extraction(), load_vocabulary(), Base()))).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_run_gives_the_same_bytes(seed: str) -> None:
    root = Path(__file__).parents[2]
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    run = subprocess.run([sys.executable, "-c", BUILD], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(as_nquads(quads_of(handmade.extraction()))).hexdigest()


def test_a_text_that_nothing_is_known_of_is_described() -> None:
    document = Document("brief-0a1b2c3d", "Zomaar wat woorden.", "txt")
    assert ask(
        Extraction(document), "<document/brief-0a1b2c3d> nif:isString ?a ; rdfs:label ?b FILTER(LANG(?b)='nl')"
    ) == {("Zomaar wat woorden.", "brief-0a1b2c3d (txt)")}
    assert ask(Extraction(document), "?a a kg:Paper") == set()


def test_an_identifier_that_fits_no_iri_is_one_sentence() -> None:
    with pytest.raises(ReadError, match="'kst 1 2' cannot be part of a web address: give an identifier such as"):
        quads_of(Extraction(Document("kst 1 2", "Woorden.", "txt")))


def test_a_dossier_without_a_number_is_kept() -> None:
    document = Document("brief-0a1b2c3d", "Woorden.", "txt", Metadata(dossier="21501-02"))
    assert ask(Extraction(document), "<document/brief-0a1b2c3d> dcterms:isPartOf ?a . ?a kg:dossierNumber ?b") == {
        ("dossier/21501-02", "21501-02")
    }


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60), st.data())
def test_any_passage_of_any_text_is_quoted_by_code_points(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document("x-1", text, "txt")
    mention = Mention(Span(start, end), "Place", "place/x/y")
    quotes = [
        quad.object.value
        for quad in quads_of(Extraction(document, (mention,)))
        if quad.predicate.value.endswith("#anchorOf") and isinstance(quad.object, ox.Literal)
    ]
    assert quotes == [text[start:end]]


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_amounts_are_canonical_decimals(value: Decimal) -> None:
    literal = decimal(value)
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), literal))
    assert next(iter(store)).object == literal
    assert Decimal(literal.value) == value


@pytest.mark.parametrize(
    ("identifier", "dossier", "number", "written"),
    [
        ("kst-32623-343", "32623", "343", "32 623, nr. 343"),
        ("kst-21501-02-2733", "21501-02", "2733", "21 501-02, nr. 2733"),
        ("kst-36410-XVI-119", "36410-XVI", "119", "36 410 XVI, nr. 119"),
        ("kst-33400-J-19", "33400-J", "19", "33 400 J, nr. 19"),
        ("kst-35925-E", "35925", "E", "35 925, nr. E"),
    ],
)
def test_a_number_is_read_from_an_identifier(identifier: str, dossier: str, number: str, written: str) -> None:
    found = number_of(identifier)
    assert found is not None
    assert (found.dossier, found.number, found.written()) == (dossier, number, written)


@pytest.mark.parametrize("identifier", ["ah-tk-20232024-387", "kst-36180", "stb-2020-118", "com-2022-546"])
def test_other_identifiers_have_no_number(identifier: str) -> None:
    assert number_of(identifier) is None


def test_content_words_leave_out_what_every_paper_says() -> None:
    assert content_words(["Conform de motie heeft het kabinet de VN-bewijzenbank IIIM ondersteund in 2025"]) == [
        "bewijzenbank",
        "iiim",
        "ondersteunen",
        "vn",
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Kahraman c.s.", ["kahraman"]),
        ("de leden Van der Lee en Omtzigt", ["lee", "omtzigt"]),
        ("het lid Özütok", ["ozutok"]),
        ("Stoffer/Van der Plas", ["plas", "stoffer"]),
        ("Inge van Dijk", ["dijk"]),
        ("P.H. Omtzigt cs", ["omtzigt"]),
    ],
)
def test_surnames_are_compared_without_what_surrounds_them(written: str, names: list[str]) -> None:
    assert surnames([written]) == names


def test_knowledge_is_the_ontology_and_the_registry_the_same_every_time() -> None:
    first, second = describe_knowledge(Base()), describe_knowledge(Base())
    assert first == second
    assert {quad.graph_name for quad in first} == {ONTOLOGY, registry_graph(Base())}


def test_the_registry_moves_to_the_deployments_base() -> None:
    base = Base("https://example.org/graaf/")
    moved = as_nquads(describe_knowledge(base)).decode()
    assert ID not in moved
    assert "<https://example.org/graaf/actor/european-union>" in moved
    assert "<https://w3id.org/kamergraaf/ontology#EUBody>" in moved


def test_the_provenance_of_a_build_takes_the_callers_clock() -> None:
    started, ended = datetime(2026, 1, 2, 3, 4, 5, 678, UTC), datetime(2026, 1, 2, 3, 5, tzinfo=UTC)
    quads = describe_build("1.2.3", started, ended, [f"{DOC}/graph"], Base())
    lines = as_nquads(quads).decode()
    assert {quad.graph_name for quad in quads} == {provenance_graph(Base())}
    assert '"2026-01-02T03:04:05Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>' in lines
    assert f"<{DOC}/graph> <http://www.w3.org/ns/prov#wasGeneratedBy> <{ID}build/2026-01-02T030405Z>" in lines
    assert quads == describe_build("1.2.3", started, ended, [f"{DOC}/graph"], Base())
    store = ox.Store()
    store.extend(quads)
    assert as_nquads(store) == as_nquads(quads)


def test_a_corrected_paper_leads_to_the_one_it_replaces_and_back() -> None:
    document = replace(handmade.extraction().document, metadata=Metadata(identifier="kst-32623-376-n2"))
    said = ask(Extraction(document), "?a dcterms:replaces ?b")
    assert said == {
        ("paper/kst-32623-376-n2", "paper/kst-32623-376-n1"),
        ("paper/kst-32623-376-n1", "paper/kst-32623-376"),
    }
    assert ask(Extraction(document), "?b dcterms:isReplacedBy ?a") == said
    assert ask(Extraction(document), "?a kg:number '376' ; kg:inDossier ?b") == {
        (f"paper/kst-32623-376{version}", "dossier/32623") for version in ("", "-n1", "-n2")
    }
