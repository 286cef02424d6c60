"""A browser, a server of real papers for it to visit, and a judge of accessibility."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ..api.conftest import Server, serving

PAPERS = ("kst-28844-269", "kst-36045-148", "kst-36180-42", "ah-tk-20242025-582", "brief-draagmoederschap")
"""Annotated papers of `shared/gold/dev` that are served beside the bundled letter."""

Visit = Callable[..., Page]
Outcome = TypeVar("Outcome")


def alone(work: Coroutine[Any, Any, Outcome]) -> Outcome:
    """Run a coroutine in a thread of its own: the browser keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skips where it is absent, fails where CI promises it."""
    path = shutil.which("chromium")
    if path is None:
        reason = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, letter_file: Path, shared: Path, worker_id: str) -> Path:
    """A store of the bundled letter, some real papers, and texts made to be awkward (`awkward/`).

    Processes that test side by side have a copy each of what the first of them built.
    """
    if worker_id == "master":
        return _built(tmp_path_factory.mktemp("web"), letter_file, shared)
    together = tmp_path_factory.getbasetemp().parent
    with (together / "web.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = together / "web"
        if not (folder / "built").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _built(folder, letter_file, shared)
            (folder / "built").touch()
        return Path(shutil.copytree(folder / "store", tmp_path_factory.mktemp("web") / "store"))


def _built(folder: Path, letter_file: Path, shared: Path) -> Path:
    papers = folder / "papers"
    papers.mkdir()
    for name in PAPERS:
        shutil.copy(shared / "gold" / "dev" / f"{name}.txt", papers)
    awkward = sorted((Path(__file__).parent / "awkward").iterdir())
    inputs = [str(path) for path in (letter_file, papers, *awkward)]
    command = [sys.executable, "-m", "api", "build", *inputs, "--store", str(folder / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "store"


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[Server]:
    """A server of that store; writes are allowed with the token "secret"."""
    with serving(store, token="secret") as running:
        _await_search(running)
        yield running


def _await_search(server: Server) -> None:
    """Wait for the index of search, which a process beside the server builds."""
    deadline = time.monotonic() + 120
    while not httpx.get(f"{server.url}/search.json?q=kabinet", timeout=60).json()["groups"]:
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Open an address of the server: `visit("/", width=320, scripts=False, dark=True)`.

    Every request and console message is watched: a page that asks anybody else, logs an error or is wider than its
    window fails; `lenient=True` lets errors pass, for what is refused on purpose.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def ours(url: str) -> bool:
        return url.startswith((server.url, "data:", "blob:"))

    def watch(page: Page) -> None:
        page.on("request", lambda request: None if ours(request.url) else wrong.append(f"asked {request.url}"))
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))

    def open_page(
        address: str, *, width: int = 1280, scripts: bool = True, dark: bool = False, lenient: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if not lenient:
            watch(page)
        response = page.goto(server.url + address)
        assert response is not None
        assert response.status < 400, f"{address}: {response.status}"
        if scripts:
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{address} is {over} pixels wider than a window of {width}"
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """Fail on each serious or critical issue that axe-core finds in a page by the rules of WCAG 2.2 AA, or by some."""
    judge = Axe()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

    def check(page: Page, *rules: str) -> None:
        found = judge.run(page, options=options | ({"runOnly": list(rules)} if rules else {})).response["violations"]
        grave = [each for each in found if each["impact"] in ("serious", "critical")]
        assert grave == [], "\n".join(f"{e['id']}: {e['help']}: {e['nodes'][0]['html'][:200]}" for e in grave)

    return check
