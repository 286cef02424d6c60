"""The client against a server that is slow, down, lying or malicious."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from graph_builder.errors import AnswerError, LinkError, SourceDownError
from graph_builder.link.answers import is_missing_page, json_object, xml_of
from graph_builder.link.client import Answer, Client, Manners, same_host

JSON = "application/json"


def test_it_names_itself_and_what_it_wants(server: Any, reply: Any, client: Client) -> None:
    server.on("/a", reply(b"{}"))
    client.get(f"{server.address}/a", accept=JSON)
    assert server.asked[0].headers["user-agent"].startswith("Kamergraaf/")
    assert "https://w3id.org/kamergraaf" in server.asked[0].headers["user-agent"]
    assert server.asked[0].headers["accept"] == JSON


def test_what_is_not_there_is_no_error(server: Any, client: Client) -> None:
    assert client.get(f"{server.address}/nothing", accept=JSON) is None


def test_it_waits_as_long_as_it_is_asked_to(replay: Any, reply: Any, client: Client, waits: list[float]) -> None:
    replay.on("/sru", replay.recording("koop-sru/sru-429.txt", Retry_After="5"), reply(b"<a/>"))
    answer = client.get(f"{replay.address}/sru", accept="application/xml")
    assert answer is not None
    assert (answer.status, waits) == (200, [5.0])


def test_a_wait_of_nothing_is_a_second_all_the_same(
    replay: Any, client: Client, reply: Any, waits: list[float]
) -> None:
    replay.on("/sparql", replay.recording("wikidata/error-429-retry-0.html", Retry_After="0"), reply(b"{}"))
    client.get(f"{replay.address}/sparql", accept=JSON)
    assert waits == [1.0]


def test_a_wait_given_as_a_date_is_held_against_the_sources_own_clock(
    server: Any, reply: Any, client: Client, waits: list[float]
) -> None:
    until = {"Date": "Fri, 19 Sep 2025 10:00:00 GMT", "Retry-After": "Fri, 19 Sep 2025 10:00:40 GMT"}
    server.on("/a", reply(b"", 503, until), reply(b"{}"))
    client.get(f"{server.address}/a", accept=JSON)
    assert 39 <= waits[0] <= 41


def test_a_source_that_asks_for_too_much_patience_is_left_alone(server: Any, reply: Any, client: Client) -> None:
    server.on("/a", reply(b"", 429, {"Retry-After": "86400"}))
    with pytest.raises(SourceDownError, match="asks to wait 86400 seconds"):
        client.get(f"{server.address}/a", accept=JSON)
    assert len(server.asked) == 1


def test_a_source_that_stays_down_is_said_to_be_down(replay: Any, client: Client, waits: list[float]) -> None:
    replay.on("/Persoon", "tk-odata/error-500.json")
    with pytest.raises(SourceDownError, match="/Persoon answered 500: try again later"):
        client.get(f"{replay.address}/Persoon", accept=JSON)
    assert waits == [1.0, 2.0]


def test_a_source_that_says_nothing_is_said_to_be_down(server: Any, reply: Any) -> None:
    server.on("/slow", reply(b"{}", after=1))
    with (
        Client(Manners(silence=0.1, attempts=2), sleep=lambda _: None, environment=False) as client,
        pytest.raises(SourceDownError, match="it took too long"),
    ):
        client.get(f"{server.address}/slow", accept=JSON)
    assert len(server.asked) == 2


def test_a_source_that_drips_is_left_after_a_while(server: Any, reply: Any) -> None:
    server.on("/drip", reply(b"", drip=(50, b"x" * 100)))
    ticks = iter(range(10_000))
    manners = Manners(longest=10, attempts=1, pause=0)
    with (
        Client(manners, sleep=lambda _: None, clock=lambda: next(ticks) * 20.0, environment=False) as client,
        pytest.raises(SourceDownError, match="took more than 10 seconds"),
    ):
        client.get(f"{server.address}/drip", accept=JSON)


def test_nothing_listens_there(client: Client) -> None:
    with pytest.raises(SourceDownError, match="did not answer"):
        client.get("http://127.0.0.1:9/a", accept=JSON)


def test_more_than_the_limit_is_cut_off(server: Any, reply: Any, client: Client) -> None:
    server.on("/big", reply(b"", drip=(100_000, b"x" * 10_000)))
    with pytest.raises(AnswerError, match="more than 200000 bytes"):
        client.get(f"{server.address}/big", accept=JSON)


def test_what_unpacks_to_more_than_the_limit_is_cut_off(server: Any, reply: Any, client: Client) -> None:
    server.on("/bomb", reply(gzip.compress(b"0" * 5_000_000), headers={"Content-Encoding": "gzip"}))
    with pytest.raises(AnswerError, match="more than 200000 bytes"):
        client.get(f"{server.address}/bomb", accept=JSON)


def test_an_answer_shorter_than_it_claims_is_asked_for_again(server: Any, reply: Any, client: Client) -> None:
    server.on("/short", reply(b"{", length=100), reply(b"{}"))
    answer = client.get(f"{server.address}/short", accept=JSON)
    assert answer is not None
    assert answer.body == b"{}"


def test_it_follows_a_redirect_on_the_same_host(server: Any, reply: Any, client: Client) -> None:
    server.on("/old", reply(b"", 301, {"Location": "/new"}))
    server.on("/new", reply(b'{"new": 1}'))
    answer = client.get(f"{server.address}/old", accept=JSON)
    assert answer is not None
    assert (answer.address, json_object(answer)) == (f"{server.address}/new", {"new": 1})


def test_it_follows_no_redirect_to_another_host(server: Any, reply: Any, client: Client) -> None:
    server.on("/old", reply(b"", 302, {"Location": "http://169.254.169.254/latest"}))
    with pytest.raises(AnswerError, match="leads to another host"):
        client.get(f"{server.address}/old", accept=JSON)


def test_it_follows_no_redirect_that_is_no_address(server: Any, reply: Any, client: Client) -> None:
    server.on("/old", reply(b"", 302, {"Location": "http://[::1/new"}))
    with pytest.raises(LinkError, match="location header"):
        client.get(f"{server.address}/old", accept=JSON)


def test_it_leaves_a_ring_of_redirects(server: Any, reply: Any, client: Client) -> None:
    server.on("/ring", reply(b"", 302, {"Location": "/ring"}))
    with pytest.raises(AnswerError, match="on and on"):
        client.get(f"{server.address}/ring", accept=JSON)


def test_a_refused_request_is_told_in_the_sources_words(replay: Any, client: Client) -> None:
    replay.on("/Kamerstukdossier", "tk-odata/error-400-types.json")
    with pytest.raises(AnswerError, match=r"answered 400: .*incompatible types"):
        client.get(f"{replay.address}/Kamerstukdossier", accept=JSON)


def test_two_requests_to_one_host_are_apart(server: Any, reply: Any) -> None:
    server.on("/a", reply(b"{}"))
    waits: list[float] = []
    with Client(Manners(pause=7), sleep=waits.append, clock=lambda: 100.0, environment=False) as client:
        client.get(f"{server.address}/a", accept=JSON)
        client.get(f"{server.address}/a", accept=JSON)
    assert waits == [7.0]


def test_a_page_is_no_json(replay: Any, client: Client) -> None:
    page = replay.recording("wikidata/error-429.html")
    answer = Answer("https://example.org/sparql", 200, page.body)
    with pytest.raises(AnswerError, match="a page where JSON was asked: “Error 429"):
        json_object(answer)


@pytest.mark.parametrize("body", [b"", b'{"value": [', b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_malformed_json_is_one_clear_sentence(body: bytes) -> None:
    with pytest.raises(AnswerError, match=r"^https://example\.org/a answered with "):
        json_object(Answer("https://example.org/a", 200, body))


def test_a_missing_page_with_status_200_is_missing(replay: Any) -> None:
    page = Answer("https://example.org/kst-99999-4711.xml", 200, replay.recording("koop-html/404-status-200.html").body)
    assert is_missing_page(page)
    assert xml_of(page) is None


def test_a_page_that_is_there_is_not_missing(replay: Any) -> None:
    page = Answer("https://example.org/a", 200, replay.recording("koop-html/kst-32545-143.html").body)
    assert not is_missing_page(page)


@pytest.mark.parametrize("name", ["koop-xml/h-tk-20172018-70-2.xml", "koop-xml/wetsuite-stb.xml"])
def test_a_byte_order_mark_is_no_hindrance_even_when_encoded_twice(replay: Any, name: str) -> None:
    assert xml_of(Answer("https://example.org/a", 200, replay.recording(name).body)) is not None


def test_the_xml_itself_says_how_it_is_encoded_whatever_the_header_claims(
    server: Any, reply: Any, client: Client
) -> None:
    body = '<?xml version="1.0" encoding="UTF-8"?><a>Syrië</a>'.encode()
    server.on("/a", reply(body, headers={"Content-Type": "text/xml; charset=iso-8859-1"}))
    answer = client.get(f"{server.address}/a", accept="application/xml")
    root = xml_of(answer) if answer else None
    assert root is not None
    assert root.text == "Syrië"


def test_a_proxy_s_page_with_status_503_is_an_outage(replay: Any, client: Client) -> None:
    replay.on("/kamerstukken", "tk-odata/web-503-varnish.html")
    with pytest.raises(SourceDownError, match="answered 503"):
        client.get(f"{replay.address}/kamerstukken", accept=JSON)


def test_an_entity_is_not_expanded() -> None:
    body = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    root = xml_of(Answer("https://example.org/a", 200, body))
    assert root is not None
    assert b"root:" not in (root.text or "").encode()


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("https://a.nl/x", "https://a.nl/y", True),
        ("https://A.nl/x", "https://a.nl/y", True),
        ("https://evil.example/x", "https://a.nl/", False),
        ("https://a.nl@evil.example/x", "https://a.nl/", False),
        ("https://a.nl:444/", "https://a.nl/", False),
        ("http://a.nl/", "https://a.nl/", False),
        ("https://a.nl/", "http://a.nl/", True),
        ("/relative", "https://a.nl/", False),
        ("https://[::1/", "https://a.nl/", False),
    ],
)
def test_one_host_is_told_from_another(address: str, other: str, same: bool) -> None:
    assert same_host(address, other) is same


@pytest.mark.parametrize("address", ["ftp://example.org/a", "example.org/a", "", "http://[::1/a"])
def test_what_is_no_web_address_is_not_tried_again(client: Client, waits: list[float], address: str) -> None:
    with pytest.raises(AnswerError, match="is no web address"):
        client.get(address, accept=JSON)
    assert waits == []
