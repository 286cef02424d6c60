"""Names of other people's tables matched to actors and papers, by the Reconciliation Service API 0.2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from graph_builder.describe import describe_knowledge
from graph_builder.errors import QueryError
from graph_builder.iris import Base
from graph_builder.link.entities import load_entities
from graph_builder.link.reconcile import MOST_QUERIES, Reconciler
from graph_builder.link.similar import NameIndex, alike, folded

PAPERS = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/kamergraaf/id/> .
<https://w3id.org/kamergraaf/id/paper/kst-32623-343> a kg:Motion ; kg:identifier "kst-32623-343" ;
    kg:dossierNumber "32623" ; kg:number "343" ; rdfs:label "motie 32 623, nr. 343"@nl ;
    kg:record <https://w3id.org/kamergraaf/id/record/tweede-kamer/2025Z1> .
<https://w3id.org/kamergraaf/id/record/tweede-kamer/2025Z1> kg:officialTitle "Motie over bescherming van minderheden" .
<https://w3id.org/kamergraaf/id/paper/kst-32623-344> a kg:Motion ; kg:identifier "kst-32623-344" ;
    kg:dossierNumber "32623" ; kg:number "344" ; rdfs:label "motie 32 623, nr. 344"@nl .
"""


@pytest.fixture(scope="module")
def service() -> Reconciler:
    base = Base()
    triples = ox.parse(PAPERS.encode(), format=ox.RdfFormat.TURTLE)
    papers = [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples]
    return Reconciler(load_entities([*describe_knowledge(base), *papers], base), base)


@pytest.fixture
def spec(shared: Path) -> Any:
    """Check a value against a schema of the specification."""
    folder = shared / "recordings" / "reconciliation" / "0.2"
    schemas = [json.loads(path.read_bytes()) for path in (folder / "schemas").glob("*.json")]
    loaded = [(schema["$id"], Resource.opaque(schema)) for schema in schemas if "$id" in schema]
    registry: Any = Registry().with_resources(loaded)

    def check(value: Any, name: str) -> None:
        schema = json.loads((folder / "schemas" / f"{name}.json").read_bytes())
        jsonschema.Draft7Validator(schema, registry=registry).validate(value)

    check.folder = folder  # type: ignore[attr-defined]
    return check


def _best(service: Reconciler, **query: Any) -> dict[str, Any]:
    return service.answer({"q0": query})["q0"]["result"][0]


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Europese Unie", "actor/european-union"),
        ("EUROPESE UNIE", "actor/european-union"),
        ("European Union", "actor/european-union"),
        ("VVD", "actor/vvd"),
        ("kst-32623-343", "paper/kst-32623-343"),
        ("32 623, nr. 343", "paper/kst-32623-343"),
        ("Motie over bescherming van minderheden", "paper/kst-32623-343"),
        ("https://w3id.org/kamergraaf/id/actor/vvd", "actor/vvd"),
    ],
)
def test_a_name_is_matched_with_certainty(service: Reconciler, words: str, id_: str) -> None:
    best = _best(service, query=words)
    assert (best["id"], best["match"], best["score"]) == (id_, True, 100.0)


def test_a_misspelt_name_is_a_candidate_and_no_match(service: Reconciler) -> None:
    best = _best(service, query="Europeese Uni")
    assert (best["id"], best["match"]) == ("actor/european-union", False)
    assert 80 < best["score"] < 100


def test_a_type_narrows_the_candidates(service: Reconciler) -> None:
    best = _best(service, query="32 623, nr. 343", type="Motion")
    assert best["id"] == "paper/kst-32623-343"
    actors = service.answer({"q0": {"query": "Europese motie", "type": "Actor"}})["q0"]["result"]
    assert actors
    assert all(each["id"].startswith("actor/") for each in actors)


def test_a_class_stands_for_those_below_it(service: Reconciler) -> None:
    assert _best(service, query="VVD", type="Organisation")["id"] == "actor/vvd"


def test_a_property_tells_two_alike_apart(service: Reconciler) -> None:
    fits = [{"pid": "number", "v": "344"}, {"pid": "dossierNumber", "v": ["32623"]}]
    best = _best(service, query="motie 32 623", properties=fits)
    assert best["id"] == "paper/kst-32623-344"
    assert _best(service, properties=fits)["id"] == "paper/kst-32623-344"


def test_answers_are_as_the_specification_wants_them(service: Reconciler, spec: Any) -> None:
    spec(service.answer({"q0": {"query": "Europese Unie"}, "q1": {"query": "zzzz"}}), "reconciliation-result-batch")
    spec(service.suggest_entities("Euro"), "suggest-entities-response")
    spec(service.suggest_types("mot"), "suggest-types-response")
    spec(service.suggest_properties("dossier"), "suggest-properties-response")
    spec(service.propose_properties("Motion"), "data-extension-property-proposal")
    asked = {"ids": ["actor/european-union", "paper/none"], "properties": [{"id": "sameAs"}, {"id": "name"}]}
    spec(service.extend(asked), "data-extension-response")


def test_the_manifest_is_as_the_specification_wants_it(service: Reconciler, spec: Any) -> None:
    manifest = service.manifest("https://example.org/reconcile")
    schema = json.loads((spec.folder / "schemas" / "manifest.json").read_bytes())
    # The schema of authentication lies elsewhere on the web, and there is none here.
    del schema["properties"]["authentication"]
    type_ = json.loads((spec.folder / "schemas" / "type.json").read_bytes())
    schema["properties"]["defaultTypes"]["items"] = {name: type_[name] for name in type_ if not name.startswith("$")}
    jsonschema.Draft7Validator(schema).validate(manifest)
    assert manifest["view"]["url"] == "https://example.org/reconcile/view?id={{id}}"


def test_the_specification_s_own_examples_are_answered(service: Reconciler, spec: Any) -> None:
    valid = sorted((spec.folder / "examples" / "reconciliation-query-batch" / "valid").glob("*.json"))
    assert len(valid) == 4
    for path in valid:
        asked = json.loads(path.read_bytes())
        assert set(service.answer(path.read_bytes())) == set(asked)


@pytest.mark.parametrize("name", ["misnamed-property.json", "empty-query.json", "empty-properties.json"])
def test_the_specification_s_bad_examples_are_refused(service: Reconciler, spec: Any, name: str) -> None:
    with pytest.raises(QueryError):
        service.answer((spec.folder / "examples" / "reconciliation-query-batch" / "invalid" / name).read_bytes())


@pytest.mark.parametrize(
    "batch",
    [b"", b"[]", b'{"q0": 1}', b'{"q0": {}}', b'{"q0": {"query": "a", "limit": 0}}', b'{"q0": {"query": 1}}'],
)
def test_a_malformed_batch_is_one_clear_sentence(service: Reconciler, batch: bytes) -> None:
    with pytest.raises(QueryError, match=r"^(What|The query)"):
        service.answer(batch)


def test_a_batch_has_a_bound(service: Reconciler) -> None:
    with pytest.raises(QueryError, match="send it in parts"):
        service.answer({f"q{at}": {"query": "a"} for at in range(MOST_QUERIES + 1)})


def test_properties_of_an_entity_are_fetched(service: Reconciler) -> None:
    rows = service.extend({"ids": ["actor/european-union"], "properties": [{"id": "sameAs"}]})["rows"]
    assert {"str": "http://www.wikidata.org/entity/Q458"} in rows["actor/european-union"]["sameAs"]
    with pytest.raises(QueryError, match="no property 'birthday'"):
        service.extend({"ids": [], "properties": [{"id": "birthday"}]})


def test_a_preview_is_a_page_without_surprises(service: Reconciler) -> None:
    assert "Europese Unie" in (service.preview("actor/european-union") or "")
    assert service.preview("actor/none") is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_between_nothing_and_the_same(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 100
    assert alike(one, other) < 100 or folded(one) == folded(other)


def test_an_index_finds_the_nearest_name_first() -> None:
    index = NameIndex([("Wereldvoedselprogramma", 0), ("Wereldbank", 1), ("Wereldgezondheidsorganisatie", 2)])
    assert next(key for _, key, _ in index.find("wereldvoedsel programma")) == 0
