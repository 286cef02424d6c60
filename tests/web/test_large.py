"""What pages of a large store make beforehand is the same as what they ask for when nothing has been made."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from api.pages import gathered
from api.pages.dossiers import Dossiers
from api.pages.gathered import Prominent, gather
from api.pages.ministers import Ministers
from api.pages.site import Site
from api.pages.words import LANGUAGES
from graph_builder.prefixes import prefixes
from graph_builder.store import Store

from ..api.conftest import BASE
from .conftest import alone

DOSSIERS = ("32623", "36045", "36180")


class Answers:
    """Answers the queries of pages from a store, as a server does of a generation."""

    cacheable = True
    generation = "1-a"
    settings = SimpleNamespace(base=BASE)

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store()
        self._store.bulk_load(b"".join(Store.open(folder).current().pieces()), ox.RdfFormat.N_QUADS)

    def job(self, query: str, known: dict[str, str]) -> tuple[str, dict[str, str]]:
        """Write a job."""
        return query, known

    async def fetch(self, job: tuple[str, dict[str, str]]) -> tuple[dict[str, Any], bytes]:
        """Do a job."""
        found = self._store.query(job[0], prefixes=job[1], use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return {}, found.serialize(format=ox.QueryResultsFormat.JSON) or b""


@pytest.fixture(scope="module")
def answers(store: Path) -> Answers:
    """The graph of the papers that the browser visits."""
    return Answers(store)


@pytest.fixture
def site(answers: Answers) -> Site:
    """Pages of which nothing has been made."""
    return Site(answers, prefixes(BASE))  # type: ignore[arg-type]


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return alone(work)


def test_a_dossier_is_the_same_before_and_after_all_of_them_are_made(site: Site) -> None:
    async def twice() -> list[tuple[Any, Any]]:
        dossiers, shown = site.register(Dossiers), []
        for number in DOSSIERS:
            iri = f"{BASE}dossier/{number}"
            shown.append((await dossiers.papers(iri), await dossiers.said(iri)))
        for kept in site.kept:
            await kept.get()
        for number in DOSSIERS:
            iri = f"{BASE}dossier/{number}"
            shown.append((await dossiers.papers(iri), await dossiers.said(iri)))
        return shown

    shown = run(twice())
    alone_asked, made = shown[: len(DOSSIERS)], shown[len(DOSSIERS) :]
    assert alone_asked == made
    papers, said = made[0]
    assert [paper.number for paper in papers] == ["32 623, nr. 343", "32 623, nr. 376"]
    assert (len(said), said[0].kinds) == (19, ("Contact",))


def test_an_actor_that_many_name_is_gathered_as_any_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathered, "NAMED_OFTEN", 3)

    async def both() -> tuple[Any, Any, Any]:
        prominent = site.register(Prominent)
        assert prominent.of(f"{BASE}actor/netherlands") is None
        for kept in site.kept:
            await kept.get()
        often, seldom = f"{BASE}actor/nl-government", f"{BASE}actor/dutch-relief-alliance"
        return prominent.of(often), await gather(site, often, LANGUAGES), prominent.of(seldom)

    made, asked, seldom = run(both())
    assert made == asked
    assert made.mentioned >= 3
    assert seldom is None


def test_a_minister_promises_by_office_or_as_the_government(site: Site) -> None:
    async def deeds() -> Any:
        return await site.register(Ministers).deeds("minister-van-buitenlandse-zaken")

    found = run(deeds())
    assert [each.statement.rpartition("#")[2] for each in found.promises] == ["statement-3751-undertaking-1"]
    assert [each.number for each in found.motions] == ["32 623, nr. 343"]
