"""The OData service asked over HTTP: its versions, its pages, its limits."""

from __future__ import annotations

from typing import Any

import pytest

from graph_builder.errors import AnswerError, LinkError, SourceDownError
from graph_builder.link.client import Client
from graph_builder.link.tweede_kamer.odata import Service, load_version

V4, V5 = "/OData/v4/2.0", "/OData/v5"


def _service(replay: Any, client: Client, version: str = "v4/2.0") -> Service:
    return Service(client, load_version(version, f"{replay.address}{V4 if version == 'v4/2.0' else V5}"))


def test_the_new_version_is_the_one_to_use_and_the_old_one_can_be_chosen() -> None:
    assert load_version().address.endswith("/OData/v5")
    assert load_version("v4/2.0").address.endswith("/OData/v4/2.0")
    assert load_version().most == 100


def test_an_unknown_version_is_named_with_those_there_are() -> None:
    with pytest.raises(LinkError, match=r"no version 'v6'.*v5, v4/2\.0"):
        load_version("v6")


def test_a_service_that_has_all_its_fields_lacks_nothing(replay: Any, client: Client) -> None:
    replay.on(f"{V4}/$metadata", "tk-odata/metadata-v2.edmx.xml")
    assert _service(replay, client).check() == ()


def test_a_service_says_at_the_start_which_fields_it_lacks(replay: Any, client: Client, reply: Any) -> None:
    whole = replay.recording("tk-odata/metadata-v2.edmx.xml")
    replay.on(f"{V4}/$metadata", reply(whole.body.replace(b'Name="BesluitSoort"', b'Name="Kind"')))
    assert _service(replay, client).check() == (
        "OData v4/2.0 has no Besluit.BesluitSoort: what rests on it will be missing.",
    )


def test_of_several_names_the_one_that_the_service_has_is_used(replay: Any, client: Client, reply: Any) -> None:
    whole = replay.recording("tk-odata/metadata-v2.edmx.xml").body
    replay.on(f"{V5}/$metadata", reply(whole))
    service = _service(replay, client, "v5")
    assert service.names.theirs("Document", "DocumentNummer") == "Nummer"
    assert service.check() == ()
    assert service.names.theirs("Document", "DocumentNummer") == "DocumentNummer"
    assert service.names.theirs("Zaak", "Volgnummer") == "Volgnummer"


def test_a_version_that_is_gone_is_said_to_be_gone(replay: Any, client: Client) -> None:
    replay.on(f"{V4}/$metadata", "tk-odata/error-404-id.txt")
    assert "is version v4/2.0 still served there?" in _service(replay, client).check()[0]


def test_a_service_that_will_not_say_is_asked_under_the_usual_names(replay: Any, client: Client) -> None:
    replay.on(f"{V5}/$metadata", "koop-html/kst-32545-143.html")
    service = _service(replay, client, "v5")
    assert "the usual names are taken" in service.check()[0]
    assert service.names.theirs("Document", "Volgnummer") == "Ondernummer"


def test_pages_are_followed_to_the_last(replay: Any, client: Client) -> None:
    replay.on(f"{V4}/Kamerstukdossier", "tk-odata/paging-1.json")
    replay.on(f"{V4}/Kamerstukdossier", "tk-odata/paging-2.json", where=lambda asked: "$skiptoken" in asked.query)
    rows = list(_service(replay, client).rows("Kamerstukdossier", where="Verwijderd eq false"))
    assert len({row["Id"] for row in rows}) == len(rows) == 5
    assert replay.asked[0].query == {"$filter": "Verwijderd eq false"}


def test_a_link_to_another_host_is_not_followed(replay: Any, client: Client) -> None:
    replay.on(f"{V4}/Persoon", "tk-odata/paging-evil.json")
    with pytest.raises(AnswerError, match=r"leads to another host, https://evil\.example/exfil"):
        list(_service(replay, client).rows("Persoon", where="Verwijderd eq false"))
    assert len(replay.asked) == 1


def test_a_page_that_leads_to_itself_is_left(server: Any, reply: Any, client: Client) -> None:
    server.on(f"{V5}/Zaak", reply(b'{"value": [], "@odata.nextLink": "%s/OData/v5/Zaak?a"}' % server.address.encode()))
    with pytest.raises(AnswerError, match="on and on"):
        list(_service(server, client, "v5").rows("Zaak", where="Verwijderd eq false"))


def test_no_hit_is_an_empty_list(replay: Any, client: Client) -> None:
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-leeg.json")
    assert list(_service(replay, client).rows("Zaak", where="Volgnummer eq 4711")) == []


def test_placeholders_and_deleted_rows_do_not_come_along(replay: Any, client: Client) -> None:
    replay.on(f"{V4}/Fractie", "tk-odata/fractie-placeholder.json")
    assert [row["Afkorting"] for row in _service(replay, client).rows("Fractie", where="x")] == ["BRINK"]


def test_an_outage_is_no_empty_list(replay: Any, client: Client) -> None:
    replay.on(f"{V4}/Persoon", "tk-odata/error-500.json")
    with pytest.raises(SourceDownError):
        list(_service(replay, client).rows("Persoon", where="Verwijderd eq false"))


@pytest.mark.parametrize("name", ["tk-odata/error-400-nodecount.json", "tk-odata/v5-error-400-top.json"])
def test_a_refusal_gives_the_service_s_own_words(replay: Any, client: Client, name: str) -> None:
    replay.on(f"{V5}/Zaak", name)
    with pytest.raises(AnswerError, match=r"answered 400: .*limit"):
        list(_service(replay, client, "v5").rows("Zaak", where="x"))


def test_an_entity_that_always_answers_404_is_said_to_be_gone(replay: Any, client: Client) -> None:
    replay.on(f"{V5}/ToegezegdAan", "tk-odata/v5-error-404-toegezegdaan.txt")
    with pytest.raises(AnswerError, match="is not there"):
        list(_service(replay, client, "v5").rows("ToegezegdAan", where="x"))


def test_values_are_written_as_the_service_wants_them(client: Client) -> None:
    service = Service(client, load_version("v5"))
    assert service.condition("Document", "Volgnummer", 343) == "Ondernummer eq 343"
    assert service.condition("Kamerstukdossier", "Toevoeging", None, of="d/") == "d/Toevoeging eq null"
    assert service.condition("Fractie", "Afkorting", "'t") == "Afkorting eq '''t'"
    id_ = "65129918-f256-4975-9da4-488da34d6695"
    assert service.condition("Persoon", "Id", id_) == f"Id eq {id_}"
    assert service.condition("Zaak", "Verwijderd", False) == "Verwijderd eq false"
