from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH, Literal

from graph_builder.describe import describe
from graph_builder.extract import extract
from graph_builder.iris import Base
from graph_builder.model import Document, Extraction
from graph_builder.read import read, read_file
from graph_builder.report import Passage, Report, Result
from graph_builder.validate import validate
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade
from tests.shapes.breaking import broken, documents, drop, unbroken

ROOT = Path(__file__).parents[2]
DOC = "https://w3id.org/kamergraaf/id/document/kst-32623-376"

WARNING = Result(
    severity="warning",
    shape="Actor-known-registered",
    component="NotConstraintComponent",
    messages={"nl": "Deze actor staat niet in het register.", "en": "This actor is not in the registry."},
    focus="https://w3id.org/kamergraaf/id/actor/x/icc",
    name="ICC",
    value="false",
    document=DOC,
    passages=(Passage(f"{DOC}#char=5,8", 5, 8, "ICC"),),
)
VIOLATION = replace(
    WARNING, severity="violation", shape="Money-value", name="veel geld", messages={"nl": "Geen getal."}, passages=()
)


def test_the_letters_graph_conforms_with_warnings() -> None:
    report = unbroken("letter")
    assert report.conforms
    assert len(report.of("warning")) == 3
    assert report.of("violation") == ()


def test_the_letter_as_extracted_conforms_and_warns_of_its_motion() -> None:
    knowledge = handmade.knowledge()
    extraction = extract(read_file(ROOT / "examples" / "kst-32623-376.txt"), knowledge)
    report = validate(describe(extraction, knowledge.vocabulary, Base()))
    assert report.conforms
    conflicts = [result for result in report.results if result.shape == "Motion-described-alike"]
    assert [result.name for result in conflicts] == ["motie 32 623, nr. 343"]
    text = report.as_text()
    assert "bepleit dat hulp wordt verleend op basis van de grootste noden" in text
    assert "opnieuw middelen beschikbaar gesteld voor de VN-bewijzenbank IIIM" in text


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "gold").rglob("*.txt")), ids=lambda path: path.stem)
def test_real_papers_as_extracted_conform(path: Path) -> None:
    knowledge = handmade.knowledge()
    report = validate(describe(extract(read_file(path), knowledge), knowledge.vocabulary, Base()))
    assert report.of("violation") == ()


def test_a_text_without_anything_conforms() -> None:
    document = Document("x-1", "Zomaar wat woorden.", "txt")
    report = validate(describe(Extraction(document), load_vocabulary(), Base()))
    assert report.results == ()
    assert report.as_text() == "De graaf is in orde: geen fouten, geen waarschuwingen."


def test_an_empty_graph_conforms() -> None:
    assert validate([]).conforms


def test_violations_stop_and_come_first() -> None:
    report = validate(broken(frozenset(_triples()), drop("a kg:Funding", "kg:agent")))
    assert not report.conforms
    assert report.results[0].shape == "Act-agent"
    assert report.results[0].name.startswith("financiering: Nederland, EUR 20,4 miljoen")
    assert report.results[0].passages[0].words.startswith("In 2025 gaat het om in totaal EUR 20,4 miljoen")


def _triples() -> list[object]:
    return [quad.triple for quad in describe(handmade.extraction(), load_vocabulary(), Base())]


def test_the_report_is_the_same_every_time() -> None:
    first, second = (validate(describe(handmade.extraction(), load_vocabulary(), Base())) for _ in range(2))
    assert first.as_json() == second.as_json()
    assert first.as_text() == second.as_text()


def test_the_report_graph_is_shacl_with_messages_in_both_languages() -> None:
    graph = unbroken("letter").graph
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(True)
    results = list(graph.objects(report, SH.result))
    assert len(results) == 3
    for result in results:
        messages = [m for m in graph.objects(result, SH.resultMessage) if isinstance(m, Literal)]
        assert {message.language for message in messages} == {"nl", "en"}


def test_the_json_names_document_passage_and_both_messages() -> None:
    report = Report((WARNING,))
    assert json.loads(json.dumps(report.as_json())) == {
        "conforms": True,
        "results": [
            {
                "severity": "warning",
                "shape": "Actor-known-registered",
                "component": "NotConstraintComponent",
                "messages": {
                    "en": "This actor is not in the registry.",
                    "nl": "Deze actor staat niet in het register.",
                },
                "focus": "https://w3id.org/kamergraaf/id/actor/x/icc",
                "name": "ICC",
                "value": "false",
                "document": DOC,
                "passages": [{"iri": f"{DOC}#char=5,8", "start": 5, "end": 8, "text": "ICC"}],
            }
        ],
    }


def test_the_text_says_where_what_and_what_now() -> None:
    assert Report((VIOLATION, WARNING)).as_text() == (
        "1 fout en 1 waarschuwing. Met fouten wordt de graaf niet gepubliceerd.\n"
        "\n"
        f"{DOC}\n"
        "1. Fout: Geen getal.\n"
        "   veel geld\n"
        "2. Waarschuwing: Deze actor staat niet in het register.\n"
        "   - „ICC” (tekens 5–8)"
    )


def test_the_text_is_there_in_english() -> None:
    assert Report((WARNING,)).as_text("en") == (
        "0 violations and 1 warning. Warnings do not stop publishing.\n"
        "\n"
        f"{DOC}\n"
        "1. Warning: This actor is not in the registry.\n"
        "   - “ICC” (characters 5–8)"
    )


MALFORMED = """
PREFIX kg: <https://w3id.org/kamergraaf/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://example.org/1> a kg:Funding ; kg:periodStart "gisteren"^^xsd:date ; kg:negated "misschien"^^xsd:boolean ;
    kg:amount <https://example.org/2> .
<https://example.org/2> a kg:Money ; kg:value "veel"^^xsd:decimal ; kg:currency "EUR" .
"""


def test_malformed_values_are_reported_and_nothing_else_is_printed(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    report = validate(ox.parse(MALFORMED, format=ox.RdfFormat.TURTLE))
    assert {"Statement-start", "Statement-negated", "Money-value"} <= {result.shape for result in report.results}
    assert report.as_text()
    assert capfd.readouterr() == ("", "")
    assert caplog.text == ""


XSD = "http://www.w3.org/2001/XMLSchema#"
ODD: list[ox.NamedNode | ox.BlankNode | ox.Literal] = [
    ox.Literal("woorden"),
    ox.Literal(r"\1 \g<x>"),
    ox.Literal("abc", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal("-3.7", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("NaN", datatype=ox.NamedNode(f"{XSD}double")),
    ox.Literal("2020-13-45", datatype=ox.NamedNode(f"{XSD}date")),
    ox.Literal("2020-01-01T00:00:00", datatype=ox.NamedNode(f"{XSD}dateTime")),
    ox.Literal("PT1H", datatype=ox.NamedNode(f"{XSD}duration")),
    ox.NamedNode("https://example.org/x"),
    ox.BlankNode("b"),
]


@pytest.mark.parametrize("seed", range(4))
def test_no_graph_ends_the_validation(seed: int) -> None:
    chance = random.Random(seed)
    graph = [
        ox.Triple(triple.subject, triple.predicate, chance.choice(ODD)) if chance.random() < 0.25 else triple
        for triple in sorted(documents()["motion"], key=str)
    ]
    report = validate(graph)
    assert not report.conforms
    assert report.as_text("en")
    assert report.as_json() == validate(graph, "reference").as_json()


def test_documents_are_checked_one_by_one() -> None:
    first = describe(handmade.extraction(), load_vocabulary(), Base())
    other = describe(Extraction(Document("x-1", "Zomaar wat woorden.", "txt")), load_vocabulary(), Base())
    without_format = [quad for quad in other if not quad.predicate.value.endswith("#sourceFormat")]
    report = validate([*first, *without_format])
    assert [(result.shape, result.document) for result in report.of("violation")] == [
        ("Document-format", "https://w3id.org/kamergraaf/id/document/x-1")
    ]
    graph = report.graph
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == Literal(False)
    assert len(list(graph.objects(node, SH.result))) == len(report.results) == 4


VARIANTS: dict[str, tuple[str, str, bool]] = {
    "another number": ("IIIM (Kamerstuk 32 623, nr. 343)", "IIIM (Kamerstuk 32 623, nr. 344)", False),
    "a description that fits both": (
        "over steun voor het OHCHR-veldkantoor of bewijzenbank IIIM",
        "over hulp aan christenen en andere minderheden",
        False,
    ),
    "a misspelt submitter": ("motie - Kahraman c.s.", "motie - Karaman c.s.", True),
    "a motion without a number": ("motie Kahraman (Kamerstuk 32 623, nr. 343)", "motie Kahraman", False),
}


@pytest.mark.parametrize(("old", "new", "warns"), VARIANTS.values(), ids=VARIANTS.keys())
def test_the_letters_conflict_hangs_on_its_words(old: str, new: str, warns: bool) -> None:
    text = (ROOT / "examples" / "kst-32623-376.txt").read_text("utf-8")
    assert old in text
    knowledge = handmade.knowledge()
    extraction = extract(read(text.replace(old, new).encode(), "brief.txt"), knowledge)
    shapes = {result.shape for result in validate(describe(extraction, knowledge.vocabulary, Base())).results}
    assert ("Motion-described-alike" in shapes) is warns
    assert "Motion-submitted-alike" not in shapes


def test_what_is_said_in_the_same_words_is_said_once() -> None:
    other = replace(WARNING, name="IIIM", passages=(Passage(f"{DOC}#char=20,24", 20, 24, "IIIM"),))
    assert Report((WARNING, other)).as_text().splitlines()[2:] == [
        DOC,
        "1. Waarschuwing: Deze actor staat niet in het register.",
        "   - „ICC” (tekens 5–8)",
        "   - „IIIM” (tekens 20–24)",
    ]


def test_a_long_quote_is_cut() -> None:
    long = replace(WARNING, passages=(Passage(f"{DOC}#char=0,900", 0, 900, "woord " * 150),))
    last = Report((long,)).as_text().splitlines()[-1]
    assert last.endswith("woord …” (tekens 0–900)")
    assert len(last) < 340


def test_a_node_that_nothing_is_known_of_is_named_by_its_iri() -> None:
    graph = rdflib.Graph().parse(
        data="""@prefix kg: <https://w3id.org/kamergraaf/ontology#> . <https://example.org/x> a kg:Money .""",
        format="turtle",
    )
    report = validate(graph)
    assert {(result.name, result.document) for result in report.results} == {("https://example.org/x", None)}
    assert "Buiten de documenten" in report.as_text()
