"""`kamergraaf query`: SPARQL put to a store or to any endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.ask import ask_endpoint, ask_store
from graph_builder.commands.edge import BASE, BaseOption, base_of, write
from graph_builder.commands.tables import ResultFormat, render
from graph_builder.errors import QueryError
from graph_builder.iris import Base
from graph_builder.questions import Question, load_questions, read_question
from graph_builder.store import Store


def query_command(
    sparql: Annotated[str | None, typer.Argument(help="The query itself.", metavar="'SPARQL'")] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="A file that holds the query, with lines '# param: …' as in ontology/queries."),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="One of the questions that come with the product.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", help="A value for a parameter of --name or --file.", metavar="NAME=VALUE"),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="List the named questions and their parameters.")] = False,
    store: Annotated[
        Path | None,
        typer.Option("--store", help="The folder of published generations.", envvar="KAMERGRAAF_STORE", metavar="DIR"),
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", help="Any SPARQL 1.1 endpoint, by its web address.", metavar="URL")
    ] = None,
    form: Annotated[ResultFormat, typer.Option("--format", help="How to print the answer.")] = "table",
    base: BaseOption = BASE,
) -> None:
    """Ask a store, or any SPARQL endpoint.

    The default graph is the union of all graphs. The usual prefixes (kg:, skos:, prov:, nif:, …) need no declaration. A
    graph (CONSTRUCT, DESCRIBE) is printed as Turtle.

    \b
    kamergraaf query --names
    kamergraaf query --name who-funds-whom --store store
    kamergraaf query --name facts-about-actor --param actor=actor/european-union --store store --format csv
    kamergraaf query --file my.rq --param actor=actor/european-union --store store
    kamergraaf query 'SELECT * { ?funding a kg:Funding ; kg:recipient ?who }' --store store
    kamergraaf query --file q.rq --endpoint https://query.wikidata.org/sparql --format json
    """  # noqa: D301 (click keeps lines as they are after \b)
    if names:
        typer.echo("\n".join(_listed(question) for question in load_questions()))
        return
    text = _text(sparql, file, name, param or [], base_of(base))
    if endpoint is not None:
        answer = ask_endpoint(endpoint, text, base_of(base))
    elif store is not None:
        answer = ask_store(Store.open(store).open_current(), text, base_of(base))
    else:
        raise typer.BadParameter("name what to ask: --store DIR or --endpoint URL")
    write(render(answer, form, base))


def _text(sparql: str | None, file: Path | None, name: str | None, params: list[str], base: Base) -> str:
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise typer.BadParameter("give one of 'SPARQL', --file FILE and --name NAME")
    if sparql is not None:
        if params:
            raise typer.BadParameter("--param goes with --name and --file")
        return sparql
    question = read_question(file) if file is not None else _question(name or "")
    return question.bind(_values(params), base)


def _question(name: str) -> Question:
    known = {question.name: question for question in load_questions()}
    if name not in known:
        raise QueryError(f"There is no query named {name!r}; there are: {', '.join(known)}.")
    return known[name]


def _values(params: list[str]) -> dict[str, str]:
    values = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise typer.BadParameter(f"--param {param!r} is not NAME=VALUE")
        values[name] = value
    return values


def _listed(question: Question) -> str:
    lines = [f"{question.name}\n    {question.title} / {question.title_en}"]
    lines += [f"    --param {each.name}=<{each.type}>  {each.description}" for each in question.parameters]
    return "\n".join(lines)
