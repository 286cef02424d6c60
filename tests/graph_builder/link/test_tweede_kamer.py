"""From a motion that a letter names to what the House registers of it, over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from graph_builder.link.titles import about
from graph_builder.link.tweede_kamer.describe import party_key, registered_parties
from graph_builder.validate import validate
from ontology.registry import Registry
from tests.graph_builder.link.papers import BASE, KG, V4, node, papers, values

GRAPH = ox.NamedNode("https://example.org/id/graph/tweede-kamer")


def test_a_motion_gets_title_date_submitters_status_and_dossier(motion: Any, link: Any) -> None:
    linked = link(papers("kst-99999-7"))
    record = node("record/tweede-kamer/2025Z99900")
    assert linked.found == ["kst-99999-7"]
    assert record.value in values(linked, node("paper/kst-99999-7"), "record")
    assert values(linked, record, "officialTitle") == {
        "Motie van het lid Jansen c.s. over steun voor het OHCHR-veldkantoor"
    }
    assert values(linked, record, "http://purl.org/dc/terms/date") == {"2025-04-09"}
    assert values(linked, record, "officialSubmitterName") == {"jansen", "pietersen"}
    assert values(linked, record, "recordStatus") == {"Vrijgegeven"}
    assert values(linked, record, "cabinetView") == {"Oordeel Kamer"}
    assert values(linked, node("dossier/99999"), "dossierTitle") == {"Testdossier Kamergraaf"}
    assert values(linked, node("record/tweede-kamer/2025D99902"), "inCase") == {record.value}


def test_a_motion_gets_its_outcome_and_the_vote_of_each_party(motion: Any, link: Any) -> None:
    linked = link(papers("kst-99999-7"))
    (decision,) = values(linked, node("record/tweede-kamer/2025Z99900"), "decision")
    assert values(linked, ox.NamedNode(decision), "outcome") == {f"{KG}Adopted"}
    choices = [quad.object.value for quad in linked.quads if quad.predicate == ox.NamedNode(f"{KG}choice")]
    assert (choices.count(f"{KG}VotedFor"), choices.count(f"{KG}VotedAgainst")) == (14, 1)


def test_a_party_s_period_is_tied_to_the_registered_party(motion: Any, link: Any) -> None:
    linked = link(papers("kst-99999-7"))
    assert values(linked, node("actor/tk-a3689bb6-3914-4d5c-a6a8-42e24582e299"), "periodOf") == {BASE.iri("actor/sp")}
    assert values(linked, node("actor/tk-d720f5af-0516-408a-b830-0b6ffb8a581c"), "validFrom") == {"2001-03-15"}


def test_a_letter_that_answers_the_motion_is_tied_to_it(motion: Any, link: Any) -> None:
    linked = link(papers("kst-99999-7"))
    assert values(linked, node("record/tweede-kamer/2025Z99920"), "answersRecord") == {
        BASE.iri("record/tweede-kamer/2025Z99900")
    }


def test_a_member_without_a_row_bears_the_name_of_the_submission(motion: Any, link: Any) -> None:
    linked = link(papers("kst-99999-7"))
    name = "http://xmlns.com/foaf/0.1/name"
    assert values(linked, node("actor/tk-00000000-0000-4000-8000-000000000310"), name) == {"A.B. Jansen"}


def test_everything_stands_in_the_source_s_own_graph_with_where_and_when(motion: Any, link: Any) -> None:
    linked = link(papers("kst-99999-7"))
    assert {quad.graph_name for quad in linked.quads} == {GRAPH}
    prov = "http://www.w3.org/ns/prov#"
    record = node("record/tweede-kamer/2025Z99900")
    assert values(linked, record, f"{prov}generatedAtTime") == {"2026-11-01T12:00:00Z"}
    (source,) = values(linked, record, f"{prov}hadPrimarySource")
    assert source.endswith("/Zaak(00000000-0000-4000-8000-000000000300)")
    assert values(linked, GRAPH, "http://purl.org/dc/terms/license") == {
        "http://creativecommons.org/publicdomain/zero/1.0/"
    }


def test_the_same_answers_give_the_same_quads(motion: Any, link: Any) -> None:
    assert link(papers("kst-99999-7")).quads == link(papers("kst-99999-7")).quads


def test_what_is_linked_breaks_no_shape(motion: Any, link: Any) -> None:
    report = validate(link(papers("kst-99999-7")).quads)
    assert report.as_text() == validate([]).as_text()


def test_a_record_of_another_dossier_is_left_out(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
    motion.on(f"{V4}/Kamerstukdossier", "tk-odata/zaak-motie-leeg.json")
    linked = link(papers("kst-88888-7"))
    assert (linked.found, linked.unknown) == ([], ["kst-88888-7"])
    assert "the source gave 2025Z99900 (nr. 7 in 99999); it is left out." in linked.complaints[0]


def test_a_number_that_the_source_does_not_know_is_said_to_be_unknown(replay: Any, link: Any) -> None:
    for entity in ("Zaak", "Document", "Kamerstukdossier"):
        replay.on(f"{V4}/{entity}", "tk-odata/zaak-motie-leeg.json")
    linked = link(papers("kst-99999-4711"))
    assert values(linked, node("paper/kst-99999-4711"), "unknownTo") == {GRAPH.value}


def test_a_letter_is_found_as_a_document(replay: Any, link: Any, reply: Any) -> None:
    row = json.loads(replay.recording("tk-odata/document.json").body)["value"][0]
    dossier = json.loads(replay.recording("tk-odata/zaak-motie-expand.json").body)["value"][0]["Kamerstukdossier"]
    letter = row | {"Soort": "Brief regering", "Onderwerp": "Beleid ten aanzien van Syrië", "Kamerstukdossier": dossier}
    # A document in two cases comes back twice.
    replay.on(f"{V4}/Document", reply(json.dumps({"value": [letter, letter]}).encode()))
    linked = link(papers("kst-99999-7", cls="Letter"))
    assert values(linked, node("paper/kst-99999-7"), "record") == {BASE.iri("record/tweede-kamer/2025D99902")}
    assert values(linked, node("record/tweede-kamer/2025D99902"), "recordKind") == {"Brief regering"}
    assert not any(asked.path.endswith("/Zaak") for asked in replay.asked)


def test_a_paper_of_several_dossiers_is_found_in_each(motion: Any, link: Any, reply: Any) -> None:
    answer = json.loads(motion.recording("tk-odata/zaak-motie-expand.json").body)
    (case,) = answer["value"]
    second = case["Kamerstukdossier"][0] | {"Id": "00000000-0000-4000-8000-000000000399", "Nummer": 99998}
    case["Kamerstukdossier"].append(second)
    motion.on(f"{V4}/Zaak", reply(json.dumps(answer).encode()))
    linked = link(papers("kst-99998-7", "kst-99999-7"))
    assert linked.found == ["kst-99998-7", "kst-99999-7"]
    for paper in linked.found:
        assert values(linked, node(f"paper/{paper}"), "record") >= {BASE.iri("record/tweede-kamer/2025Z99900")}


def test_a_decision_bears_the_day_of_the_meeting(motion: Any, link: Any, reply: Any) -> None:
    answer = json.loads(motion.recording("tk-odata/zaak-motie-expand.json").body)
    (decision,) = answer["value"][0]["Besluit"]
    # The meeting's day is the House's own: midnight there is the evening before in UTC.
    decision["Agendapunt"] = {"Id": decision["Agendapunt_Id"], "Activiteit": {"Datum": "2025-04-15T00:00:00+02:00"}}
    motion.on(f"{V4}/Zaak", reply(json.dumps(answer).encode()))
    linked = link(papers("kst-99999-7"))
    decided = node(f"record/tweede-kamer/besluit-{decision['Id']}")
    assert values(linked, decided, "http://purl.org/dc/terms/date") == {"2025-04-15"}


def test_what_a_motion_is_about_is_told_from_its_title() -> None:
    assert about("Motie van de leden Bikker en Erkens over sancties") == "sancties"
    assert about("Nader gewijzigde motie van het lid X over a over b (t.v.v. 36800-V-3)") == "a over b"
    assert about("Beleid over Syrië") == "Beleid over Syrië"


def test_spellings_of_a_party_meet(registry: Registry) -> None:
    parties = registered_parties(registry)
    assert parties[party_key("Groenlinks - PvdA")] == parties[party_key("GL-PvdA")]
    assert parties[party_key("FvD")] == parties[party_key("FVD")]


def test_both_periods_of_a_party_that_came_back_are_of_the_one_registered_party(
    motion: Any, link: Any, reply: Any
) -> None:
    rows = json.loads(motion.recording("tk-odata/fractie-twice.json").body)["value"]
    case = motion.recording("tk-odata/zaak-motie-expand.json").body
    voters = ("a3689bb6-3914-4d5c-a6a8-42e24582e299", "ae48391e-ce4d-47e0-86e3-ee310282f66f")
    for row, voter in zip(rows, voters, strict=True):
        case = case.replace(voter.encode(), row["Id"].encode())
    motion.on(f"{V4}/Zaak", reply(case))
    motion.on(f"{V4}/Fractie", "tk-odata/fractie-twice.json")
    linked = link(papers("kst-99999-7"))
    periods = [values(linked, node(f"actor/tk-{row['Id']}"), "periodOf") for row in rows]
    assert periods == [{BASE.iri("actor/50plus")}] * 2


def test_every_motion_of_a_dossier_can_be_written_as_well(motion: Any, link: Any, replay: Any) -> None:
    def asked_whole(asked: Any) -> bool:
        return "Soort eq 'Motie'" in asked.query["$filter"]

    for entity in ("Zaak", "Document", "Kamerstukdossier"):
        replay.on(f"{V4}/{entity}", "tk-odata/zaak-motie-leeg.json")
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json", where=asked_whole)
    assert values(link(papers("kst-99999-1")), node("paper/kst-99999-7"), "identifier") == set()
    linked = link(papers("kst-99999-1"), whole=True)
    assert values(linked, node("paper/kst-99999-7"), "identifier") == {"kst-99999-7"}
    assert values(linked, node("paper/kst-99999-7"), "inDossier") == {BASE.iri("dossier/99999")}
    assert linked.unknown == ["kst-99999-1"]
