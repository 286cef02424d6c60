"""References to European and international papers and to judgments: by number, by ECLI.

Regulations, resolutions and treaties of the Council of Europe have no identifier of the official publications; the
value of their citation is how it is written, with its noun in the singular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.view import View

Found = tuple[int, int, str] | tuple[int, int, str, str]
"""Where a citation starts and ends, the identifier, and the value where that is not the identifier."""


def compile_form(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank stands for any white space."""
    return re.compile(pattern.replace(" ", r"\s"))


_COMMISSION = compile_form(
    r"\b(?P<kind>com|swd|sec|join) ?[(/:] ?(?P<year>\d{4}) ?[)/:] ?(?:nr[. ]{0,2})?(?P<number>\d{1,5})"
    r"(?:[ :/]{0,2}(?:final|fin|def)\b)?"
)
_ECLI = compile_form(
    r"\becli ?: ?(?P<land>[a-z]{2}) ?-? ?: ?(?P<court>[a-z]+) ?: ?(?P<year>\d{4}) ?: ?(?P<number>[a-z0-9]+)"
)
_EU_LAW = compile_form(
    r"\b(?P<kind>(?:uitvoerings|gedelegeerde )?(?:verordening|richtlijn)(?:en)?|regulation|directive)"
    r"(?: \((?:eu|eg|eeg|ec|euratom)(?:, euratom)?\))?(?: n(?:r|o)\b[. ]{0,2})? ?(?P<number>\d{1,4}/\d{1,4})"
    r"(?:/(?:eu|eg|eeg|ec|gbvb)\b)?"
)
_EU_LAW_MORE = compile_form(r"(?: en |, )(?P<cited>(?:\((?:eu|eg|eeg)\) ?)(?:nr[. ]{0,2})?(?P<number>\d{1,4}/\d{1,4}))")
_RESOLUTION = compile_form(
    r"\b(?P<body>(?:vnvr|vn|vn-veiligheidsraads?|veiligheidsraads?)-?)?resolutie (?P<number>\d{3,4})"
    r"(?: \(\d{4}\))?(?!\d)"
)
_SECURITY_COUNCIL = re.compile(r"veiligheidsraad|vnvr|vn-resolutie")
_TREATY_SERIES = compile_form(r"\bc?ets no[. ]{0,2}(?P<number>\d{1,3})(?!\d)")
_COMMISSION_KINDS = ("COM", "SWD", "SEC", "JOIN")
_EU_KINDS = {"regulation": "verordening", "directive": "richtlijn"}


def find_commission(view: View) -> Iterator[Found]:
    """The Commission's papers."""
    for kind in _COMMISSION_KINDS:
        place = view.text.find(kind)
        while place >= 0:
            found = _COMMISSION.match(view.lower, place)
            if found:
                yield found.start(), found.end(), f"{found['kind']}-{found['year']}-{found['number']}"
            place = view.text.find(kind, place + 1)


def find_european(view: View) -> Iterator[Found]:
    """Regulations and directives by number, each with its noun in the singular."""
    for found in _EU_LAW.finditer(view.lower):
        kind = re.sub(r"en$", "", found["kind"])
        stem = _EU_KINDS.get(kind, kind).split()[-1]
        noun = view.text[found.start() : found.start() + len(kind)]
        written = _one_line(noun + view.text[found.end("kind") : found.end()])
        yield found.start(), found.end(), f"{stem}-{found['number'].replace('/', '-')}", written
        more = _EU_LAW_MORE.match(view.lower, found.end())
        if more:
            written = _one_line(f"{noun} {view.text[more.start('cited') : more.end()]}")
            yield more.start("cited"), more.end(), f"{stem}-{more['number'].replace('/', '-')}", written


def _one_line(words: str) -> str:
    """Write words with single blanks."""
    return " ".join(words.split())


def find_rulings(view: View) -> Iterator[Found]:
    """Judgments by ECLI, healed where a line break cut them."""
    for found in _ECLI.finditer(view.lower):
        parts = ("land", "court", "year", "number")
        yield found.start(), found.end(), ":".join(["ECLI", *(found[part].upper() for part in parts)])


def find_international(view: View) -> Iterator[Found]:
    """Resolutions by number, the Security Council's if the text names it, and numbers of the European Treaty Series."""
    council = _SECURITY_COUNCIL.search(view.lower) is not None
    for found in _RESOLUTION.finditer(view.lower):
        stem = "unsc-resolution" if found["body"] or council else "resolutie"
        written = _one_line(view.text[found.start() : found.end()])
        yield found.start(), found.end(), f"{stem}-{found['number']}", written
    for found in _TREATY_SERIES.finditer(view.lower):
        yield found.start(), found.end(), f"ets-{found['number']}", _one_line(view.text[found.start() : found.end()])
