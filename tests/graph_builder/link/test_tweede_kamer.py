"""From a motion that a letter names to what the House registers of it, over HTTP."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pyoxigraph as ox
import pytest

from graph_builder.iris import Base
from graph_builder.link.client import Client, Manners
from graph_builder.link.titles import about
from graph_builder.link.tweede_kamer.describe import party_key, registered_parties
from graph_builder.link.tweede_kamer.linking import Linked, link_parliament, numbered_papers
from graph_builder.link.tweede_kamer.odata import Service, load_version
from graph_builder.link.tweede_kamer.parliament import Live
from graph_builder.validate import validate
from ontology.registry import Registry, load_registry

BASE = Base("https://example.org/id/")
KG = "https://w3id.org/kamergraaf/ontology#"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
V4 = "/OData/v4/2.0"
GRAPH = ox.NamedNode("https://example.org/id/graph/tweede-kamer")


def _id(path: str) -> ox.NamedNode:
    return ox.NamedNode(BASE.iri(path))


def _kg(name: str) -> ox.NamedNode:
    return ox.NamedNode(KG + name)


def _graph(*papers: str, cls: str = "Motion") -> list[ox.Quad]:
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return [ox.Quad(_id(f"paper/{name}"), kind, _kg(cls), _id("document/x/graph")) for name in papers]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture
def link(replay: Any, client: Client, registry: Registry) -> Any:
    def run(quads: list[ox.Quad], *, whole: bool = False) -> Linked:
        parliament = Live(Service(client, load_version("v4/2.0", f"{replay.address}{V4}")), NOW)
        return link_parliament(quads, parliament, registry, BASE, whole=whole)

    return run


@pytest.fixture
def motion(replay: Any) -> Any:
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json")
    replay.on(f"{V4}/Fractie", "tk-odata/fractie-3.json")
    replay.on(f"{V4}/Persoon", "tk-odata/zaak-motie-leeg.json")
    return replay


def _values(linked: Linked, subject: ox.NamedNode, predicate: str) -> set[str]:
    name = predicate if predicate.startswith("http") else KG + predicate
    return {quad.object.value for quad in linked.quads if quad.subject == subject and quad.predicate.value == name}


def test_a_motion_is_asked_for_by_dossier_and_number(motion: Any, link: Any) -> None:
    link(_graph("kst-99999-7"))
    asked = motion.asked[0].query["$filter"]
    assert asked == (
        "Verwijderd eq false and Volgnummer eq 7 and "
        "Kamerstukdossier/any(d: d/Nummer eq 99999 and d/Toevoeging eq null)"
    )


def test_a_budget_chapter_is_part_of_the_question(replay: Any, link: Any) -> None:
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-leeg.json")
    replay.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
    replay.on(f"{V4}/Kamerstukdossier", "tk-odata/kamerstukdossier.json")
    linked = link(_graph("kst-36800-V-53"))
    assert "d/Nummer eq 36800 and d/Toevoeging eq 'V'" in replay.asked[0].query["$filter"]
    assert linked.unknown == ["kst-36800-V-53"]
    assert _values(linked, _id("dossier/36800-V"), "highestNumber") == {"12"}
    assert _values(linked, _id("dossier/22112"), "highestNumber") == set()


def test_a_motion_gets_title_date_submitters_status_and_dossier(motion: Any, link: Any) -> None:
    linked = link(_graph("kst-99999-7"))
    record = _id("record/tweede-kamer/2025Z99900")
    assert linked.found == ["kst-99999-7"]
    assert record.value in _values(linked, _id("paper/kst-99999-7"), "record")
    assert _values(linked, record, "officialTitle") == {
        "Motie van het lid Jansen c.s. over steun voor het OHCHR-veldkantoor"
    }
    assert _values(linked, record, "http://purl.org/dc/terms/date") == {"2025-04-09"}
    assert _values(linked, record, "officialSubmitterName") == {"jansen", "pietersen"}
    assert _values(linked, record, "recordStatus") == {"Vrijgegeven"}
    assert _values(linked, record, "cabinetView") == {"Oordeel Kamer"}
    assert _values(linked, _id("dossier/99999"), "dossierTitle") == {"Testdossier Kamergraaf"}
    assert _values(linked, _id("record/tweede-kamer/2025D99902"), "inCase") == {record.value}


def test_a_motion_gets_its_outcome_and_the_vote_of_each_party(motion: Any, link: Any) -> None:
    linked = link(_graph("kst-99999-7"))
    (decision,) = _values(linked, _id("record/tweede-kamer/2025Z99900"), "decision")
    assert _values(linked, ox.NamedNode(decision), "outcome") == {f"{KG}Adopted"}
    choices = [quad.object.value for quad in linked.quads if quad.predicate == _kg("choice")]
    assert (choices.count(f"{KG}VotedFor"), choices.count(f"{KG}VotedAgainst")) == (14, 1)


def test_a_party_s_period_is_tied_to_the_registered_party(motion: Any, link: Any) -> None:
    linked = link(_graph("kst-99999-7"))
    assert _values(linked, _id("actor/tk-a3689bb6-3914-4d5c-a6a8-42e24582e299"), "periodOf") == {BASE.iri("actor/sp")}
    assert _values(linked, _id("actor/tk-d720f5af-0516-408a-b830-0b6ffb8a581c"), "validFrom") == {"2001-03-15"}


def test_a_letter_that_answers_the_motion_is_tied_to_it(motion: Any, link: Any) -> None:
    linked = link(_graph("kst-99999-7"))
    assert _values(linked, _id("record/tweede-kamer/2025Z99920"), "answersRecord") == {
        BASE.iri("record/tweede-kamer/2025Z99900")
    }


def test_a_member_without_a_row_bears_the_name_of_the_submission(motion: Any, link: Any) -> None:
    linked = link(_graph("kst-99999-7"))
    name = "http://xmlns.com/foaf/0.1/name"
    assert _values(linked, _id("actor/tk-00000000-0000-4000-8000-000000000310"), name) == {"A.B. Jansen"}


def test_of_a_member_nothing_private_is_asked_for_or_kept(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Persoon", "tk-odata/persoon.json")
    linked = link(_graph("kst-99999-7"))
    selected = next(asked for asked in motion.asked if asked.path.endswith("/Persoon")).query["$select"]
    assert "Geboorte" not in selected
    assert "Woonplaats" not in selected
    assert not any("Purmerend" in str(quad) or "1976" in str(quad) for quad in linked.quads)


def test_everything_stands_in_the_source_s_own_graph_with_where_and_when(motion: Any, link: Any) -> None:
    linked = link(_graph("kst-99999-7"))
    assert {quad.graph_name for quad in linked.quads} == {GRAPH}
    prov = "http://www.w3.org/ns/prov#"
    record = _id("record/tweede-kamer/2025Z99900")
    assert _values(linked, record, f"{prov}generatedAtTime") == {"2026-11-01T12:00:00Z"}
    (source,) = _values(linked, record, f"{prov}hadPrimarySource")
    assert source.endswith("/Zaak(00000000-0000-4000-8000-000000000300)")
    assert _values(linked, GRAPH, "http://purl.org/dc/terms/license") == {
        "http://creativecommons.org/publicdomain/zero/1.0/"
    }


def test_the_same_answers_give_the_same_quads(motion: Any, link: Any) -> None:
    assert link(_graph("kst-99999-7")).quads == link(_graph("kst-99999-7")).quads


def test_what_is_linked_breaks_no_shape(motion: Any, link: Any) -> None:
    report = validate(link(_graph("kst-99999-7")).quads)
    assert report.as_text() == validate([]).as_text()


def test_a_record_of_another_dossier_is_left_out(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
    motion.on(f"{V4}/Kamerstukdossier", "tk-odata/zaak-motie-leeg.json")
    linked = link(_graph("kst-88888-7"))
    assert (linked.found, linked.unknown) == ([], ["kst-88888-7"])
    assert "the source gave 2025Z99900 (nr. 7 in 99999); it is left out." in linked.complaints[0]


def test_a_number_that_the_source_does_not_know_is_said_to_be_unknown(replay: Any, link: Any) -> None:
    for entity in ("Zaak", "Document", "Kamerstukdossier"):
        replay.on(f"{V4}/{entity}", "tk-odata/zaak-motie-leeg.json")
    linked = link(_graph("kst-99999-4711"))
    assert _values(linked, _id("paper/kst-99999-4711"), "unknownTo") == {GRAPH.value}


def test_a_letter_is_found_as_a_document(replay: Any, link: Any, reply: Any) -> None:
    row = json.loads(replay.recording("tk-odata/document.json").body)["value"][0]
    dossier = json.loads(replay.recording("tk-odata/zaak-motie-expand.json").body)["value"][0]["Kamerstukdossier"]
    letter = row | {"Soort": "Brief regering", "Onderwerp": "Beleid ten aanzien van Syrië", "Kamerstukdossier": dossier}
    # A document in two cases comes back twice.
    replay.on(f"{V4}/Document", reply(json.dumps({"value": [letter, letter]}).encode()))
    linked = link(_graph("kst-99999-7", cls="Letter"))
    assert _values(linked, _id("paper/kst-99999-7"), "record") == {BASE.iri("record/tweede-kamer/2025D99902")}
    assert _values(linked, _id("record/tweede-kamer/2025D99902"), "recordKind") == {"Brief regering"}
    assert not any(asked.path.endswith("/Zaak") for asked in replay.asked)


def test_an_outage_keeps_what_was_found_and_the_next_run_completes_it(motion: Any, link: Any) -> None:
    before = _graph("kst-99999-7", "kst-99999-8", "kst-99999-9", "kst-99998-1")
    first = link(before)
    motion.on(f"{V4}/Zaak", "tk-odata/error-500.json")
    second = link([*before, *first.quads])
    assert set(second.missing) == {"kst-99999-7", "kst-99999-8", "kst-99999-9", "kst-99998-1"}
    assert "left alone" in second.missing["kst-99999-9"]
    record = _id("record/tweede-kamer/2025Z99900")
    assert _values(second, record, "officialTitle") == _values(first, record, "officialTitle") != set()
    votes = [quad for quad in second.quads if quad.predicate == _kg("choice")]
    assert len(votes) == 15
    motion.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json")
    assert "kst-99999-7" in link([*before, *second.quads]).found


def test_an_answer_that_is_no_json_leaves_the_other_papers_alone(motion: Any, link: Any, reply: Any) -> None:
    page = reply(b"<html><title>Guru Meditation</title></html>")
    motion.on(f"{V4}/Zaak", page, where=lambda asked: "eq 5 " in asked.query["$filter"])
    linked = link(_graph("kst-99999-5", "kst-99999-7"))
    assert linked.found == ["kst-99999-7"]
    assert "a page where JSON was asked: “Guru Meditation”" in linked.missing["kst-99999-5"]


ODD: dict[str, dict[str, Any]] = {
    "down": {"status": 503},
    "slow": {"after": 0.6},
    "dripping": {"drip": (100, b" " * 100), "length": 1_000_000},
    "lying about its length": {"body": b'{"value": []', "length": 5000},
    "a gigabyte": {"drip": (100_000, b" " * 10_000)},
    "another type": {"body": b'{"value": "none"}'},
    "another type of row": {"body": b'{"value": [[1], 2, "x"]}'},
}


@pytest.mark.parametrize("how", ODD, ids=str)
def test_an_odd_answer_for_one_paper_keeps_what_was_known_and_leaves_the_others_alone(
    motion: Any, link: Any, reply: Any, registry: Registry, how: str
) -> None:
    quads = _graph("kst-99999-7", "kst-99999-8")
    first = link(_graph("kst-99999-7"))
    eighth = json.loads(motion.recording("tk-odata/zaak-motie-expand.json").body)
    eighth["value"][0] |= {"Volgnummer": 8, "Nummer": "2025Z99908", "Id": "00000000-0000-4000-8000-000000000988"}
    motion.on(f"{V4}/Zaak", reply(json.dumps(eighth).encode()), where=lambda asked: "eq 8 " in asked.query["$filter"])
    motion.on(f"{V4}/Zaak", reply(**ODD[how]), where=lambda asked: "eq 7 " in asked.query["$filter"])
    motion.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
    motion.on(f"{V4}/Kamerstukdossier", "tk-odata/zaak-motie-leeg.json")
    manners = Manners(silence=0.2, longest=2, largest=200_000, attempts=2, pause=0)
    with Client(manners, sleep=lambda _: None, environment=False) as client:
        parliament = Live(Service(client, load_version("v4/2.0", f"{motion.address}{V4}")), NOW)
        second = link_parliament([*quads, *first.quads], parliament, registry, BASE)
    assert second.found == ["kst-99999-8"]
    assert motion.address in second.missing["kst-99999-7"]
    assert _values(second, _id("record/tweede-kamer/2025Z99900"), "officialTitle")
    motion.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json", where=lambda asked: "eq 7 " in asked.query["$filter"])
    third = link([*quads, *second.quads])
    assert (third.found, third.missing) == (["kst-99999-7", "kst-99999-8"], {})


def test_a_paper_of_several_dossiers_is_found_in_each(motion: Any, link: Any, reply: Any) -> None:
    answer = json.loads(motion.recording("tk-odata/zaak-motie-expand.json").body)
    (case,) = answer["value"]
    second = case["Kamerstukdossier"][0] | {"Id": "00000000-0000-4000-8000-000000000399", "Nummer": 99998}
    case["Kamerstukdossier"].append(second)
    motion.on(f"{V4}/Zaak", reply(json.dumps(answer).encode()))
    linked = link(_graph("kst-99998-7", "kst-99999-7"))
    assert linked.found == ["kst-99998-7", "kst-99999-7"]
    for paper in linked.found:
        assert _values(linked, _id(f"paper/{paper}"), "record") >= {BASE.iri("record/tweede-kamer/2025Z99900")}


def test_a_decision_that_lost_its_case_is_found_from_the_case(motion: Any, link: Any) -> None:
    link(_graph("kst-99999-7"))
    asked = [request.query for request in motion.asked if request.path.endswith("/Zaak")]
    assert all("Besluit($expand=Stemming" in query["$expand"] for query in asked)
    assert not any(request.path.endswith("/Besluit") for request in motion.asked)


def test_a_decision_bears_the_day_of_the_meeting(motion: Any, link: Any, reply: Any) -> None:
    answer = json.loads(motion.recording("tk-odata/zaak-motie-expand.json").body)
    (decision,) = answer["value"][0]["Besluit"]
    # The meeting's day is the House's own: midnight there is the evening before in UTC.
    decision["Agendapunt"] = {"Id": decision["Agendapunt_Id"], "Activiteit": {"Datum": "2025-04-15T00:00:00+02:00"}}
    motion.on(f"{V4}/Zaak", reply(json.dumps(answer).encode()))
    linked = link(_graph("kst-99999-7"))
    node = _id(f"record/tweede-kamer/besluit-{decision['Id']}")
    assert _values(linked, node, "http://purl.org/dc/terms/date") == {"2025-04-15"}


def test_a_service_that_does_not_go_so_deep_is_asked_without_days(motion: Any, link: Any) -> None:
    motion.on(
        f"{V4}/Zaak", "tk-odata/error-400-nodecount.json", where=lambda asked: "Activiteit" in asked.query["$expand"]
    )
    assert link(_graph("kst-99999-7", "kst-99999-7")).found == ["kst-99999-7"]
    assert ["Activiteit" in each.query["$expand"] for each in motion.asked if each.path.endswith("Zaak")] == [
        True,
        False,
    ]


def test_no_question_searches_for_words_or_is_long(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
    motion.on(f"{V4}/Kamerstukdossier", "tk-odata/zaak-motie-leeg.json")
    link(_graph("kst-99999-7", "kst-99999-8"), whole=True)
    filters = [request.query["$filter"] for request in motion.asked]
    assert len(filters) > 4
    assert not [each for each in filters if "contains(" in each or " in (" in each]
    assert max(each.count(" eq ") for each in filters) < 10


def test_only_papers_of_this_house_are_looked_up() -> None:
    quads = _graph("kst-99999-7", "kst-36382-C", "stb-2020-1", "ah-tk-20232024-1")
    assert numbered_papers(quads, BASE) == {"kst-99999-7": True}


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
    linked = link(_graph("kst-99999-7"))
    periods = [_values(linked, _id(f"actor/tk-{row['Id']}"), "periodOf") for row in rows]
    assert periods == [{BASE.iri("actor/50plus")}] * 2


def test_a_number_of_rows_is_never_asked_for(motion: Any, link: Any) -> None:
    link(_graph("kst-99999-7"))
    assert motion.asked
    assert not any("$top" in asked.query for asked in motion.asked)


def test_the_new_version_is_asked_under_its_own_names(
    replay: Any, client: Client, registry: Registry, reply: Any
) -> None:
    row = json.loads(replay.recording("tk-odata/v5-document.json").body)["value"][0]
    dossier = json.loads(replay.recording("tk-odata/v5-kamerstukdossier.json").body)["value"]
    replay.on("/OData/v5/Document", reply(json.dumps({"value": [row | {"Kamerstukdossier": dossier}]}).encode()))
    parliament = Live(Service(client, load_version("v5", f"{replay.address}/OData/v5")), NOW)
    linked = link_parliament(_graph("kst-99999-7", cls="Letter"), parliament, registry, BASE)
    assert "Ondernummer eq 7" in replay.asked[0].query["$filter"]
    assert _values(linked, _id("paper/kst-99999-7"), "record") == {BASE.iri("record/tweede-kamer/2025D99902")}
    assert _values(linked, _id("dossier/99999"), "highestNumber") == {"12"}


def test_every_motion_of_a_dossier_can_be_written_as_well(motion: Any, link: Any, replay: Any) -> None:
    def asked_whole(asked: Any) -> bool:
        return "Soort eq 'Motie'" in asked.query["$filter"]

    for entity in ("Zaak", "Document", "Kamerstukdossier"):
        replay.on(f"{V4}/{entity}", "tk-odata/zaak-motie-leeg.json")
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json", where=asked_whole)
    assert _values(link(_graph("kst-99999-1")), _id("paper/kst-99999-7"), "identifier") == set()
    linked = link(_graph("kst-99999-1"), whole=True)
    assert _values(linked, _id("paper/kst-99999-7"), "identifier") == {"kst-99999-7"}
    assert _values(linked, _id("paper/kst-99999-7"), "inDossier") == {BASE.iri("dossier/99999")}
    assert linked.unknown == ["kst-99999-1"]


def test_a_source_that_refuses_every_question_is_left_alone(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Zaak", "tk-odata/error-400-types.json")
    linked = link(_graph(*(f"kst-99999-{number}" for number in range(1, 9))))
    assert len(linked.missing) == 8
    # Five papers, and the first once more without the days of decisions.
    assert len(motion.asked) == 6
    assert "incompatible types" in linked.missing["kst-99999-1"]


def test_relations_that_a_version_lacks_are_not_asked_for(
    replay: Any, client: Client, registry: Registry, reply: Any
) -> None:
    whole = replay.recording("tk-odata/metadata-v2.edmx.xml").body
    replay.on(f"{V4}/$metadata", reply(whole.replace(b'Name="GerelateerdVanuit"', b'Name="Gone"')))
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json")
    service = Service(client, load_version("v4/2.0", f"{replay.address}{V4}"))
    service.check()
    link_parliament(_graph("kst-99999-7"), Live(service, NOW), registry, BASE)
    asked = next(asked for asked in replay.asked if asked.path.endswith("/Zaak")).query["$expand"]
    assert "GerelateerdVanuit" not in asked
    assert "Besluit($expand=Stemming," in asked
