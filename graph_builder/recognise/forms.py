"""What the finders of citations share: what they give, and how their patterns are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.view import View

Found = tuple[int, int, str] | tuple[int, int, str, str]
"""Where a citation starts and ends, the identifier, and the value where that is not the identifier."""

SESSION = (
    r"(?:(?:vergader|zittings|parlementair )jaar ?)?(?P<@1>(?:1[89]|20)\d{2}) ?[-/]{1,2} ?(?P<@2>\d{4}|\d{2})(?!\d)"
)
"""A session year, its groups to be named by `named`: "vergaderjaar 2021-2022", "2021/22"."""
NR = r"(?:nrs?(?![a-z])|nummers?(?![a-z]))[. ]{0,2}"
"""The word before a paper's number; a converter may have eaten the blank behind it."""


def compile_form(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank stands for any white space."""
    return re.compile(pattern.replace(" ", r"\s"))


def named(pattern: str, name: str) -> str:
    """Name the groups of a session year."""
    return pattern.replace("@", name)


def session(found: re.Match[str], name: str) -> str | None:
    """Give a session year's eight digits: "2021/22" is 20212022, "1999/00" is 19992000."""
    first, second = found[f"{name}1"], found[f"{name}2"]
    if not first:
        return None
    if len(second) == 2:
        century = int(first[:2]) + (1 if first[2:] == "99" else 0)
        second = f"{century}{second}"
    return first + second


def as_written(view: View, start: int, end: int) -> str:
    """Give the words of the text with single blanks."""
    return " ".join(view.text[start:end].split())


_MORE = compile_form(
    r"(?>(?:,? (?:p|pp|blz|pag|pagina)(?:\b|(?=\d))[. ]{0,2}\d+(?:(?: ?- ?| en )\d+)*)?)"
    r"(?P<link>,? en(?:/of)? | alsmede |, |; | ?- ?| ?/ ?| t/m | tot en met | & | resp\.? | respectievelijk )"
    r"(?:(?:op|met|onder) )?(?P<word>nrs?(?![a-z])[. ]{0,2})?(?P<number>\d{1,4})(?![\d/]|[- ]\d{3}|[ -][ivx]+\b,? nr)"
)
_ENDS = compile_form(r"[),.;\]]| ?$| en (?:nr|\d)|, (?:nr|\d)")
_SINGULAR_LINKS = frozenset({"en", ", en", "t/m", "tot en met", "resp.", "resp", "respectievelijk", "/", "&"})
UPTO = frozenset({"t/m", "tot en met"})


def more_numbers(lower: str, end: int, *, plural: bool) -> Iterator[tuple[int, int, str]]:
    """Read on in a list of numbers that share what stands before them: "nrs. 4, 6 en 8", "nr. 4 en nr. 6".

    Args:
        lower: The folded text.
        end: Where the first number ends.
        plural: Whether "nrs." announced several; otherwise a bare number behind "en" counts only where nothing follows.

    Yields:
        Where each further number starts (with its own "nr.") and ends, and the number.
    """
    while found := _MORE.match(lower, end):
        link = " ".join(found["link"].split())
        bare = not found["word"] and not plural and link not in UPTO
        if bare and not (link in _SINGULAR_LINKS and _ENDS.match(lower, found.end())):
            return
        yield found.start("word") if found["word"] else found.start("number"), found.end(), found["number"]
        end = found.end()
