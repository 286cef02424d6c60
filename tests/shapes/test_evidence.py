from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from graph_builder.describe import describe
from graph_builder.iris import Base
from graph_builder.model import Block, Document, Extraction, Mention, Metadata, Span
from graph_builder.validate import validate
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade
from tests.shapes.breaking import Break, add, broken, change, check, documents, drop

PASSAGE, MENTION = "a nif:RFC5147String", "a kg:Mention"

ELSEWHERE = """
<x:passage> a nif:RFC5147String ; nif:beginIndex 0 ; nif:endIndex 2 ; nif:anchorOf "De" ;
    nif:referenceContext <x:other> .
<x:other> a kg:Document ; nif:isString "De tekst" ; nif:beginIndex 0 ; nif:endIndex 8 ; kg:sourceFormat "txt" ;
    rdfs:label "een ander document"@nl .
"""

CASES = [
    Break(drop(PASSAGE, "nif:beginIndex"), "Passage-begin", "MinCountConstraintComponent"),
    Break(add(PASSAGE, "nif:beginIndex", "99999"), "Passage-begin", "MaxCountConstraintComponent"),
    Break(change(PASSAGE, "nif:beginIndex", '"begin"'), "Passage-begin", "DatatypeConstraintComponent"),
    Break(change(PASSAGE, "nif:beginIndex", "-1"), "Passage-begin", "MinInclusiveConstraintComponent"),
    Break(change(PASSAGE, "nif:beginIndex", "99999"), "Passages-forward", "SPARQLConstraintComponent"),
    Break(drop(PASSAGE, "nif:endIndex"), "Passage-end", "MinCountConstraintComponent"),
    Break(add(PASSAGE, "nif:endIndex", "99999"), "Passage-end", "MaxCountConstraintComponent"),
    Break(change(PASSAGE, "nif:endIndex", "3.5"), "Passage-end", "DatatypeConstraintComponent"),
    Break(drop(PASSAGE, "nif:anchorOf"), "Passage-quote", "MinCountConstraintComponent"),
    Break(add(PASSAGE, "nif:anchorOf", '"iets anders"'), "Passage-quote", "MaxCountConstraintComponent"),
    Break(change(PASSAGE, "nif:anchorOf", '"woorden"@nl'), "Passage-quote", "DatatypeConstraintComponent"),
    Break(drop(PASSAGE, "nif:referenceContext"), "Passage-document", "MinCountConstraintComponent"),
    Break(add(PASSAGE, "nif:referenceContext", "<x:other>"), "Passage-document", "MaxCountConstraintComponent"),
    Break(change(PASSAGE, "nif:referenceContext", "<x:unknown>"), "Passage-document", "ClassConstraintComponent"),
    Break(change(PASSAGE, "nif:anchorOf", '"wat er niet staat"'), "Passages-as-written", "SPARQLConstraintComponent"),
    Break(change(PASSAGE, "nif:endIndex", "99999"), "Passages-inside", "SPARQLConstraintComponent"),
    Break(change(PASSAGE, "nif:endIndex", "3"), "Passages-named", "SPARQLConstraintComponent"),
    Break(
        f"""INSERT {{ ?s kg:evidence <x:passage> . {ELSEWHERE} }}
            WHERE {{ SELECT (?any AS ?s) WHERE {{ ?any kg:modality ?m }} ORDER BY ?any LIMIT 1 }}""",
        "Evidence-inside",
        "SPARQLConstraintComponent",
    ),
    Break(drop(MENTION, "kg:passage"), "Mention-passage", "MinCountConstraintComponent"),
    Break(add(MENTION, "kg:passage", "<x:other>"), "Mention-passage", "MaxCountConstraintComponent"),
    Break(change(MENTION, "kg:passage", "<x:unknown>"), "Mention-passage", "ClassConstraintComponent"),
    Break(drop(MENTION, "kg:mentionType"), "Mention-type", "MinCountConstraintComponent"),
    Break(add(MENTION, "kg:mentionType", '"Treaty"'), "Mention-type", "MaxCountConstraintComponent"),
    Break(change(MENTION, "kg:mentionType", '"Planeet"'), "Mention-type", "InConstraintComponent"),
    Break(drop(MENTION, "kg:statedIn"), "Mention-document", "MinCountConstraintComponent"),
    Break(add(MENTION, "kg:statedIn", "<x:other>"), "Mention-document", "MaxCountConstraintComponent"),
    Break(change(MENTION, "kg:statedIn", "<x:unknown>"), "Mention-document", "ClassConstraintComponent"),
    Break(
        f"{add(MENTION, 'itsrdf:taIdentRef', '<x:one>')} ; {add(MENTION, 'itsrdf:taIdentRef', '<x:two>')}",
        "Mention-thing",
        "MaxCountConstraintComponent",
    ),
    Break(change(MENTION, "itsrdf:taIdentRef", '"Nederland"'), "Mention-thing", "NodeKindConstraintComponent"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_evidence_broken_in_one_place_is_reported(case: Break) -> None:
    check(case)


def test_a_quote_that_is_not_in_the_text_is_named_with_its_words() -> None:
    graph = broken(documents()["letter"], change("a nif:RFC5147String", "nif:anchorOf", '"wat er niet staat"'))
    (result,) = [result for result in validate(graph).results if result.shape == "Passages-as-written"]
    assert [passage.words for passage in result.passages] == ["wat er niet staat"]
    assert result.document == "https://w3id.org/kamergraaf/id/document/kst-32623-376"


def test_offsets_count_code_points() -> None:
    text = "🇳🇱 en 𝔖𝔶𝔯𝔦ë: Nederland"
    span = Span(text.index("Nederland"), len(text))
    document = Document("x-1", text, "txt", Metadata(), (Block(Span(0, len(text)), "paragraph"),))
    extraction = Extraction(document, (Mention(span, "State", "actor/netherlands", True),))
    assert validate(describe(extraction, load_vocabulary(), Base())).results == ()


def test_a_relative_time_warns_in_a_letter_without_a_date() -> None:
    dated = handmade.extraction()
    undated = replace(dated, document=replace(dated.document, metadata=replace(dated.document.metadata, date=None)))
    report = validate(describe(undated, load_vocabulary(), Base()))
    (result,) = [result for result in report.results if result.shape == "Dates-resolvable"]
    assert result.severity == "warning"
    assert [passage.words for passage in result.passages] == ["deze maand"]
    twin = validate(describe(dated, load_vocabulary(), Base()))
    assert "Dates-resolvable" not in {result.shape for result in twin.results}


def test_quads_and_rdflib_graphs_give_the_same_report() -> None:
    import rdflib  # noqa: PLC0415

    triples = documents()["motion"]
    graph = rdflib.Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    before = len(graph)
    assert validate(graph).as_json() == validate(triples).as_json()
    assert len(graph) == before
