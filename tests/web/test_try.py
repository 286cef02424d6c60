"""Trying a document: what is read from it is shown, nothing of it stays, and no document holds the server up."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from api.errors import Problem
from api.settings import Settings
from api.tryout.runner import Runner

from ..api.conftest import Server
from .conftest import Visit, alone

pytestmark = pytest.mark.browser

SENTENCE = "Nederland financiert het Wereldvoedselprogramma met 4 miljoen euro."


def test_a_text_is_read_on_the_spot_without_scripts(visit: Visit) -> None:
    page = visit("/try", scripts=False)
    page.set_default_timeout(60_000)
    page.get_by_label("Tekst").fill(f"{SENTENCE} <b>Let op</b>")
    page.get_by_role("button", name="Lees").click()
    expect(page.locator("#text")).to_have_text(f"{SENTENCE} <b>Let op</b>")
    expect(page.locator(".statement")).to_contain_text("€ 4 miljoen")
    expect(page.get_by_role("row", name="Nederland financiert Wereldvoedselprogramma")).to_be_visible()


def test_a_file_is_read_checked_and_given_as_turtle(
    visit: Visit, axe: Callable[[Page], None], letter_file: Path
) -> None:
    page = visit("/try", width=320)
    page.set_default_timeout(60_000)
    page.get_by_label("Of een bestand").set_input_files(letter_file)
    page.get_by_role("button", name="Lees").click()
    expect(page.locator(".findings")).to_contain_text("Deze motie wordt aangehaald voor verschillende zaken")
    expect(page.locator("#statement-2973-funding-1")).to_contain_text("€ 20,4 miljoen")
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar als Turtle").click()
    graph = list(ox.parse(Path(download.value.path()).read_bytes(), format=ox.RdfFormat.TURTLE))
    assert any(quad.subject.value.endswith("#statement-2973-funding-1") for quad in graph)


def test_a_program_gets_turtle(server: Server) -> None:
    files = {"file": ("brief.txt", SENTENCE.encode())}
    response = httpx.post(f"{server.url}/try", files=files, params={"format": "ttl"}, timeout=60)
    assert response.headers["content-type"].startswith("text/turtle")
    assert "kg:Funding" in response.text


def test_a_program_that_sends_nothing_gets_no_page(server: Server) -> None:
    response = httpx.post(f"{server.url}/try", files={"file": ("leeg.txt", b"")}, params={"format": "ttl"}, timeout=60)
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert response.json()["detail"] == "leeg.txt is empty: give a document with words in it."


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"", 422, "Er is niets gestuurd"),
        (b"\x00\x01\xff" * 50, 422, "in no format that is read"),
        (b"x" * (5 * 1024 * 1024 + 100_000), 413, "longer than"),
    ],
)
def test_what_cannot_be_read_is_told(server: Server, content: bytes, status: int, words: str) -> None:
    files = {"file": ("x.bin", content)}
    response = httpx.post(f"{server.url}/try", files=files, headers={"accept": "text/html"}, timeout=60)
    assert response.status_code == status
    assert words in response.text


async def gone(parent: int) -> None:
    """Wait until a process has no children that run."""
    command = ["ps", "--no-headers", "-o", "stat", "--ppid", str(parent)]
    for _ in range(100):
        left = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
        if all(state.startswith("Z") for state in left):
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"processes are left: {left}")


def test_a_document_over_its_time_is_ended_and_the_next_is_read() -> None:
    async def run() -> str:
        runner = Runner(Settings(try_timeout=30))
        try:
            await runner.try_out("warm.txt", SENTENCE.encode(), "nl")
            slow = Runner(Settings(try_timeout=0.001))
            slow._control, slow._process = runner._control, runner._process
            with pytest.raises(Problem) as refused:
                await slow.try_out("long.txt", (SENTENCE + "\n\n").encode() * 4000, "nl")
            again = await runner.try_out("short.txt", SENTENCE.encode(), "nl")
            assert again["facts"][0]["subject"] == "Nederland"
            assert runner._process is not None
            await gone(runner._process.pid)
            return refused.value.detail
        finally:
            await runner.stop()

    assert "was stopped" in alone(run())


def test_a_letter_s_findings_are_shown_on_its_statements_and_on_a_page(visit: Visit) -> None:
    page = visit("/page/document/kst-32623-376")
    page.wait_for_selector("body[data-checked=true]", timeout=60_000)
    expect(page.locator("#statement-4413-motionexecution-1 .note")).to_contain_text(
        "Deze motie wordt aangehaald voor verschillende zaken"
    )
    plain = visit("/page/document/kst-32623-376", scripts=False)
    plain.locator("#checks summary").click()
    plain.get_by_role("link", name="Bekijk wat de regels opmerken").click()
    expect(plain.locator(".findings")).to_contain_text("Zoek in het officiële stuk na")
