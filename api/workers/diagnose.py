"""Where and why a query is malformed, in words for a person.

The engine names the furthest place that it reached and what its grammar might have had there, often the end of the
text. rdflib's parser names where the construct begins that it cannot read; it is asked once the engine has refused.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

LONGEST = 20_000
"""Characters beyond which only the engine's own words are given: a second parse takes too long."""

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_REASON = re.compile(r"(?:^|, )([A-Z][a-zA-Z' ]{12,})(?=,|$)")
_FOUND = re.compile(r"found (end of text|'.*')")
_NAMED = re.compile(r"<[^>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*|(?<![\w?$:.-])([\w.-]*):(?!//)")
_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):", re.IGNORECASE)

_OPERATIONS = frozenset({"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})


def explain(text: str, said: str, prefixes: dict[str, str], *, update: bool = False) -> dict[str, Any]:
    """Say why the engine refuses a text.

    Args:
        text: The query or update.
        said: The engine's message.
        prefixes: Those that need no declaration.
        update: Whether it is an update.

    Returns:
        `message`, and where known `line` and `column`, both from 1.
    """
    found = _PLACE.match(said)
    if found is None:
        return {"message": said}
    place = {"line": int(found[1]), "column": int(found[2])}
    if "Prefix not found" in said and (undeclared := _undeclared(text, prefixes)) is not None:
        name, offset = undeclared
        return {"message": f"the prefix {name}: is not declared", **_position(text, offset)}
    if reason := _REASON.search(found[3]):
        return {"message": reason[1][0].lower() + reason[1][1:], **place}
    return _second_opinion(text, update) or {"message": "what stands here cannot be read", **place}


def _second_opinion(text: str, update: bool) -> dict[str, Any] | None:
    """Ask rdflib's parser, loaded here as building its grammar takes long, and only the processes of queries ask it."""
    from pyparsing import ParseException  # noqa: PLC0415
    from rdflib.plugins.sparql.parser import parseQuery, parseUpdate  # noqa: PLC0415

    if len(text) > LONGEST:
        return None
    parse = partial(parseUpdate) if update else partial(parseQuery)
    try:
        parse(text)
    except ParseException as error:
        words = _FOUND.search(str(error))
        before = text[: error.loc].rstrip()
        begins = "}" not in before or before.endswith(";")
        if update and begins and words is not None and words[1].strip("'").upper() in _OPERATIONS:
            return None  # it names the whole operation, the engine a place in it
        unexpected = "the end of the text" if words is None or words[1] == "end of text" else words[1]
        return {"message": f"{unexpected} is not expected here", "line": error.lineno, "column": error.column}
    except (RecursionError, ValueError, AttributeError, TypeError):
        return None
    return None


def _undeclared(text: str, prefixes: dict[str, str]) -> tuple[str, int] | None:
    known = set(_DECLARED.findall(text)) | set(prefixes)
    for match in _NAMED.finditer(text):
        if match[1] is not None and match[1] not in known:
            return match[1], match.start()
    return None


def _position(text: str, offset: int) -> dict[str, int]:
    before = text[:offset]
    return {"line": before.count("\n") + 1, "column": offset - before.rfind("\n")}
