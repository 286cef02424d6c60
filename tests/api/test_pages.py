"""Pages: the start page, the editor, the API's documentation; no inline script, nothing from elsewhere."""

from __future__ import annotations

import re

import httpx
import pytest

from .conftest import Server

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/", "/sparql", "/sparql?query=ASK%20%7B%7D", "/docs"])
def test_pages_keep_to_themselves(server: Server, path: str) -> None:
    page = httpx.get(server.url + path, headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|javascript:", page.text)
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert address.startswith(("/", "#")), address


@pytest.mark.parametrize("path", ["/", "/sparql", "/docs"])
def test_everything_that_a_page_loads_is_here(server: Server, path: str) -> None:
    page = httpx.get(server.url + path, headers=BROWSER)
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    assert loaded
    for address in loaded:
        assert httpx.get(server.url + address).status_code == 200, address


def test_the_editor_offers_the_questions(server: Server) -> None:
    from graph_builder.questions import load_questions  # noqa: PLC0415

    page = httpx.get(f"{server.url}/sparql", headers=BROWSER).text
    examples = httpx.get(f"{server.url}/editor/examples.json").json()
    assert [each["name"] for each in examples["examples"]] == [each.name for each in load_questions()]
    assert all(f'value="{each["name"]}"' in page for each in examples["examples"])
    assert examples["prefixes"]["kg"] == "https://w3id.org/kamergraaf/ontology#"


def test_a_tool_gets_no_page(server: Server) -> None:
    assert httpx.get(f"{server.url}/sparql", params={"query": "ASK {}"}).json() == {"head": {}, "boolean": True}


def test_openapi_describes_the_endpoint(server: Server) -> None:
    described = httpx.get(f"{server.url}/openapi.json").json()["paths"]
    assert {"get", "post"} <= described["/sparql"].keys()
    assert "/health" in described


def test_vendored_files_name_their_version_and_licence(server: Server) -> None:
    versions = httpx.get(f"{server.url}/static/vendor/versions.json").json()
    for folder, about in versions.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", about["version"])
        assert "licen" in httpx.get(f"{server.url}/static/vendor/{folder}/LICENSE").text.lower()


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/static/../api/app.py", 404), ("/health/x", 404)])
def test_what_is_not_there_is_a_problem(server: Server, path: str, status: int) -> None:
    response = httpx.get(server.url + path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_health_and_metrics(server: Server) -> None:
    assert httpx.get(f"{server.url}/health").json() == {"status": "alive"}
    server.query("ASK { ?metrics ?are ?counted }")
    text = httpx.get(f"{server.url}/metrics").text
    assert re.search(r'^kamergraaf_queries_total\{outcome="answered"\} [1-9]', text, re.MULTILINE)
    assert re.search(r"^kamergraaf_generation 1\.0$", text, re.MULTILINE)
