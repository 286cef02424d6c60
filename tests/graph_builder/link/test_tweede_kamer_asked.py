"""How the House's service is asked for papers: in which words, and what comes of odd answers."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest

from graph_builder.link.client import Client, Manners
from graph_builder.link.tweede_kamer.linking import link_parliament, numbered_papers
from graph_builder.link.tweede_kamer.odata import Service, load_version
from graph_builder.link.tweede_kamer.parliament import Live
from ontology.registry import Registry
from tests.graph_builder.link.papers import BASE, KG, NOW, V4, node, papers, values


def test_a_motion_is_asked_for_by_dossier_and_number(motion: Any, link: Any) -> None:
    link(papers("kst-99999-7"))
    asked = motion.asked[0].query["$filter"]
    assert asked == (
        "Verwijderd eq false and Volgnummer eq 7 and "
        "Kamerstukdossier/any(d: d/Nummer eq 99999 and d/Toevoeging eq null)"
    )


def test_a_budget_chapter_is_part_of_the_question(replay: Any, link: Any) -> None:
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-leeg.json")
    replay.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
    replay.on(f"{V4}/Kamerstukdossier", "tk-odata/kamerstukdossier.json")
    linked = link(papers("kst-36800-V-53"))
    assert "d/Nummer eq 36800 and d/Toevoeging eq 'V'" in replay.asked[0].query["$filter"]
    assert linked.unknown == ["kst-36800-V-53"]
    assert values(linked, node("dossier/36800-V"), "highestNumber") == {"12"}
    assert values(linked, node("dossier/22112"), "highestNumber") == set()


def test_of_a_member_nothing_private_is_asked_for_or_kept(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Persoon", "tk-odata/persoon.json")
    linked = link(papers("kst-99999-7"))
    selected = next(asked for asked in motion.asked if asked.path.endswith("/Persoon")).query["$select"]
    assert "Geboorte" not in selected
    assert "Woonplaats" not in selected
    assert not any("Purmerend" in str(quad) or "1976" in str(quad) for quad in linked.quads)


def test_an_outage_keeps_what_was_found_and_the_next_run_completes_it(motion: Any, link: Any) -> None:
    before = papers("kst-99999-7", "kst-99999-8", "kst-99999-9", "kst-99998-1")
    first = link(before)
    motion.on(f"{V4}/Zaak", "tk-odata/error-500.json")
    second = link([*before, *first.quads])
    assert set(second.missing) == {"kst-99999-7", "kst-99999-8", "kst-99999-9", "kst-99998-1"}
    assert "left alone" in second.missing["kst-99999-9"]
    record = node("record/tweede-kamer/2025Z99900")
    assert values(second, record, "officialTitle") == values(first, record, "officialTitle") != set()
    votes = [quad for quad in second.quads if quad.predicate == ox.NamedNode(f"{KG}choice")]
    assert len(votes) == 15
    motion.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json")
    assert "kst-99999-7" in link([*before, *second.quads]).found


def test_an_answer_that_is_no_json_leaves_the_other_papers_alone(motion: Any, link: Any, reply: Any) -> None:
    page = reply(b"<html><title>Guru Meditation</title></html>")
    motion.on(f"{V4}/Zaak", page, where=lambda asked: "eq 5 " in asked.query["$filter"])
    linked = link(papers("kst-99999-5", "kst-99999-7"))
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
    quads = papers("kst-99999-7", "kst-99999-8")
    first = link(papers("kst-99999-7"))
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
    assert values(second, node("record/tweede-kamer/2025Z99900"), "officialTitle")
    motion.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json", where=lambda asked: "eq 7 " in asked.query["$filter"])
    third = link([*quads, *second.quads])
    assert (third.found, third.missing) == (["kst-99999-7", "kst-99999-8"], {})


def test_a_decision_that_lost_its_case_is_found_from_the_case(motion: Any, link: Any) -> None:
    link(papers("kst-99999-7"))
    asked = [request.query for request in motion.asked if request.path.endswith("/Zaak")]
    assert all("Besluit($expand=Stemming" in query["$expand"] for query in asked)
    assert not any(request.path.endswith("/Besluit") for request in motion.asked)


def test_a_service_that_does_not_go_so_deep_is_asked_without_days(motion: Any, link: Any) -> None:
    motion.on(
        f"{V4}/Zaak", "tk-odata/error-400-nodecount.json", where=lambda asked: "Activiteit" in asked.query["$expand"]
    )
    assert link(papers("kst-99999-7", "kst-99999-7")).found == ["kst-99999-7"]
    assert ["Activiteit" in each.query["$expand"] for each in motion.asked if each.path.endswith("Zaak")] == [
        True,
        False,
    ]


def test_no_question_searches_for_words_or_is_long(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
    motion.on(f"{V4}/Kamerstukdossier", "tk-odata/zaak-motie-leeg.json")
    link(papers("kst-99999-7", "kst-99999-8"), whole=True)
    filters = [request.query["$filter"] for request in motion.asked]
    assert len(filters) > 4
    assert not [each for each in filters if "contains(" in each or " in (" in each]
    assert max(each.count(" eq ") for each in filters) < 10


def test_only_papers_of_this_house_are_looked_up() -> None:
    quads = papers("kst-99999-7", "kst-36382-C", "stb-2020-1", "ah-tk-20232024-1")
    assert numbered_papers(quads, BASE) == {"kst-99999-7": True}


def test_a_number_of_rows_is_never_asked_for(motion: Any, link: Any) -> None:
    link(papers("kst-99999-7"))
    assert motion.asked
    assert not any("$top" in asked.query for asked in motion.asked)


def test_the_new_version_is_asked_under_its_own_names(
    replay: Any, client: Client, registry: Registry, reply: Any
) -> None:
    row = json.loads(replay.recording("tk-odata/v5-document.json").body)["value"][0]
    dossier = json.loads(replay.recording("tk-odata/v5-kamerstukdossier.json").body)["value"]
    replay.on("/OData/v5/Document", reply(json.dumps({"value": [row | {"Kamerstukdossier": dossier}]}).encode()))
    parliament = Live(Service(client, load_version("v5", f"{replay.address}/OData/v5")), NOW)
    linked = link_parliament(papers("kst-99999-7", cls="Letter"), parliament, registry, BASE)
    assert "Ondernummer eq 7" in replay.asked[0].query["$filter"]
    assert values(linked, node("paper/kst-99999-7"), "record") == {BASE.iri("record/tweede-kamer/2025D99902")}
    assert values(linked, node("dossier/99999"), "highestNumber") == {"12"}


def test_a_source_that_refuses_every_question_is_left_alone(motion: Any, link: Any) -> None:
    motion.on(f"{V4}/Zaak", "tk-odata/error-400-types.json")
    linked = link(papers(*(f"kst-99999-{number}" for number in range(1, 9))))
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
    link_parliament(papers("kst-99999-7"), Live(service, NOW), registry, BASE)
    asked = next(asked for asked in replay.asked if asked.path.endswith("/Zaak")).query["$expand"]
    assert "GerelateerdVanuit" not in asked
    assert "Besluit($expand=Stemming," in asked
