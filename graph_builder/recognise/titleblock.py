"""A paper's own number, in the title block above its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.view import View

_HEAD = 2500
"""How far the title block of a paper can reach, in characters."""
_DOSSIER = re.compile(
    r"(?m)^[ ]*(\d{2}[ ]\d{3}|\d{5})(?:[ -]([ivxlc]{1,6})(?!\w)|-([a-z])(?!\w)|-(\d{1,3})(?!\d))?(?=\s|$)"
)
_ROMAN = re.compile(r"(?m)^[ ]*(C[CXLVI]{0,7})(?=[ ][A-ZÀ-Þ][a-z])")
"""A dossier of the Eerste Kamer's own affairs: "CXXIV Verslag van de Tijdelijke Commissie …"."""
_FUND = re.compile(
    r"[ ]([A-Z])(?=[ ]*\n|[ ]\d{1,4}[ ][A-Z]{4}|[ ](?:Vaststelling|Wijziging|Slotwet|Jaarverslag|Nota)\b)"
)
"""The letter of a fund's budget behind the dossier: "34 300 A Vaststelling van de begrotingsstaat …"."""
_NUMBER = re.compile(r"(?m)^[ ]*(nr\.?[ ]?(\d{1,4}|[a-z]{1,3}))(?![\w/])")
_LETTER = re.compile(r"(?m)^[ ]*([A-Z]{1,2})[ ]*$")
_LETTER_BEFORE = re.compile(
    r"(?m)^[ ]*([A-Z]{1,2})"
    r"(?=\d?[ ](?:HERDRUK|BRIEF|NADER|VOORLOPIG|VERSLAG|EINDVERSLAG|MEMORIE|NOTA|MOTIE|GEWIJZIGDE|LIJST)\b)"
)
"""The letter of a paper of the Eerste Kamer before its title: "J BRIEF VAN …"."""
_ON_SITE = re.compile(r"(?m)^ID: (\d{5}(?:-[A-Z\d]+)?-(?:\d+|[A-Z]{1,3}))$")
"""A paper's number as a site of parliamentary papers prints it above the paper."""
_WITHOUT_NR = re.compile(
    r"(?m)^[ ]*(\d{5}[ ][A-Z]{1,5}[ ]\d{1,4})(?=[ ](?:BRIEF|MOTIE|NOTA|VERSLAG|LIJST|AMENDEMENT)\b)"
)
"""A paper's number as the site of the budget prints it before its title: "34775 A 52 BRIEF VAN …"."""
_SESSION = re.compile(r"\bvergaderjaar[ ](\d{4})[ ]?-[ ]?(\d{2,4})")
_ANSWER_NUMBER = re.compile(r"(?m)(?:^[ ]*|gegeven antwoorden[ ])(\d{1,4})[ ]*$")
_EARLY_ANSWER = re.compile(r"\A\s*(ah[ ](\d{1,4}))(?=\s)")
_QUESTION_NUMBER = re.compile(r"(?m)^[ ]*(?:kamervraag[ ])?(\d{4}z[ ]?\d{5})\b")
_DOCUMENT_NUMBER = re.compile(r"(?m)^[ ]*(20\d\dD\d{5})(?=\s[A-Z]{3,}\s)")
"""A document's number before its title in capitals: "2022D15528 LIJST VAN VRAGEN"."""
_ASKED = re.compile(r"\n\s*vragen van (?:het lid|de leden)")
_ANNEX = re.compile(r"aanhangsel van de handelingen|gegeven antwoorden")
_IDENTIFIER = re.compile(r"kst-(\d{5}(?:-[A-Z\d]+)??)-([A-Z\d]+)$")
_AUTUMN = 9
"""The month in which a session year begins."""

Found = tuple[int, int, str]


def own_dossier(view: View) -> str | None:
    """Give the dossier that the document belongs to, as in "21501-02"."""
    if view.document.metadata.dossier:
        return view.document.metadata.dossier.replace(" ", "")
    known = _IDENTIFIER.match(view.document.metadata.identifier or "")
    if known:
        return known[1]
    first = next(iter(_dossiers(view)), None)
    return first[2].removeprefix("kst-") if first else None


def sole_dossier(view: View) -> str | None:
    """Give the dossier that the document belongs to, unless its title block names others beside it."""
    return own_dossier(view) if len(_dossiers(view)) <= 1 else None


def find_own_numbers(view: View) -> Iterator[Found]:
    """Find the dossier and number of a printed paper, the number of an answer, or that of a set of questions."""
    dossiers = _dossiers(view)
    if dossiers:
        for line in _WITHOUT_NR.finditer(view.text, 0, _HEAD):
            yield line.start(1), line.end(1), "-".join(["kst", *line[1].split()])
        yield from dossiers
        yield from _number(view, dossiers)
        return
    shown = _ON_SITE.search(view.text, 0, _HEAD)
    if shown:
        yield shown.start(1), shown.end(1), f"kst-{shown[1]}"
    yield from _known_number(view)
    yield from _answer(view)
    listed = _DOCUMENT_NUMBER.search(view.text, 0, _HEAD)
    if listed:
        known = view.document.metadata.identifier or ""
        yield listed.start(1), listed.end(1), known if known.endswith(listed[1]) else listed[1]
    number = _QUESTION_NUMBER.search(view.lower, 0, _HEAD)
    if number:
        case = number[1].upper().replace(" ", "")
        known = view.document.metadata.identifier or ""
        yield number.start(1), number.end(1), known if known.endswith(case) else f"kv-tk-{case}"


def _dossiers(view: View) -> list[Found]:
    """Give the dossiers at the start of lines above the paper's "Nr."."""
    number = _NUMBER.search(view.lower, 0, _HEAD)
    letter = _own_letter(view, 0) if number is None else None
    end = number or letter
    if end is None:
        return []
    found = []
    for line in _DOSSIER.finditer(view.lower, 0, end.start()):
        fund = None if line[2] or line[3] or line[4] else _FUND.match(view.text, line.end())
        suffix = fund[1] if fund else line[2] or line[3]
        parts = [line[1].replace(" ", ""), suffix.upper() if suffix else line[4]]
        start, stop = line.start(1), fund.end(1) if fund else line.end()
        found.append((start, stop, "-".join(["kst", *filter(None, parts)])))
    roman = _ROMAN.search(view.text, 0, end.start()) if letter and not found else None
    return [(roman.start(1), roman.end(1), f"kst-{roman[1]}")] if roman else found


def _own_letter(view: View, start: int) -> re.Match[str] | None:
    """Find the letter of a paper of the Eerste Kamer: before its title, or on a line of its own."""
    before = _LETTER_BEFORE.search(view.text, start, _HEAD)
    alone = view.lower.lstrip().startswith("eerste")
    return before or (_LETTER.search(view.text, start, _HEAD) if alone else None)


def _number(view: View, dossiers: list[Found]) -> Iterator[Found]:
    """Give the paper's number within its dossier; the document's known identifier goes before what is written."""
    after = dossiers[-1][1]
    number = _NUMBER.search(view.lower, after, _HEAD)
    known = view.document.metadata.identifier
    if number:
        written = f"{dossiers[0][2]}-{number[2].upper()}"
        same = known and known.startswith("kst-") and known.endswith("-" + number[2].upper())
        yield number.start(1), number.end(1), known if same and known else written
        return
    letter = _own_letter(view, after)
    if letter:
        yield letter.start(1), letter.end(1), f"{dossiers[0][2]}-{letter[1]}"


def _known_number(view: View) -> Iterator[Found]:
    """Give the number that the title block prints alone, when the dossier is known from elsewhere."""
    known = view.document.metadata
    number = _NUMBER.search(view.lower, 0, _HEAD)
    if number and known.dossier and known.number and number[2].upper() == known.number.upper():
        dossier = known.dossier.replace(" ", "")
        yield number.start(1), number.end(1), known.identifier or f"kst-{dossier}-{known.number}"


def _answer(view: View) -> Iterator[Found]:
    """Give the number of an answer in the Aanhangsel: a line of its own above "Vragen van …"."""
    session = _session_of(view)
    early = _EARLY_ANSWER.search(view.lower, 0, _HEAD)
    if early and session:
        yield early.start(1), early.end(1), f"ah-tk-{session}-{early[2]}"
        return
    asked = _ASKED.search(view.lower, 0, _HEAD)
    if not asked or not _ANNEX.search(view.lower, 0, asked.start()):
        return
    numbers = list(_ANSWER_NUMBER.finditer(view.lower, 0, asked.start() + 1))
    if numbers and session:
        number = numbers[-1]
        yield number.start(1), number.end(1), f"ah-tk-{session}-{number[1]}"


def _session_of(view: View) -> str | None:
    """Give the session year of the document: as printed, by its identifier, or by its date."""
    printed = _SESSION.search(view.lower, 0, _HEAD)
    if printed:
        return printed[1] + (printed[2] if len(printed[2]) == 4 else printed[1][:2] + printed[2])
    known = re.match(r"ah-tk-(\d{8})-", view.document.metadata.identifier or "")
    if known:
        return known[1]
    if view.date is None:
        return None
    first = view.date.year if view.date.month >= _AUTUMN else view.date.year - 1
    return f"{first}{first + 1}"
