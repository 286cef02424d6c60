"""European papers by number: the Commission's, acts of the Union, its official journal.

Acts have no identifier of the Dutch official publications: the value of their citation is how it is written, with its
noun in the singular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.forms import Found, as_written, compile_form
from graph_builder.recognise.view import View

_COMMISSION = compile_form(
    r"(?P<kind>com|swd|sec|join|c) ?[(/: ] ?(?P<year>(?:19|20)\d{2}) ?[)/:] ?/? ?(?:nr[. ]{0,2})?"
    r"(?P<number>\d{1,5})(?!\d)"
    r"(?:[ :/]{0,2}(?:final|fin|def)\b)?"
)
_COMMISSION_MORE = compile_form(r"(?:,| en) (?P<number>\d{1,4})(?= ?[),.;]| (?:final|en \d))")
_COMMISSION_KINDS = ("COM", "SWD", "SEC", "JOIN", "C(", "C (")
_COUNCIL = compile_form(
    r"ST(?<![\w-]ST) ?(?P<number>\d{4,5}(?:/\d)?/\d{2})(?![\d/])(?: (?:INIT|REV \d|ADD \d|COR \d)(?!\w))*"
)
_UNION = r"(?:eu|eg|eeg|ec|euratom|gbvb|jbz|cfsp|jha)"
_ACT_NUMBER = rf"(?P<number>\d{{1,4}}/\d{{1,4}})(?!\d)(?P<end>/{_UNION}\b)?"
_ACT = compile_form(
    r"\b(?P<kind>(?:uitvoerings|gedelegeerde )?(?:verordening|richtlijn)(?:en)?"
    r"|(?:kader|uitvoerings|gedelegeerd )?besluit(?:en)?|beschikking(?:en)?|aanbeveling(?:en)?|regulation|directive)"
    rf"(?P<union> \(? ?{_UNION}(?:, ?{_UNION})* ?\)?)?(?: n(?:r|o)\b[. ]{{0,2}})? ?{_ACT_NUMBER}"
)
_SLASH = re.compile(r"/\d")
_LONGEST_ACT = len("gedelegeerde verordeningen (eg, euratom) nr. 1234")
_ACT_MORE = compile_form(
    rf"(?: en |, en |, | alsmede )"
    rf"(?P<cited>(?P<union>\({_UNION}(?:, ?{_UNION})*\) ?)?(?:n[ro][. ]{{1,2}})?{_ACT_NUMBER})"
)
_EU_KINDS = {"regulation": "verordening", "directive": "richtlijn"}
_NATIONAL = ("besluit", "beschikking", "aanbeveling")
"""Nouns that are the Union's only where its letters stand beside the number."""
_JOURNAL = compile_form(
    r"\b(?:pb|pbeu|pbeg|publicatieblad)(?: van de (?:eu|europese unie))?[, ]{1,2}(?:(?P<year>(?:19|20)\d{2})[, ]{1,2})?"
    r"(?P<series>[lc]) ?(?P<number>\d{1,3})(?!\d)(?:/\d{1,4})?(?: van \d{1,2}[.-]\d{1,2}[.-](?P<dated>\d{4}))?"
)
_CELEX = compile_form(r"\bcelex[ :-]{1,2}(?:nummer )?(?P<number>\d{5}[a-z]{1,2}\d{4})\b")


def find_commission(view: View) -> Iterator[Found]:
    """The papers of the Commission: "COM(2022) 546 en 547", "SWD (2022) 546 final"."""
    for kind in _COMMISSION_KINDS:
        place = view.text.find(kind)
        while place >= 0:
            found = _COMMISSION.match(view.lower, place)
            if found and not view.text[place - 1 : place].isalnum():
                stem = f"{found['kind']}-{found['year']}"
                yield found.start(), found.end(), f"{stem}-{int(found['number'])}"
                end = found.end()
                while more := _COMMISSION_MORE.match(view.lower, end):
                    yield more.start("number"), more.end(), f"{stem}-{int(more['number'])}"
                    end = more.end()
            place = view.text.find(kind, place + 1)


def find_council(view: View) -> Iterator[Found]:
    """The papers of the Council: "ST 8803/16", "ST 5642/1/20 REV 1"; the value is how they are written."""
    for found in _COUNCIL.finditer(view.text) if "ST" in view.text else ():
        number = found["number"].replace("/", "-")
        yield found.start(), found.end(), f"st-{number}", as_written(view, *found.span())


def find_acts(view: View) -> Iterator[Found]:
    """Regulations, directives and decisions by number, each with its noun in the singular."""
    for found in _acts(view.lower):
        kind = re.sub(r"(?<=[ngt])en$", "", found["kind"])
        if kind.endswith(_NATIONAL) and not (found["union"] or found["end"]):
            continue
        stem = "-".join(_EU_KINDS.get(kind, kind).split())
        noun = view.text[found.start() : found.start() + len(kind)]
        written = noun + as_written(view, found.end("kind") - 1, found.end())[1:]
        yield found.start(), found.end(), _act(stem, found["number"]), written
        end, several = found.end(), kind != found["kind"]
        while more := _ACT_MORE.match(view.lower, end):
            if not (several or more["union"]):
                break
            written = f"{noun} {as_written(view, more.start('cited'), more.end())}"
            yield more.start("cited"), more.end(), _act(stem, more["number"]), written
            end = more.end()


def _acts(lower: str) -> Iterator[re.Match[str]]:
    """Give the acts around each slash between figures, which all of them have."""
    reach = 0
    for slash in _SLASH.finditer(lower):
        found = _ACT.search(lower, max(reach, slash.start() - _LONGEST_ACT), slash.start() + 16)
        if found and found.start("number") <= slash.start() < found.end("number"):
            yield found
            reach = found.end()


def _act(stem: str, number: str) -> str:
    """Name an act's paper."""
    return f"{stem}-{number.replace('/', '-')}"


def find_journal(view: View) -> Iterator[Found]:
    """Places in the Union's official journal, and numbers of its catalogue (CELEX)."""
    for found in _JOURNAL.finditer(view.lower):
        year = found["year"] or found["dated"]
        parts = ["pb", year, found["series"], found["number"]]
        yield found.start(), found.end(), "-".join(filter(None, parts)), as_written(view, *found.span())
    for found in _CELEX.finditer(view.lower):
        yield found.start(), found.end(), f"celex-{found['number'].upper()}", as_written(view, *found.span())
