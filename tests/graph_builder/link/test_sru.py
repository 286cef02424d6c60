"""The official publications asked over SRU, and what becomes of their answers in the graph."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyoxigraph as ox
import pytest
from lxml import etree

from graph_builder.errors import AnswerError
from graph_builder.iris import Base
from graph_builder.link.client import Client
from graph_builder.link.enriching import describe_enriched
from graph_builder.link.sru import Enriched, ask, read_publications, search_address
from ontology.registry import load_registry

BASE = Base("https://example.org/id/")
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
KG = "https://w3id.org/kamergraaf/ontology#"


def _read(replay: Any, name: str) -> list[Any]:
    root = etree.fromstring(replay.recording(f"koop-sru/{name}").body)
    return list(read_publications(root, "https://example.org/sru"))


def test_papers_are_asked_for_by_identifier_within_the_official_publications() -> None:
    address = search_address(["kst-35842-4", "stb-2020-1"], "https://example.org/sru")
    assert "query=c.product-area%3D%3Dofficielepublicaties+and+" in address
    assert "dt.identifier%3D%3D%22kst-35842-4%22+or+dt.identifier%3D%3D%22stb-2020-1%22" in address


def test_a_record_gives_title_date_kind_creator_and_files(replay: Any) -> None:
    (found,) = _read(replay, "sru_record_kst.xml")
    assert found.identifier == "kst-35842-4"
    assert found.title == "Advies Afdeling advisering Raad van State en Nader rapport"
    assert (found.day, found.kind, found.status) == (date(2021, 5, 25), "Overig", "Opgemaakt na onopgemaakt")
    assert found.creator == "Tweede Kamer der Staten-Generaal"
    assert found.submitters == ("K.H. Ollongren", "Th.C. de Graaf")
    assert dict(found.files)["xml"].endswith("/kst-35842-4/1/xml/kst-35842-4.xml")


def test_the_announced_number_of_records_is_not_believed(replay: Any) -> None:
    assert len(_read(replay, "sru-76-records.xml")) == 10
    assert len(_read(replay, "sru-integration.xml")) == 5


def test_no_records_is_no_error(replay: Any) -> None:
    assert _read(replay, "sru-zero.xml") == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sru-diagnostic.xml", "Query syntax error: dt.title="),
        ("sru-diagnostic-bwb.xml", "this particular record cannot be transformed"),
        ("sru-diagnostic-x-connection.xml", "Unsupported parameter value: x-connection"),
        ("nlgovdata-search.xml", "no SRU 2.0 answer"),
    ],
)
def test_a_diagnostic_is_an_error_in_the_source_s_words(replay: Any, name: str, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        _read(replay, name)


def test_a_record_of_another_collection_is_left_out(replay: Any) -> None:
    record = replay.recording("koop-sru/sru-record-rijksoverheid-1.xml").body
    envelope = replay.recording("koop-sru/sru_record_kst.xml").body
    start, end = envelope.index(b"<sru:record>"), envelope.index(b"</sru:records>")
    root = etree.fromstring(envelope[:start] + record + envelope[end:])
    assert next(root.iter("{*}recordData"), None) is not None
    assert list(read_publications(root, "https://example.org/sru")) == []


def _ask(replay: Any, client: Client, *identifiers: str) -> Enriched:
    return ask(client, identifiers, NOW, f"{replay.address}/sru")


def test_what_was_asked_for_and_is_not_there_is_unknown(replay: Any, client: Client) -> None:
    replay.on("/sru", "koop-sru/sru_record_kst.xml")
    enriched = _ask(replay, client, "kst-35842-4", "kst-99999-4711", "kst-32623", "com-2022-546")
    assert list(enriched.publications) == ["kst-35842-4"]
    assert enriched.unknown == ["kst-99999-4711"]
    assert len(replay.asked) == 1


def test_further_pages_are_asked_for(replay: Any, client: Client) -> None:
    replay.on("/sru", "koop-sru/sru-76-records.xml")
    replay.on("/sru", "koop-sru/sru_record_kst.xml", where=lambda asked: asked.query["startRecord"] == "11")
    enriched = _ask(replay, client, "kst-35842-4")
    assert [asked.query["startRecord"] for asked in replay.asked] == ["1", "11"]
    assert list(enriched.publications) == ["kst-35842-4"]


def test_an_outage_leaves_papers_to_a_next_run_and_is_not_tried_over_and_over(replay: Any, client: Client) -> None:
    replay.on("/sru", replay.recording("koop-sru/sru-429.txt", Retry_After="86400"))
    many = [f"kst-35842-{number}" for number in range(1, 46)]
    enriched = _ask(replay, client, *many)
    assert sorted(enriched.missing) == sorted(many)
    assert "asks to wait 86400 seconds" in enriched.missing["kst-35842-45"]
    assert len(replay.asked) == 1


def _graph(*papers: str) -> list[ox.Quad]:
    document = ox.NamedNode(BASE.iri("document/x"))
    graph = ox.NamedNode(BASE.iri("document/x/graph"))
    return [ox.Quad(document, ox.NamedNode(KG + "cites"), ox.NamedNode(BASE.iri(f"paper/{p}")), graph) for p in papers]


def _said(quads: list[ox.Quad], subject: str, predicate: str) -> set[str]:
    name = predicate if predicate.startswith("http") else KG + predicate
    node = BASE.iri(subject)
    return {quad.object.value for quad in quads if quad.subject.value == node and quad.predicate.value == name}


def test_what_was_found_stands_beside_the_address_in_the_source_s_graph(replay: Any, client: Client) -> None:
    replay.on("/sru", "koop-sru/sru_record_kst.xml")
    enriched = _ask(replay, client, "kst-35842-4")
    quads = describe_enriched(_graph("kst-35842-4"), enriched, load_registry(), BASE)
    record = "record/official-publications/kst-35842-4"
    assert _said(quads, "paper/kst-35842-4", "record") == {BASE.iri(record)}
    assert _said(quads, record, "officialTitle") == {"Advies Afdeling advisering Raad van State en Nader rapport"}
    assert _said(quads, record, "http://purl.org/dc/terms/creator") == {BASE.iri("actor/tweede-kamer")}
    assert _said(quads, record, "http://www.w3.org/ns/prov#generatedAtTime") == {"2026-11-01T12:00:00Z"}
    assert _said(quads, "paper/kst-35842-4", "http://xmlns.com/foaf/0.1/isPrimaryTopicOf") != set()
    assert {quad.graph_name.value for quad in quads} == {BASE.iri("graph/official-publications")}


def test_an_outage_keeps_what_was_found_before(replay: Any, client: Client) -> None:
    replay.on("/sru", "koop-sru/sru_record_kst.xml")
    graph = _graph("kst-35842-4")
    first = describe_enriched(graph, _ask(replay, client, "kst-35842-4"), load_registry(), BASE)
    down = Enriched(missing={"kst-35842-4": "down"})
    assert set(describe_enriched([*graph, *first], down, load_registry(), BASE)) == set(first)
