"""What stands in a SPARQL text, and its orders completed where the engine has none.

The engine compares literals of one type by their values and others by what is written in them. Of several types
together (dates, years and numbers) that has circles: numbers come in no order then, or its sort breaks off and ends the
process. SPARQL 1.1, section 15.1, leaves open how unlike literals are ordered; so they are put in an order by kind
first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:[^\\"]|\\.|"{1,2}(?!"))*+(?:\"\"\")?|'''(?:[^\\']|\\.|'{1,2}(?!'))*+(?:''')?|
        "(?:[^\\"\n\r]|\\.)*+"?|'(?:[^\\'\n\r]|\\.)*+'?)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    |(?P<comment>\#[^\n\r]*+)
    |(?P<name>[?$@]\w++|(?:[^\W\d][\w.-]*+)?:[\w.%:\\-]*+)
    |(?P<words>[^\W\d][\w.-]*+)
    |(?P<open>[({\[])
    |(?P<close>[)}\]])
    """,
    re.VERBOSE | re.DOTALL,
)
"""Goes back in no token and takes a string that does not end for one, so that no text takes longer than its length."""

_WORD = re.compile(r"[^\W\d]\w*")
_XSD_STRING = "<http://www.w3.org/2001/XMLSchema#string>"
_LANG_STRING = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"
_DIRECTIONS = frozenset({"ASC", "DESC"})
_BEHIND_ORDER = frozenset({"LIMIT", "OFFSET", "VALUES"})

_ANY_PROPERTY = re.compile(
    r"[?$]\w+\s+[?$]\w+\s*+(?:[.;,}]|(?i:filter|optional|bind|graph|minus|union|values|service)(?!\w))"
)
"""A property and its values, both variables."""

Token = tuple[str, re.Match[str]]


def tokens(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give what stands in a text, in order: its kind (string, iri, comment, name, word, open, close) and place."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "words":  # "true.SERVICE" is two, with a full stop between them
            yield from (("word", word) for word in _WORD.finditer(text, match.start(), match.end()))
        else:
            yield str(match.lastgroup), match


def has_any_property(query: str) -> bool:
    """Tell whether a query asks for the values of any property, as `?thing ?property ?value` does: of several types."""
    return _ANY_PROPERTY.search(query) is not None


def in_kinds(query: str) -> str:
    """Write a query so that what it orders comes by kind first: numbers, texts, then each other type of literal.

    What is no literal still comes before all of these, and within a kind the order is the query's own.

    Args:
        query: Any text.

    Returns:
        A query with the same rows; the text as it is where it orders nothing.
    """
    read = [token for token in tokens(query) if token[0] != "comment"]
    words = [match.group().upper() if kind == "word" else "" for kind, match in read]
    pieces, end = list[str](), 0
    for at in range(1, len(read)):
        if words[at - 1 : at + 1] == ["ORDER", "BY"]:
            for first, last in _conditions(read, words, at + 1):
                turned = words[first] in _DIRECTIONS
                start = read[first][1].start()
                ordered = query[read[first + turned][1].start() : read[last][1].end()]
                pieces += [query[end:start], f"{words[first] if turned else 'ASC'}({_kind_of(ordered)}) "]
                end = start
    return "".join([*pieces, query[end:]])


def _conditions(read: Sequence[Token], words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """Give the first and the last token of each condition of an order: variables, calls, what stands in brackets."""
    while at < len(read) and read[at][0] != "close" and words[at] not in _BEHIND_ORDER:
        last = at
        while last < len(read) and read[last][0] not in {"open", "close"} and read[last][1].group()[0] not in "?$":
            last += 1  # what it calls, and in which direction it orders
        if last < len(read) and read[last][0] == "open":
            last = _closing(read, last)
        elif last < len(read) and read[last][0] == "close":
            return
        if last >= len(read):
            return
        yield at, last
        at = last + 1


def _closing(read: Sequence[Token], at: int) -> int:
    """Give the token that closes a bracket; the number of tokens where none does."""
    depth = 0
    for place in range(at, len(read)):
        depth += (read[place][0] == "open") - (read[place][0] == "close")
        if depth == 0:
            return place
    return len(read)


def _kind_of(expression: str) -> str:
    """Write what tells the kind of a value; it has none where the value is no literal, and so comes first.

    Times of a zone and times of none are two kinds: of them together no order is sure.
    """
    type_ = f"DATATYPE({expression})"
    other = f'CONCAT(STR({type_}), COALESCE(IF(TZ({expression}) = "", "", "Z"), ""))'
    return f'IF(isNumeric({expression}), "1", IF({type_} IN ({_XSD_STRING}, {_LANG_STRING}), "2", {other}))'
