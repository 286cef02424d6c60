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
from graph_builder.link.owms import read_metadata
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
    assert [asked.path.rpartition("/")[2] for asked in replay.asked] == ["sru", "metadata.xml"]


MOTION = "/frbr/officielepublicaties/kst/32545/kst-32545-143/1/metadata/metadata.xml"


@pytest.mark.parametrize("name", ["sru-zero.xml", "sru-diagnostic-x-connection.xml"])
def test_what_the_search_does_not_find_is_asked_for_its_own_metadata(replay: Any, client: Client, name: str) -> None:
    replay.on("/sru", f"koop-sru/{name}")
    replay.on(MOTION, "koop-metadata/kst-32545-143.metadata.xml")
    enriched = _ask(replay, client, "kst-32545-143")
    found, address, _ = enriched.publications["kst-32545-143"]
    assert found.title.endswith("over het definiëren van een grensspaarsaldo voor negatieve spaarrente")
    assert (found.kind, found.day, address) == ("Motie", date(2021, 7, 6), f"{replay.address}{MOTION}")
    assert (enriched.missing, enriched.unknown) == ({}, [])


def test_metadata_of_another_paper_are_left_out(replay: Any, client: Client) -> None:
    replay.on("/sru", "koop-sru/sru-zero.xml")
    replay.on(MOTION, "koop-metadata/blg-1007826.metadata.xml")
    assert "is of blg-1007826, not of kst-32545-143" in _ask(replay, client, "kst-32545-143").missing["kst-32545-143"]


def test_a_repository_that_fails_is_not_asked_paper_by_paper(replay: Any, reply: Any, client: Client) -> None:
    replay.on("/sru", "koop-sru/sru-zero.xml")
    papers = [f"kst-32545-{number}" for number in range(1, 8)]
    for paper in papers:
        replay.on(MOTION.replace("kst-32545-143", paper), reply(b"", 500))
    enriched = _ask(replay, client, *papers)
    assert sorted(enriched.missing) == papers
    assert "left alone" in enriched.missing["kst-32545-7"]
    assert len({asked.path for asked in replay.asked}) == 4


@pytest.mark.parametrize("form", ["metadata", "metadata_owms"])
def test_both_forms_of_metadata_say_the_same(replay: Any, form: str) -> None:
    root = etree.fromstring(replay.recording(f"koop-metadata/kst-32545-143.{form}.xml").body)
    found = read_metadata(root, "https://example.org/m")
    assert (found.identifier, found.kind, found.dossier) == ("kst-32545-143", "Motie", "32545")
    assert (found.day, found.status) == (date(2021, 7, 6), "Opgemaakt na onopgemaakt")


def test_metadata_say_who_submitted_but_not_who_first(replay: Any) -> None:
    root = etree.fromstring(replay.recording("koop-metadata/kst-32545-143.metadata.xml").body)
    swapped = etree.fromstring(etree.tostring(root))
    first, second = [each for each in swapped if each.get("name") == "OVERHEIDop.indiener"]
    first.set("content", second.get("content") or "")
    second.set("content", "I. (Inge) van Dijk")
    assert read_metadata(root, "m").submitters == read_metadata(swapped, "m").submitters
    assert read_metadata(root, "m").submitters == ("I. (Inge) van Dijk", "P.A. Grinwis")


def test_nested_metadata_are_read(replay: Any) -> None:
    root = etree.fromstring(replay.recording("koop-metadata/gmb-2024-216934.metadata.xml").body)
    assert root.xpath("count(.//metadata/metadata)") > 0
    found = read_metadata(root, "https://example.org/m")
    assert (found.identifier, found.kind) == ("gmb-2024-216934", "evenementenvergunning")


def test_every_recorded_file_of_metadata_is_read(replay: Any) -> None:
    files = sorted((replay.folder / "koop-metadata").glob("*.xml"))
    assert len(files) == 18
    for path in files:
        assert read_metadata(etree.fromstring(path.read_bytes()), path.name).title, path.name


def test_what_is_no_metadata_is_an_error(replay: Any) -> None:
    root = etree.fromstring(replay.recording("koop-sru/sru-zero.xml").body)
    with pytest.raises(AnswerError, match="no metadata of a publication"):
        read_metadata(root, "https://example.org/m")


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
