"""Another SPARQL store behind the same API: a second server of ours, and a real Virtuoso."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.endpoint import CHUNK, Endpoint, form_of, inserts, publish
from api.errors import Problem
from api.guard import read
from graph_builder.build import build
from graph_builder.describe import as_nquads, describe_knowledge
from graph_builder.extract import load_knowledge
from graph_builder.iris import Base
from graph_builder.questions import Question, load_questions
from graph_builder.read import read_file
from graph_builder.store import Store

from .conftest import Server, free_port, rows, serving, triples

QUERY = "SELECT ?label { ?actor skos:prefLabel ?label } ORDER BY ?label"


@pytest.fixture(scope="module")
def before(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that stands before the shared one."""
    folder = tmp_path_factory.mktemp("remote")
    with serving(f"{server.url}/sparql", folder=folder, timeout=3) as running:
        yield running


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_results_are_the_same(before: Server, server: Server, form: str) -> None:
    options = {"format": form}
    assert before.query(QUERY, params=options).content == server.query(QUERY, params=options).content


def test_graphs_and_truth_values(before: Server) -> None:
    assert before.query("ASK { ?s kg:funds ?o }").json()["boolean"] is True
    graph = before.query("CONSTRUCT WHERE { ?s kg:funds ?o }", headers={"accept": "application/n-triples"})
    assert len(triples(graph, ox.RdfFormat.N_TRIPLES)) == 2


def test_a_word_in_a_comment_is_no_form(before: Server) -> None:
    query = f"# what they\n# DESCRIBE\n# or insert\n{QUERY}"
    assert form_of(query) == "SELECT"
    assert len(rows(before.query(query))) == 2


def test_pages_and_questions(before: Server) -> None:
    assert httpx.get(f"{before.url}/actor/un").status_code == 303
    assert httpx.get(f"{before.url}/page/actor/un").status_code == 200
    assert rows(httpx.get(f"{before.url}/queries/actors")) == []
    assert httpx.get(f"{before.url}/ready").json()["generation"] == "remote"


def test_what_it_gives_up(before: Server) -> None:
    assert "etag" not in before.query(QUERY).headers
    assert httpx.get(f"{before.url}/dump.nq").status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * { ?s ?p }", 400, "refuses it"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", 403, "SERVICE"),
        ("ASK {" * 1000, 400, "deep"),
    ],
)
def test_errors(before: Server, query: str, status: int, words: str) -> None:
    response = before.query(query)
    assert (response.status_code, words in response.json()["detail"]) == (status, True)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "api", "serve", "--store", f"http://127.0.0.1:{free_port()}/sparql", "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "The store behind this server does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_inserts_keep_blank_nodes_together() -> None:
    free = [ox.Triple(ox.NamedNode(f"urn:{i}"), ox.NamedNode("urn:p"), ox.Literal("x")) for i in range(CHUNK + 1)]
    tied = [ox.Triple(ox.BlankNode("a"), ox.NamedNode("urn:p"), ox.BlankNode("b")) for _ in range(1)]
    written = inserts(free + tied, "urn:g")
    assert len(written) == 3
    store = ox.Store()
    for text in written:
        store.update(text)
    assert len(store) == CHUNK + 2
    assert {str(quad.graph_name) for quad in store} == {"<urn:g>"}


# ---- Virtuoso -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Virtuoso on loopback; gives its address. Skips where it is absent, fails where CI promises it."""
    program = shutil.which("virtuoso-t")
    if program is None:
        reason = "Virtuoso is not installed: apt-get install virtuoso-opensource-7"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder, port, sql = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    (folder / "virtuoso.ini").write_text(CONFIGURATION.format(folder=folder, port=port, sql=sql))
    process = subprocess.Popen([program, "-f", "+configfile", str(folder / "virtuoso.ini")], cwd=folder)
    try:
        _wait(f"http://127.0.0.1:{port}/sparql", process)
        grant = 'GRANT EXECUTE ON DB.DBA.SPARQL_INSERT_DICT_CONTENT TO "SPARQL"; GRANT SPARQL_UPDATE TO "SPARQL";'
        subprocess.run(["isql-vt", str(sql), "dba", "dba", f"exec={grant}"], check=True, capture_output=True)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        process.terminate()
        process.wait(timeout=60)


CONFIGURATION = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 100000
DefaultQuery = ASK {{}}
"""


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        assert process.poll() is None, "Virtuoso ended"
        try:
            if httpx.get(url, params={"query": "ASK {}"}, timeout=10).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    pytest.fail("Virtuoso did not start")


@pytest.mark.virtuoso
@pytest.mark.timeout(280)
def test_the_competency_questions_give_the_same_answers(
    virtuoso: str, new_store: Callable[[bytes], Store], letter_file: Path, tmp_path: Path
) -> None:
    built = build([read_file(letter_file)], load_knowledge(), Base())
    store = new_store(as_nquads([*built.quads, *describe_knowledge(Base())]))
    quads = list(store.current().load())
    publish(quads, Endpoint(virtuoso), 60)
    differ: dict[tuple[str, ...], str] = {}
    with serving(store.path) as ours, serving(virtuoso, folder=tmp_path) as theirs:
        both = (ours, theirs)
        for question in load_questions():
            if read(question.text).services:
                continue
            for asked in _asked(question):
                answers = [httpx.get(f"{each.url}/queries/{question.name}", params=asked, timeout=60) for each in both]
                if answers[1].status_code != 200:
                    differ[question.name, *asked.values()] = answers[1].text[:300]
                elif _comparable(answers[0]) != _comparable(answers[1]):
                    differ[question.name, *asked.values()] = f"{len(rows(answers[0]))} and {len(rows(answers[1]))} rows"
    assert differ == {}


def _asked(question: Question) -> list[dict[str, str]]:
    """Ask as it stands, and about one actor where that can be asked."""
    about = any(parameter.name == "actor" for parameter in question.parameters)
    return [{}, {"actor": "actor/european-union"}] if about else [{}]


def _comparable(response: httpx.Response) -> list[list[tuple[str, str]]]:
    return sorted(sorted((name, _value(value)) for name, value in row.items()) for row in rows(response))


def _value(text: str) -> str:
    """Virtuoso writes truth values and numbers in its own way."""
    text = {"1": "true", "0": "false"}.get(text, text)
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def test_publishing_where_one_may_not_write_says_so(server: Server) -> None:
    statement = ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal("c"))
    with pytest.raises(Problem, match=f"The store at {server.url}/update lets nobody in without the right user"):
        publish([statement], Endpoint(f"{server.url}/update"), 60)
