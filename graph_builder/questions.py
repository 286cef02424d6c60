"""The competency questions: named queries in `ontology/queries/*.rq`, with what their headers say.

A header is the comment lines at a file's start:

    # title: Wie financiert wie?
    # title@en: Who funds whom?
    # description: …            (and description@en)
    # param: actor iri - De actor om wie het gaat     (name, type, default, description)
    # param@en: actor The actor that it is about      (name, description)

A parameter's default "-" means any. The query holds `VALUES ?actor { UNDEF }`, so that the file itself is a whole
query; `Question.bind` puts a value there. That works in every SPARQL 1.1 store alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, get_args

from graph_builder.errors import KnowledgeError, QueryError
from graph_builder.iris import Base
from ontology.terms import FOLDER

__all__ = ["Parameter", "Question", "load_questions", "read_question"]

ParameterType = Literal["iri", "text", "integer", "decimal", "date", "boolean"]

_HEADER = re.compile(r"#\s*(title|description|param)(@en)?:\s*(\S.*?)\s*$")
_PARAM = re.compile(r"(\w+)\s+(\w+)\s+(\S+)\s+(\S.*)")
_WANTED = {
    "iri": "an address such as actor/european-union or paper/kst-32623-343",
    "date": "a day such as 2025-09-19",
    "boolean": "true or false",
}
"""How values of a type are written, where that does not go without saying."""
_IRI = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked about."""

    name: str
    """The variable, without its mark."""
    type: ParameterType
    default: str | None
    """None for any."""
    description: str
    description_en: str
    """As the Dutch one, where the header has no other."""


@dataclass(frozen=True, slots=True)
class Question:
    """A named query."""

    name: str
    """The file's name without its ending."""
    title: str
    title_en: str
    description: str
    description_en: str
    parameters: tuple[Parameter, ...]
    text: str
    """The whole file."""

    def bind(self, values: Mapping[str, str], base: Base = Base()) -> str:  # noqa: B008 (frozen)
        """Write the query with values for its parameters.

        Args:
            values: By parameter name; one that is missing takes its default.
            base: What an IRI that is only a path ("actor/european-union") lies below.

        Raises:
            QueryError: There is no such parameter, or a value is not of its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values.keys() - known.keys():
            names = ", ".join(known) or "none"
            raise QueryError(f"The query {self.name} has no parameter {name!r}; it has: {names}.")
        text = self.text
        for name, parameter in known.items():
            value = values.get(name, parameter.default)
            if value is not None:
                filled = f"VALUES ?{name} {{ {_term(self.name, parameter, value, base)} }}"
                text = _slot(name).sub(filled.replace("\\", r"\\"), text, count=1)
        return text


def load_questions(folder: Path = FOLDER / "queries") -> tuple[Question, ...]:
    """Read every question, by name.

    Raises:
        KnowledgeError: A file lacks its title or description, or a parameter is not well-formed; the message names it.
    """
    return tuple(_complete(read_question(path)) for path in sorted(folder.glob("*.rq")))


def _complete(question: Question) -> Question:
    for needed, said in (
        ("title", question.title),
        ("title@en", question.title_en),
        ("description", question.description),
        ("description@en", question.description_en),
    ):
        if not said:
            raise KnowledgeError(f"{question.name}.rq has no line '# {needed}: …' in its header; add one.")
    return question


def read_question(path: Path) -> Question:
    """Read a question from a file of anybody's; what its header does not say is empty.

    Raises:
        QueryError: The file cannot be read.
        KnowledgeError: A parameter is not well-formed; the message names it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"The query file {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"The query file {path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from error
    said: dict[str, str] = {}
    english: dict[str, str] = {}
    given = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        found = _HEADER.match(line)
        if found and found[1] == "param" and found[2]:
            name, _, words = found[3].partition(" ")
            english[name] = words
        elif found and found[1] == "param":
            given.append(found[3])
        elif found:
            said[found[1] + (found[2] or "")] = found[3]
    return Question(
        path.stem,
        said.get("title", ""),
        said.get("title@en", ""),
        said.get("description", ""),
        said.get("description@en", ""),
        tuple(_parameter(path, text, line, english) for line in given),
        text,
    )


def _parameter(path: Path, text: str, line: str, english: Mapping[str, str]) -> Parameter:
    found = _PARAM.fullmatch(line)
    if found is None or found[2] not in get_args(ParameterType):
        raise KnowledgeError(f"{path}: '# param: {line}' is not name, type, default and description.")
    if not _slot(found[1]).search(text):
        raise KnowledgeError(f"{path} has a parameter {found[1]} but no 'VALUES ?{found[1]} {{ UNDEF }}' to put it in.")
    type_: ParameterType = found[2]  # type: ignore[assignment]
    default = None if found[3] == "-" else found[3]
    return Parameter(found[1], type_, default, found[4], english.get(found[1], found[4]))


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?{name}\s*\{{\s*UNDEF\s*\}}")


def _term(query: str, parameter: Parameter, value: str, base: Base) -> str:
    """Write a value as a SPARQL term of the parameter's type."""
    try:
        match parameter.type:
            case "iri":
                if "/" not in value and ":" not in value:
                    raise ValueError  # A name: nothing in the graph has such an address, and no answer would say so.
                iri = value if ":" in value.split("/", 1)[0] else base.iri(value)
                if not _IRI.fullmatch(iri):
                    raise ValueError
                return f"<{iri}>"
            case "text":
                return _quoted(value)
            case "integer":
                return str(int(value))
            case "decimal":
                number = Decimal(value)
                if not number.is_finite():
                    raise ValueError
                return f'"{number:f}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
            case "date":
                return f'"{date.fromisoformat(value).isoformat()}"^^<http://www.w3.org/2001/XMLSchema#date>'
            case "boolean":
                return {"true": "true", "false": "false"}[value.lower()]
    except (ValueError, KeyError, InvalidOperation) as error:
        wanted = _WANTED.get(parameter.type, f"a value of the type {parameter.type}")
        raise QueryError(f"The query {query} takes for {parameter.name} {wanted}, not {value!r}.") from error


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
