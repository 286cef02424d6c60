from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from graph_builder.extract import extract
from graph_builder.iris import Base
from graph_builder.model import Document, Extraction, Filler, Period, Statement
from graph_builder.read import read_file
from graph_builder.render import as_json
from tests.graph_builder import handmade
from tests.graph_builder.handmade import at

ROOT = Path(__file__).parents[2]
ID = "https://w3id.org/kamergraaf/id/"
DOC = f"{ID}document/kst-32623-376"


def render(extraction: Extraction, base: str = ID) -> dict[str, Any]:
    return as_json(extraction, handmade.knowledge(), Base(base))


def check(rendered: dict[str, Any]) -> None:
    """Compare with the schema, as it would arrive."""
    schema = json.loads((ROOT / "docs" / "extract.schema.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    checker.check_schema(schema)
    assert [error.message for error in checker.iter_errors(json.loads(json.dumps(rendered)))] == []


def statement_of(extraction: Extraction, kind: str) -> dict[str, Any]:
    found = [said for said in render(extraction)["statements"] if said["kind"] == kind]
    assert found
    return dict(found[0])


def test_the_letter_read_by_hand_follows_the_schema() -> None:
    check(render(handmade.extraction()))


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "gold").rglob("*.txt")), ids=lambda path: path.stem)
def test_what_is_read_from_real_papers_follows_the_schema(path: Path) -> None:
    check(render(extract(read_file(path), handmade.knowledge())))


def test_a_text_that_nothing_is_known_of_follows_the_schema() -> None:
    rendered = render(Extraction(Document("brief-0a1b2c3d", "Zomaar wat woorden.", "txt")))
    check(rendered)
    assert rendered["document"]["paper"] is None
    assert rendered["document"]["coverage"] == {"sentences": 1, "read": 0, "unread": 0, "share": None}


def test_the_document_says_what_is_known_of_it() -> None:
    document = render(handmade.extraction())["document"]
    assert {key: value for key, value in document.items() if key not in ("title", "coverage")} == {
        "iri": DOC,
        "paper": f"{ID}paper/kst-32623-376",
        "kind": "letter",
        "date": "2025-09-19",
        "dossier": "32623",
        "number": "376",
        "sender": {"entity": f"{ID}actor/minister-van-buitenlandse-zaken", "text": "minister van Buitenlandse Zaken"},
        "addressee": {"entity": None, "text": "Tweede Kamer der Staten-Generaal"},
        "format": "txt",
    }


def test_a_mention_has_the_contracts_fields() -> None:
    (money,) = [mention for mention in render(handmade.extraction())["mentions"] if mention["type"] == "Money"]
    assert money == {
        "iri": f"{DOC}#mention-3003-3019-money",
        "start": 3003,
        "end": 3019,
        "type": "Money",
        "text": "EUR 20,4 miljoen",
        "entity": None,
        "registered": False,
        "value": "EUR 20400000",
    }


def test_a_track_has_the_contracts_fields() -> None:
    assert render(handmade.extraction())["tracks"][2] == {
        "iri": f"{DOC}#track-3",
        "order": 3,
        "start": 2826,
        "end": 3406,
        "label": "humanitaire steun",
    }


def test_a_statement_has_the_contracts_fields() -> None:
    funding = statement_of(handmade.extraction(), "Funding")
    roles = funding.pop("roles")
    assert funding == {
        "iri": f"{DOC}#statement-2973-funding-1",
        "kind": "Funding",
        "frame": "gaan-om-amount",
        "start": 2973,
        "end": 3109,
        "track": 3,
        "qualifiers": {"amount": "EUR 20400000", "period": "2025"},
    }
    assert list(roles) == ["agent", "amount", "channel"]
    assert roles["agent"] == [{"entity": f"{ID}actor/netherlands", "text": "Nederland", "start": 2869, "end": 2878}]
    assert roles["amount"][0]["value"] == "EUR 20400000"
    assert [filler["text"] for filler in roles["channel"]] == [
        "Dutch Relief Alliance",
        "Nederlandse Rode Kruis",
        "VN-humanitaire landenfondsen",
    ]


def test_a_fact_has_the_contracts_fields() -> None:
    facts = [fact for fact in render(handmade.extraction())["facts"] if fact["predicate"] == "funds"]
    assert len(facts) == 3
    assert facts[0] == {
        "statement": f"{DOC}#statement-2973-funding-1",
        "subject": f"{ID}actor/netherlands",
        "predicate": "funds",
        "object": f"{ID}actor/dutch-relief-alliance",
        "start": 2973,
        "end": 3109,
        "track": 3,
        "qualifiers": {"amount": "EUR 20400000", "amountScope": "total", "period": "2025", "role": "channel"},
    }


def test_citations_are_facts_about_the_motion() -> None:
    found = [
        (fact["subject"], fact["predicate"], fact["object"], fact["qualifiers"])
        for fact in render(handmade.extraction())["facts"]
        if fact["start"] == 3122
    ]
    motion = f"{ID}paper/kst-32623-343"
    assert found == [
        (motion, "citedAs", "kst-32623-343", {}),
        (motion, "submittedBy", f"{DOC}#person-kahraman", {}),
    ]


def test_the_topic_is_a_qualifier_in_the_documents_words() -> None:
    facts = [fact for fact in render(handmade.extraction())["facts"] if fact["predicate"] == "advocates"]
    assert [fact["qualifiers"]["topic"] for fact in facts] == ["hulp wordt verleend op basis van de grootste noden"]


def test_a_topic_that_is_the_object_is_no_qualifier_as_well() -> None:
    promise = Statement(
        "Undertaking",
        at("Het kabinet volgt deze ontwikkelingen nauwgezet"),
        (
            ("agent", Filler(at("Het kabinet", 4), handmade.GOVERNMENT)),
            ("topic", Filler(at("volgt deze ontwikkelingen nauwgezet"))),
        ),
    )
    (fact,) = render(handmade.with_statements(promise))["facts"]
    assert (fact["object"], fact["qualifiers"]) == ("volgt deze ontwikkelingen nauwgezet", {})


def test_how_firmly_something_is_said_is_a_qualifier() -> None:
    due = Period(at("deze maand"), "2025-09", date(2025, 9, 1), date(2025, 9, 30))
    said = replace(handmade.contact(), modality="reported", negated=True, due=due, speaker=handmade.EU)
    rendered = render(handmade.with_statements(said))
    check(rendered)
    assert rendered["statements"][0]["qualifiers"] == {
        "due": "2025-09",
        "modality": "reported",
        "negated": "true",
        "speaker": f"{ID}actor/european-union",
    }


def test_everything_is_in_the_order_of_the_text() -> None:
    extraction = handmade.extraction()
    shuffled = replace(
        extraction,
        mentions=extraction.mentions[::-1],
        tracks=extraction.tracks[::-1],
        statements=extraction.statements[::-1],
    )
    rendered = render(shuffled)
    assert rendered == render(extraction)
    for part in ("mentions", "tracks", "statements", "facts"):
        starts = [item["start"] for item in rendered[part]]
        assert starts == sorted(starts)


def test_names_lie_below_the_deployments_base() -> None:
    moved = json.dumps(render(handmade.extraction(), "https://example.org/graaf/"), ensure_ascii=False)
    assert ID not in moved
    assert moved.replace("https://example.org/graaf/", ID) == json.dumps(
        render(handmade.extraction()), ensure_ascii=False
    )
