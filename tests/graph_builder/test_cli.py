"""The command line as a person uses it: what each command prints, and what it says of bad input."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result
from typer.testing import CliRunner

from graph_builder.cli import COMMANDS, app
from graph_builder.commands import build, evaluate, extract, validate
from graph_builder.extract import load_knowledge
from graph_builder.store import Store

runner = CliRunner()
NOTHING = "De kat zit op de mat en kijkt naar buiten.\n"


def run(*arguments: str | Path, code: int = 0) -> Result:
    result = runner.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def refused(*arguments: str | Path, code: int = 1) -> str:
    """Run what must fail, and give the one sentence that says why."""
    result = run(*arguments, code=code)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    if code == 1:
        assert result.stderr.startswith("kamergraaf: ")
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, letter_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("published") / "store"
    run("build", letter_file, "--store", folder)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _loaded_once() -> Iterator[None]:
    """Load what the extraction knows once for all commands of this file."""
    knowledge = load_knowledge()
    with pytest.MonkeyPatch.context() as patch:
        for command in (build, evaluate, extract, validate):
            patch.setattr(command, "load_knowledge", lambda: knowledge)
        yield


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("KAMERGRAAF_STORE", "KAMERGRAAF_BASE", "KAMERGRAAF_LANG"):
        monkeypatch.delenv(name, raising=False)
    yield


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "review"])
def test_help_teaches_each_command_by_example(command: str) -> None:
    text = run(command, "--help").stdout
    examples = [line for line in text.splitlines() if line.startswith(f"  kamergraaf {command} ")]
    assert examples


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    listed = " ".join(run("--help").stdout.split())
    for name, command in COMMANDS.items():
        assert f"{name} {command.help}" in listed
        assert command.help in " ".join(run(name, "--help").stdout.split())


def test_help_does_not_wait_for_what_commands_use() -> None:
    code = "import sys; from graph_builder.cli import app; app(['--help'], standalone_mode=False); "
    code += (
        "print(sorted({'rdflib', 'pyoxigraph', 'pyshacl', 'lxml', 'distributed'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "build" in done.stdout


def test_build_publishes_a_generation_and_says_so(store: Path) -> None:
    generation = Store.open(store).current()
    assert generation.manifest.number == 1
    documents = {quad.graph_name.value for quad in generation.load() if str(quad.graph_name).endswith("/graph>")}
    assert documents == {"https://w3id.org/kamergraaf/id/document/kst-32623-376/graph"}


def test_building_the_same_again_publishes_nothing_new(store: Path, letter_file: Path) -> None:
    before = Store.open(store).current_name()
    result = run("build", letter_file, "--store", store)
    assert f"generation {before} is current" in result.stdout


def test_the_warning_about_the_motion_is_told(letter_file: Path, tmp_path: Path) -> None:
    result = run("build", letter_file, "--store", tmp_path / "store")
    assert "32 623, nr. 343" in result.stderr


def test_a_folder_is_read_at_any_depth_and_what_is_left_out_is_named(tmp_path: Path, letter_file: Path) -> None:
    folder = tmp_path / "letters"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "letter.txt").write_bytes(letter_file.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "notes.md").write_text("# not a document\n", encoding="utf-8")
    result = run("build", folder, "--store", tmp_path / "store")
    assert "empty.txt" in result.stderr
    assert "notes.md is left aside: its name has the ending of no kind" in result.stderr
    told = json.loads((tmp_path / "store" / "report.json").read_text("utf-8"))
    assert [Path(other).name for other in told["other_files"]] == ["notes.md"]
    assert result.stdout.startswith("1 document, ")


def test_of_two_files_of_one_paper_the_better_format_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTHING, encoding="utf-8")
    (tmp_path / "a.html").write_text(f"<html><body><p>{NOTHING}</p></body></html>", encoding="utf-8")
    for name in ("a.txt", "a.html"):
        (tmp_path / name).with_suffix(".meta.toml").write_text('identifier = "kst-32623-1"\n', encoding="utf-8")
    result = run("build", tmp_path, "--store", tmp_path / "store")
    assert "a.txt is left aside" in " ".join(result.stderr.split())


def test_a_build_replaces_what_was_there_or_adds_to_it(tmp_path: Path, letter_file: Path) -> None:
    store, cat = tmp_path / "store", tmp_path / "kat.txt"
    cat.write_text(NOTHING, encoding="utf-8")
    documents = "SELECT (COUNT(*) AS ?count) { ?document a kg:Document }"

    def count() -> str:
        return run("query", documents, "--store", store, "--format", "csv").stdout.split()[1]

    run("build", cat, "--store", store)
    assert count() == "1"
    run("build", letter_file, "--add", "--store", store)
    assert count() == "2"
    name = Store.open(store).current_name()
    assert f"generation {name} is current" in run("build", letter_file, "--add", "--store", store).stdout
    run("build", letter_file, "--store", store)
    assert count() == "1"


def test_options_say_what_the_file_does_not(tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    file.write_text(NOTHING, encoding="utf-8")
    options = ("--identifier", "kst-32623-9", "--date", "2025-02-03", "--title", "Over de kat", "--kind", "letter")
    document = json.loads(run("extract", file, *options).stdout)["document"]
    assert document["paper"] == "https://w3id.org/kamergraaf/id/paper/kst-32623-9"
    assert (document["date"], document["title"], document["kind"]) == ("2025-02-03", "Over de kat", "letter")


def test_another_base_names_everything_below_it(tmp_path: Path, letter_file: Path) -> None:
    output = run("extract", letter_file, "--format", "nq", "--base", "https://example.org/id").stdout
    subjects = {quad.subject.value for quad in ox.parse(output, format=ox.RdfFormat.N_QUADS)}
    assert all(subject.startswith("https://example.org/id/") for subject in subjects)
    assert "is no web address" in refused("extract", letter_file, "--base", "example", code=2)


@pytest.mark.parametrize(("form", "parser"), [("ttl", "TURTLE"), ("trig", "TRIG"), ("nq", "N_QUADS")])
def test_extract_prints_rdf_the_same_every_time(letter_file: Path, form: str, parser: str) -> None:
    first, second = (run("extract", letter_file, "--format", form).stdout for _ in range(2))
    assert first == second
    assert len(set(ox.parse(first, format=getattr(ox.RdfFormat, parser)))) > 1000


def test_extract_prints_the_json_contract(letter_file: Path) -> None:
    said = json.loads(run("extract", letter_file).stdout)
    assert set(said) == {"document", "mentions", "tracks", "statements", "facts"}
    assert said["document"]["date"] == "2025-09-19"


def test_unread_sentences_come_one_a_line_with_their_offsets(letter_file: Path) -> None:
    text = letter_file.read_text(encoding="utf-8")
    rows = [line.split("\t") for line in run("extract", letter_file, "--unread").stdout.splitlines()]
    assert rows
    assert all(" ".join(text[int(start) : int(end)].split()) == words for start, end, words in rows)
    assert "Nederland heeft belang bij een veilig en stabiel Syrië." in [row[2] for row in rows]


def test_text_that_is_no_letter_gives_an_empty_but_valid_graph_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "kat.txt"
    file.write_text(NOTHING, encoding="utf-8")
    result = run("build", file, "--store", tmp_path / "store")
    assert "nothing but its text was found in it" in " ".join(result.stderr.split())
    run("validate", "--store", tmp_path / "store")
    assert "no statement was found" in " ".join(run("extract", file).stderr.split())


def test_validate_says_what_is_wrong_where_and_fails(tmp_path: Path, letter_file: Path) -> None:
    graph = tmp_path / "letter.nq"
    whole = run("extract", letter_file, "--format", "nq").stdout
    graph.write_text(whole, encoding="utf-8")
    run("validate", graph)
    lines = [line for line in whole.splitlines(keepends=True) if "ontology#currency>" not in line]
    graph.write_text("".join(lines), encoding="utf-8")
    assert "EUR 20,4 miljoen" in run("validate", graph, code=1).stdout
    report = json.loads(run("validate", graph, "--format", "json", code=1).stdout)
    assert report["conforms"] is False


def test_validate_reads_documents_stores_and_gives_the_report_as_rdf(store: Path, letter_file: Path) -> None:
    assert "32 623, nr. 343" in run("validate", "--store", store).stdout
    assert "32 623, nr. 343" in run("validate", letter_file).stdout
    assert "warning" in run("validate", letter_file, "--lang", "en").stdout.casefold()
    report = run("validate", "--store", store, "--format", "ttl").stdout
    assert any("ValidationReport" in str(triple.object) for triple in ox.parse(report, format=ox.RdfFormat.TURTLE))


def test_query_prints_a_table_csv_or_json(store: Path) -> None:
    query = "SELECT ?value { ?amount a kg:Money ; kg:value ?value }"
    table = run("query", query, "--store", store).stdout
    assert "20400000" in table
    assert table.endswith("(1 row)\n")
    rows = list(csv.reader(run("query", query, "--store", store, "--format", "csv").stdout.splitlines()))
    assert rows == [["value"], ["20400000"]]
    bindings = json.loads(run("query", query, "--store", store, "--format", "json").stdout)["results"]["bindings"]
    assert bindings == [
        {
            "value": {
                "type": "literal",
                "value": "20400000",
                "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
            }
        }
    ]


def test_query_asks_files_named_questions_and_yes_or_no(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK { actor:netherlands a kg:State }", encoding="utf-8")
    assert run("query", "--file", file, "--store", store).stdout == "true\n"
    assert json.loads(run("query", "--file", file, "--store", store, "--format", "json").stdout)["boolean"] is True
    own = tmp_path / "own.rq"
    own.write_text("# param: who iri - Wie.\nASK { VALUES ?who { UNDEF } ?paid kg:agent ?who }", encoding="utf-8")
    for who, answer in (("actor/netherlands", "true\n"), ("actor/nobody", "false\n")):
        assert run("query", "--file", own, "--param", f"who={who}", "--store", store).stdout == answer
    named = ("query", "--name", "tracks", "--param", "document=document/kst-32623-376", "--store", store)
    assert len(run(*named, "--format", "csv").stdout.splitlines()) == 5
    assert "--param document=<iri>" in run("query", "--names").stdout


def test_query_prints_a_graph_as_turtle(store: Path) -> None:
    construct = "CONSTRUCT { ?s kg:value ?v } WHERE { ?s a kg:Money ; kg:value ?v }"
    triples = list(ox.parse(run("query", construct, "--store", store).stdout, format=ox.RdfFormat.TURTLE))
    assert [triple.object.value for triple in triples] == ["20400000"]
    assert "subject,predicate,object" in run("query", construct, "--store", store, "--format", "csv").stdout


@pytest.mark.parametrize("form", ["ttl", "owl", "nq", "trig"])
def test_export_writes_one_file(store: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"letter.{form}"
    assert f"written to {out}" in run("export", "--store", store, "--format", form, out).stdout
    forms = {"ttl": "TURTLE", "owl": "RDF_XML", "nq": "N_QUADS", "trig": "TRIG"}
    assert len(list(ox.parse(path=out, format=getattr(ox.RdfFormat, forms[form])))) > 10_000


@pytest.mark.parametrize(
    "actor", ["dutch-relief-alliance", "actor/dutch-relief-alliance", "Dutch Relief Alliance", "dutch relief alliance"]
)
def test_a_part_is_asked_for_by_an_actors_key_or_name(store: Path, tmp_path: Path, actor: str) -> None:
    out = tmp_path / "part.ttl"
    asked = ("--format", "ttl", "--dossier", "32623", "--since", "2025-09-19", "--actor", actor)
    printed = run("export", "--store", store, *asked, out).stdout
    assert 5_000 < int(printed.split()[0]) < 15_000


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("--dossier", "99999"), "No document of dossier 99999 is in this graph"),
        (("--actor", "nobody at all"), "It is not certain which actor 'nobody at all' is"),
    ],
)
def test_a_part_that_is_empty_is_refused(store: Path, tmp_path: Path, asked: tuple[str, str], reason: str) -> None:
    assert reason in refused("export", "--store", store, "--format", "nq", *asked, tmp_path / "part.nq")
    assert not (tmp_path / "part.nq").exists()


def test_parquet_is_a_folder_of_tables(store: Path, tmp_path: Path) -> None:
    printed = run("export", "--store", store, "--format", "parquet", tmp_path / "tables").stdout
    assert printed.startswith("1 documents, 79 mentions, ")
    assert len(list((tmp_path / "tables").glob("*.parquet"))) == 5


def test_evaluate_prints_scores_with_counts_as_text_and_json(shared: Path) -> None:
    gold = shared / "gold" / "dev"
    text = run("evaluate", gold).stdout
    assert "mentions, exact" in text
    printed = json.loads(run("evaluate", gold, "--json").stdout)
    assert printed["mentions"]["gold"] == 509
    assert printed["facts"]["gold"] == 106
    assert len(printed["documents"]) == 11


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "sheet.xlsx").write_bytes(b"\x00\x01\x02 not a document")
    for command in (("extract",), ("build", "--store", tmp_path / "store")):
        for name in ("missing.txt", "empty.txt", "binary.txt", "sheet.xlsx"):
            assert name in refused(*command, tmp_path / name)
    assert not (tmp_path / "store").exists()


def test_bad_input_leaves_the_published_generation(store: Path, tmp_path: Path, letter_file: Path) -> None:
    before = Store.open(store).current_name()
    (tmp_path / "empty.txt").write_bytes(b"")
    refused("build", letter_file, tmp_path / "empty.txt", "--store", store)
    skipped = run("build", tmp_path, "--store", store, code=1).stderr.splitlines()
    assert [line.split(":")[0] for line in skipped] == [f"skipped {tmp_path / 'empty.txt'}", "kamergraaf"]
    assert Store.open(store).current_name() == before


def test_a_malformed_query_is_refused_with_its_place(store: Path, tmp_path: Path) -> None:
    assert "line 2, column 8, near 'WHERE  FRO ?s'" in refused("query", "SELECT *\nWHERE  FRO ?s", "--store", store)
    assert "a prefix is not declared" in refused("query", "SELECT * { ?s foo:bar ?o }", "--store", store)
    assert "There is no query named 'nobody'" in refused("query", "--name", "nobody", "--store", store)
    assert "no parameter 'x'" in refused("query", "--name", "tracks", "--param", "x=1", "--store", store)
    assert "cannot be read" in refused("query", "--file", tmp_path / "none.rq", "--store", store)
    (tmp_path / "latin.rq").write_bytes(b"# \xe9\nASK {}")
    assert "not UTF-8" in refused("query", "--file", tmp_path / "latin.rq", "--store", store)


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"kamergraaf {version('kamergraaf')}\n"


def test_a_value_that_is_none_is_told_in_plain_words(store: Path, tmp_path: Path) -> None:
    told = refused("export", "--store", store, "--since", "gisteren", tmp_path / "x.ttl", code=2)
    assert "Invalid value for '--since': 'gisteren' does not match" in told


def test_what_is_written_wrongly_is_exit_code_2(store: Path, letter_file: Path, tmp_path: Path) -> None:
    assert "xml" in refused("query", "ASK {}", "--store", store, "--format", "xml", code=2)
    refused("extract", letter_file, "--format", "yaml", code=2)
    assert "kst-32623-376" in refused("extract", letter_file, "--identifier", "x/../y", code=2)
    refused("export", tmp_path / "x", "--store", store, "--format", "docx", code=2)
    refused("query", "--store", store, code=2)
    refused("query", "ASK {}", "--name", "tracks", "--store", store, code=2)
    refused("query", "ASK {}", code=2)
    refused("validate", code=2)
    refused("query", "--name", "tracks", "--param", "x", "--store", store, code=2)
    refused("build", letter_file, letter_file.parent, "--title", "x", "--store", tmp_path / "store", code=2)


def test_a_store_that_is_missing_newer_or_empty_is_refused(tmp_path: Path, letter_file: Path) -> None:
    missing = tmp_path / "none"
    for command in (("query", "ASK {}"), ("validate",), ("export", tmp_path / "out.nq", "--format", "nq")):
        assert str(missing) in refused(*command, "--store", missing)
    newer = tmp_path / "newer"
    newer.mkdir()
    (newer / "store.json").write_text('{"format": 99}', encoding="utf-8")
    for command in (("query", "ASK {}"), ("build", letter_file)):
        assert "newer" in refused(*command, "--store", newer)
    Store.open(tmp_path / "empty", create=True)
    assert "Nothing was published" in refused("query", "ASK {}", "--store", tmp_path / "empty")


def test_generations_are_listed_rolled_back_and_pruned(tmp_path: Path) -> None:
    store = tmp_path / "store"
    opened = Store.open(store, create=True)
    names = [
        opened.publish(
            f"<https://example.org/{number}> <https://example.org/p> <https://example.org/o> .\n".encode()
        ).name
        for number in range(3)
    ]
    assert [line[:2] for line in run("generations", "--store", store).stdout.splitlines()] == ["  ", "  ", "* "]
    assert names[1] in run("rollback", "--store", store).stdout
    assert names[0] in run("rollback", "1", "--store", store).stdout
    assert "no generation 9" in refused("rollback", "9", "--store", store)
    assert run("prune", "--keep", "1", "--store", store).stdout.split() == ["deleted", names[1]]
    assert [each.name for each in opened.generations()] == [names[0], names[2]]


def test_unknown_names_are_listed_as_entries_or_as_a_table(tmp_path: Path) -> None:
    letter, store = tmp_path / "brief.txt", tmp_path / "store"
    letter.write_text("Het UNHCR-veldkantoor in Beiroet werkt samen met Nederland.\n", encoding="utf-8")
    run("build", letter, "--store", store)
    turtle = run("unknown", "--store", store).stdout
    entries = {triple.subject.value for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    rows = run("unknown", "--store", store, "--format", "tsv").stdout.splitlines()
    assert rows[0].split("\t") == ["mentions", "documents", "class", "name", "path"]
    assert rows[1].endswith("actor/x/unhcr-veldkantoor-in-beiroet")
    assert len(rows) - 1 == len(entries) == 1
    assert run("unknown", "--store", store, "--least", "1000").stdout == ""


def test_gold_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert "is no folder" in refused("evaluate", tmp_path / "none")
    assert "no annotated document" in refused("evaluate", tmp_path)


def test_malformed_rdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("this is no turtle", encoding="utf-8")
    assert "no well-formed" in refused("validate", tmp_path / "x.ttl")
    assert "cannot be read" in refused("validate", tmp_path / "y.nq")
