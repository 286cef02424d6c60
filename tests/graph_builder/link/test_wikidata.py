"""Candidates from Wikidata's API, and the file in which a person decides on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph_builder.errors import AnswerError, LinkError, SourceDownError
from graph_builder.iris import Base
from graph_builder.link.client import Client
from graph_builder.link.review import describe_accepted, merge, read_review, write_review
from graph_builder.link.wikidata import Candidate, Item, Unknown, Wikidata, examples_of, propose, unknown_actors

API = "/w/api.php"
GRAPH = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/kamergraaf/id/> .
@prefix actor: <https://w3id.org/kamergraaf/id/actor/> .
@prefix x: <https://w3id.org/kamergraaf/id/actor/x/> .
@prefix document: <https://w3id.org/kamergraaf/id/document/> .
x:hulpfonds a kg:NonGovernmentalOrganisation ; kg:registered false ; rdfs:label "Hulpfonds Nederland"@nl .
actor:oxfam a kg:NonGovernmentalOrganisation ; owl:sameAs <http://www.wikidata.org/entity/Q267941> .
actor:netherlands a kg:State ; owl:sameAs <http://www.wikidata.org/entity/Q55> .
actor:syria a kg:State ; owl:sameAs <http://www.wikidata.org/entity/Q858> .
document:a kg:mentions x:hulpfonds , actor:netherlands .
document:b kg:mentions actor:syria .
"""


def _graph() -> list[ox.Quad]:
    triples = ox.parse(GRAPH.encode(), format=ox.RdfFormat.TURTLE)
    return [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples]


ACTOR = Unknown("actor/x/hulpfonds", "Hulpfonds Nederland", "NonGovernmentalOrganisation", frozenset({"Q55"}))


def _claims(**targets: str) -> dict[str, Any]:
    return {
        name: [{"mainsnak": {"datavalue": {"value": {"id": target}}}, "rank": "normal"}]
        for name, target in targets.items()
    }


def _entity(label: str, **targets: str) -> dict[str, Any]:
    return {"labels": {"nl": {"language": "nl", "value": label}}, "claims": _claims(**targets)}


@pytest.fixture
def wikidata(server: Any, client: Client) -> Wikidata:
    return Wikidata(client, f"{server.address}{API}")


@pytest.fixture
def serve(server: Any, reply: Any) -> Any:
    """Serve hits of a search, and entities."""

    def run(hits: list[str], entities: dict[str, Any]) -> None:
        def asked(**wanted: str) -> Any:
            return lambda request: all(request.query.get(name) == value for name, value in wanted.items())

        found = {"search": [{"id": hit} for hit in hits], "success": 1}
        server.on(API, reply(json.dumps(found).encode()), where=asked(action="wbsearchentities"))
        server.on(API, reply(json.dumps({"entities": entities}).encode()), where=asked(action="wbgetentities"))

    return run


def test_actors_that_the_registry_lacks_are_found_with_the_countries_beside_them() -> None:
    assert unknown_actors(_graph(), Base()) == [ACTOR]


def test_registered_actors_say_which_classes_fit() -> None:
    assert examples_of(_graph())["NonGovernmentalOrganisation"] == ["Q267941"]


def test_a_class_above_others_has_their_examples_by_turns() -> None:
    more = "".join(f"x:{at} a kg:Agency ; owl:sameAs <http://www.wikidata.org/entity/Q{at}> ." for at in (1, 2))
    triples = ox.parse((GRAPH + more).encode(), format=ox.RdfFormat.TURTLE)
    examples = examples_of(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    assert examples["Organisation"] == ["Q1", "Q267941", "Q2"]


def test_a_candidate_fits_in_name_class_and_country(wikidata: Wikidata, serve: Any) -> None:
    serve(
        ["Q1", "Q2", "Q3", "Q4"],
        {
            "Q267941": _entity("Oxfam", P31="Q100", P17="Q145"),
            "Q1": _entity("Hulpfonds Nederland", P31="Q100", P17="Q55"),
            "Q2": _entity("Hulpfonds Nederland", P31="Q5", P17="Q55"),
            "Q3": _entity("Hulpfonds Nederland", P31="Q100", P17="Q183"),
            "Q4": _entity("Iets heel anders", P31="Q100", P17="Q55"),
        },
    )
    proposed = propose(wikidata, [ACTOR], examples_of(_graph()))
    assert [(each.item.id, each.score) for each in proposed.candidates] == [("Q1", 100.0)]
    assert "country Q55 is named in the same document" in proposed.candidates[0].reasons


def test_without_registered_actors_of_the_class_nothing_is_proposed(wikidata: Wikidata, serve: Any) -> None:
    serve(["Q1"], {"Q1": _entity("Hulpfonds Nederland", P31="Q100", P17="Q55")})
    assert propose(wikidata, [ACTOR], {}).candidates == []


def test_it_searches_in_dutch_and_asks_to_be_told_of_lag(replay: Any, client: Client) -> None:
    replay.on(API, "wikidata/wbsearchentities-nl.json")
    assert Wikidata(client, f"{replay.address}{API}").search("Europese Unie") == ["Q458"]
    assert replay.asked[0].query["language"] == "nl"
    assert replay.asked[0].query["maxlag"] == "5"


def test_a_recorded_item_is_read(replay: Any, client: Client) -> None:
    replay.on(API, "wikidata/wbgetentities-Q7887142.json")
    (item,) = Wikidata(client, f"{replay.address}{API}").items(["Q7887142"])
    assert (item.id, item.label) == ("Q7887142", "unit of analysis")
    assert item.description == "major entity that is being analyzed in a study"


def test_an_item_without_a_dutch_or_english_name_is_no_candidate(wikidata: Wikidata, serve: Any) -> None:
    nameless = _entity("Hulpfonds Nederland", P31="Q100", P17="Q55") | {"labels": {}, "aliases": {}}
    serve(["Q1"], {"Q1": nameless, "Q100": _entity("x", P31="Q100")})
    (item,) = wikidata.items(["Q1"])
    assert (item.label, item.names) == ("Q1", ())
    assert propose(wikidata, [ACTOR], {ACTOR.cls: ["Q1"]}).candidates == []


def test_a_missing_item_is_left_out(replay: Any, client: Client) -> None:
    replay.on(API, "wikidata/wdtk-wbgetentities-1234567890-missing.json")
    assert list(Wikidata(client, f"{replay.address}{API}").items(["Q1234567890"])) == []


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("wdtk-error-maxlag.json", SourceDownError),
        ("wdtk-error.json", AnswerError),
        ("wdtk-wbgetentities-bogus.json", AnswerError),
    ],
)
def test_an_error_with_status_200_is_an_error(replay: Any, client: Client, name: str, error: type[Exception]) -> None:
    replay.on(API, f"wikidata/{name}")
    with pytest.raises(error, match="answered: "):
        Wikidata(client, f"{replay.address}{API}").search("x")


def test_a_refusal_for_want_of_a_name_is_told(replay: Any, client: Client) -> None:
    replay.on(API, "wikidata/error-403.txt")
    with pytest.raises(AnswerError, match="answered 403"):
        Wikidata(client, f"{replay.address}{API}").search("x")
    assert "Kamergraaf/" in replay.asked[0].headers["user-agent"]


def test_an_outage_leaves_actors_to_a_next_run(replay: Any, client: Client) -> None:
    replay.on(API, replay.recording("wikidata/error-429.html", Retry_After="9000"))
    other = Unknown("actor/x/b", "B", "Company", frozenset())
    proposed = propose(Wikidata(client, f"{replay.address}{API}"), [ACTOR, other], {})
    assert list(proposed.missing) == [ACTOR.path, "actor/x/b"]
    assert len(replay.asked) == 1


def _candidate(id_: str = "Q1", score: float = 100, name: str = "Hulpfonds Nederland") -> Candidate:
    actor = Unknown(ACTOR.path, name, ACTOR.cls, ACTOR.countries)
    return Candidate(actor, Item(id_, (name,), name, "een\tfonds", frozenset(), frozenset()), score, ("a", "b"))


def test_nothing_is_asserted_that_nobody_accepted(tmp_path: Path) -> None:
    path = tmp_path / "review.tsv"
    write_review(path, merge([], [_candidate("Q2", 90), _candidate("Q1")]))
    lines = read_review(path)
    assert [(line.decision, line.item, line.score) for line in lines] == [("", "Q1", "100"), ("", "Q2", "90")]
    assert not any("sameAs" in str(quad) for quad in describe_accepted(lines, Base()))


def test_what_was_accepted_becomes_the_same_thing(tmp_path: Path) -> None:
    path = tmp_path / "review.tsv"
    write_review(path, merge([], [_candidate("Q1"), _candidate("Q2", 90)]))
    path.write_text(path.read_text("utf-8").replace("\n\t", "\nAccept\t", 1), encoding="utf-8")
    same = [quad for quad in describe_accepted(read_review(path), Base()) if "sameAs" in quad.predicate.value]
    assert [(quad.subject.value, quad.object.value) for quad in same] == [
        ("https://w3id.org/kamergraaf/id/actor/x/hulpfonds", "http://www.wikidata.org/entity/Q1")
    ]
    assert same[0].graph_name.value == "https://w3id.org/kamergraaf/id/graph/wikidata"


def test_a_decision_survives_another_run_and_a_new_name_opens_it_again(tmp_path: Path) -> None:
    path = tmp_path / "review.tsv"
    write_review(path, merge([], [_candidate("Q1"), _candidate("Q2", 90)]))
    path.write_text(path.read_text("utf-8").replace("\n\t", "\nreject\t", 1), encoding="utf-8")
    again = merge(read_review(path), [_candidate("Q1")])
    assert [(line.item, line.decision) for line in again] == [("Q1", "reject")]
    renamed = merge(read_review(path), [_candidate("Q1", name="Hulpfonds")])
    assert sorted((line.name, line.decision) for line in renamed) == [
        ("Hulpfonds", ""),
        ("Hulpfonds Nederland", "reject"),
    ]


def test_lines_of_an_actor_that_could_not_be_looked_up_stay() -> None:
    lines = merge([], [_candidate("Q1")])
    assert merge(lines, [], {ACTOR.path}) == lines
    assert merge(lines, []) == []


def test_one_actor_is_not_two_items(tmp_path: Path) -> None:
    path = tmp_path / "review.tsv"
    write_review(path, merge([], [_candidate("Q1"), _candidate("Q2", 90)]))
    path.write_text(path.read_text("utf-8").replace("\n\t", "\naccept\t"), encoding="utf-8")
    with pytest.raises(LinkError, match="as Q1 and as Q2: keep one"):
        describe_accepted(read_review(path), Base())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\tb\n", "other columns"),
        ("\xff", "cannot be read|other columns"),
        ("{head}\nmaybe\tactor/x/a\tA\tC\tQ1\tl\td\t1\tr\n", "line 2: the decision 'maybe'"),
        ("{head}\naccept\tactor/x/a\tA\tC\tP1\tl\td\t1\tr\n", "no name of an actor or an item"),
        ("{head}\naccept\tactor/x/a> <x\tA\tC\tQ1\tl\td\t1\tr\n", "no name of an actor or an item"),
        ("{head}\naccept\n", "line 2, has 1 columns"),
    ],
)
def test_a_damaged_review_file_is_one_clear_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "review.tsv"
    write_review(path, [])
    head = path.read_text("utf-8").strip()
    path.write_text(text.replace("{head}", head), encoding="utf-8")
    with pytest.raises(LinkError, match=said):
        read_review(path)
