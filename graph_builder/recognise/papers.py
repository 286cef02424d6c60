"""Kamerstukken: papers by dossier and number, with a head or without, alone and in lists.

"Kamerstuk 32 123, nr. 45", "Kamerstukken II 2019/20, 35 300 V, nr. 3", "36 410-V, nr. 53", "Kamerstukken I 2021/22,
35 925, E", "TK 2023-2024, 36 410 nr. 12". The number of a kingdom act ("(R 1669)") is no part of the identifier:
papers are cited with and without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph_builder.model import Mention
from graph_builder.recognise.forms import SESSION, Found, compile_form, more_numbers, named
from graph_builder.recognise.titleblock import own_dossier
from graph_builder.recognise.view import View

_LETTERS = r"i{1,3}[ab]|[ivxlc]{1,6}|[a-z]"
_DOSSIER = r"(?P<dossier>\d{2}[ .]\d{3}|\d{5})(?!\d)(?: ?[-,]? ?\(? ?r ?\d{3,4}\)?)?"
_SUFFIX = rf"(?:[- ](?P<letters>{_LETTERS})(?!\w)|-(?P<digits>\d{{1,3}})(?!\d))?"
_SECOND_DOSSIER = (
    r"(?:(?:(?:,| en|, en| &| alsmede| /|/) ?| (?=\d{5}, ?[a-z]{1,3}(?!\w)))(?P<second>\d{2}[ .]\d{3}|\d{5})"
    rf"(?:[- ](?:{_LETTERS})(?!\w)|-\d{{1,3}}(?!\d))?)*"
)
_LATE_SESSION = rf"(?:,? \(?(?:{named(SESSION, 'l')})\)?)?"
_NUMBER = (
    r"(?:(?:(?: ?,? ?| \()(?P<word>nrs?(?![a-z])|nummers?(?![a-z])|letter(?![a-z]))[. ]{0,2}| ?-|, ?)"
    r"(?P<number>\d{1,4}(?!\d|/\d{4}(?![\dd]))|[a-z]{1,3}(?!\w)))?"
)
_CHAMBER = r"(?:(?:ii?|tk|ek|1e?|2e?|tweede kamer|eerste kamer)(?!\w),? ?)"
_NAMED_HEAD = (
    r"(?:(?:bijlagen? (?:bij|van|in) (?:de |het )?)?"
    r"(?:kamer-? ?stuk(?:-?ken)?(?:nummers?|nrs?\.?)?|kst\.?|kamerstukdossier|kamerdossier|dossier(?:nummer|nr\.?)?"
    r"|tweede kamer|eerste kamer|tk|ek)[ :,]*"
    rf"(?:nrs?[. ]{{1,2}})?{_CHAMBER}?(?:{SESSION}(?:,| ?/)? ?)?{_CHAMBER}?)"
)
_HEAD = rf"(?:(?<![a-z]){_NAMED_HEAD}|(?<![\d/-]){SESSION.replace('@', '@@')},? ?)"


def _head(name: str) -> str:
    """Write a head with the groups of its session years named; a session year may be all of it."""
    return _HEAD.replace("@@", f"{name}x").replace("@", name)


_PAPER = compile_form(
    rf"(?:(?P<head>{_head('s')})|(?<![\w.,/-]))(?<!\d)" + _DOSSIER + _SUFFIX + _SECOND_DOSSIER + _LATE_SESSION + _NUMBER
)
_DOSSIER_FIGURE = re.compile(r"\d\d[\s.]?\d{3}(?!\d)")
_HEAD_BEFORE = compile_form(rf"{_head('h')}$")
_LONGEST_HEAD = 110
_ON_SITE = compile_form(r"kamerstukdossier (?P<dossier>21501) (?P<suffix>\d{2})-(?P<number>\d{1,4})(?!\d)")
"""How the site of parliament's open data writes a paper of a dossier whose suffix is a number."""
_NR = re.compile(r"nrs?(?![a-z])")
_PRINTED_BEFORE = compile_form(r"(?:\b(?:op (?:de )?stuk(?:ken)?|onder|moties|motie(?: met)?)|, was) $")
_PRINTED = compile_form(r"(?P<word>nrs?)\b[. ]{0,2}(?P<number>\d{1,4})(?!\d| ?\( ?\d|, \d{2} ?\d{3})")
_PRINTED_BARE = compile_form(r"(?<=\bmotie )(?P<word>)(?P<number>\d{1,3})(?= ?\([^()\n\d]{3,40}\))")
"""The number of a motion behind which only who moves it stands: "motie 17 (Jansen c.s.)"."""
_WAS = ", was "
_LONGEST_BEFORE = len("op de stukken ")
_GIVEN = compile_form(
    r"(?<!\w)nrs?\b\.?\s*(?P<numbers>\d{1,4}(?:(?:,\s|,?\sen\s)(?:nr\.\s)?\d{1,4})*(?:,\swas\snr\.\s\d{1,4})?)\s*\(\s*(?:kamerstuk(?:ken)?\s)?"
    + _DOSSIER
    + _SUFFIX
    + r"\s*\)"
)
_FIGURE = re.compile(r"(?:nr\.\s)?(?<!\d)\d{1,4}(?!\d)")
_LINE_END = re.compile(r"[ .]*(?:\n|\Z)")
_BILL = re.compile(r"\b(?:wet|voorstel|nota|verdrag|begroting)|(?:wet|voorstel|nota|verdrag)\b")
_CHANGE = re.compile(
    r"\b(?:wetsvoorstel|initiatiefvoorstel|(?:voorstel|wijziging|vaststelling|behandeling) van|initiatiefnota)\b"
)
"""What shows that five figures in brackets are a bill's dossier."""
_CHANGE_BEFORE = 500
_LIST_BEFORE = 400
"""How far before a number what shows its kind may stand, in characters."""
_LATEST_DOSSIER = 45_000
_EARLIEST_DOSSIER = 15_000
_BILL_BEFORE = 140
"""How far before a dossier in brackets the bill that it is of may be named, in characters."""
_SHORTEST_BARE = 8
"""How many characters a dossier with its number has at least, where nothing else shows that it is one."""
_SPLIT_DOSSIERS = frozenset({"21501"})
"""Dossiers whose numeric suffix is part of the dossier ("21 501-20"), so that it is no paper's number."""
_LISTED = ("moties", "volgende stukken")
_IDENTIFIER = re.compile(r"kst-(?P<dossier>\d{5}(?:-(?:[A-Z]+|\d{2}))?)-(?P<number>\d{1,4})$")


def find_papers(view: View) -> Iterator[Found]:
    """Find papers with a head, or a dossier with "nr."."""
    reach = 0
    for listed in _ON_SITE.finditer(view.lower) if "kamerstukdossier" in view.lower else ():
        yield listed.start(), listed.end(), f"kst-{listed['dossier']}-{listed['suffix']}-{listed['number']}"
    for figure in _DOSSIER_FIGURE.finditer(view.lower):
        if figure.start() < reach:
            continue
        head = _HEAD_BEFORE.search(view.lower, max(reach, figure.start() - _LONGEST_HEAD), figure.start())
        paragraph = view.lower.find("\n\n", figure.start())
        end = paragraph if paragraph >= 0 else len(view.lower)
        found = _PAPER.match(view.lower, head.start() if head else figure.start(), end)
        if found is None:
            continue
        reach = found.end()
        yield from _paper(view, found)


def _paper(view: View, found: re.Match[str]) -> Iterator[Found]:
    """Read the paper that a dossier with what follows it names, and the further ones of its list."""
    letters, number, end = found["letters"], found["number"], found.end()
    if letters and not view.text[found.start("letters")].isupper():
        letters, number, end = None, None, found.end("dossier")
    dossier = re.sub(r"[\s.]", "", found["dossier"])
    suffix = letters.upper() if letters else found["digits"]
    if number and number.isalpha() and not _is_letter_number(view, found):
        number = None
    if number is None and end == found.end():
        end = max(found.end(part) for part in ("dossier", "letters", "digits", "second"))
    if not number and suffix and suffix.isdigit() and dossier not in _SPLIT_DOSSIERS:
        number, suffix = suffix, None
    if not _is_reference(view, found, number):
        return
    stem = f"kst-{dossier}-{suffix}" if suffix else f"kst-{dossier}"
    yield found.start(), end, f"{stem}-{number.upper()}" if number else stem
    if number and number.isdigit():
        several = found["word"] in ("nrs", "nummers") or (found["head"] or "").rstrip() == "kamerstukken"
        for start, last, other in more_numbers(view.lower, end, plural=several):
            yield start, last, f"{stem}-{other}"


def _is_letter_number(view: View, found: re.Match[str]) -> bool:
    """Tell that capitals behind a dossier are a number of the Eerste Kamer: "35 925, nr. AB", "EK 35 925, E"."""
    capitals = view.text[found.start("number") : found.end("number")].isupper()
    around = view.text[found.start() - 1 : found.start()] + view.text[found.end("number") : found.end("number") + 1]
    return capitals and (found["word"] is not None or found["head"] is not None or around == "()")


def _is_reference(view: View, found: re.Match[str], number: str | None) -> bool:
    """Tell a citation from a bare figure: it has a head, or "nr.", or stands in brackets with its number."""
    closed = view.lower[found.end() : found.end() + 2].lstrip(" ").startswith(")")
    if found["head"]:
        named_so = "stuk" in found["head"] or "dossier" in found["head"]
        return bool(number) or named_so or (closed and found["head"][0].isalpha())
    if "." in found["dossier"]:
        return view.lower.endswith("wetsvoorstel ", 0, found.start())
    if found["word"]:
        return True
    before = view.lower[max(0, found.start() - 8) : found.start()]
    bracketed = before.rstrip(" ").endswith("(")
    if found["digits"] and bracketed and closed and _in_use(found):
        return True
    if found["digits"] and found["dossier"].isdigit() and ((bracketed and closed) or _is_listed_motion(view, found)):
        return True
    if number and (found["digits"] or before.endswith("- ")) and found.end() - found.start() >= _SHORTEST_BARE:
        return (
            bool(found["digits"] and number != found["digits"]) or _LINE_END.match(view.lower, found.end()) is not None
        )
    if not number:
        return bracketed and closed and (found["letters"] is not None or _is_bill(view, found))
    return found["letters"] is not None or bracketed or before.endswith("t.v.v. ")


def _is_listed_motion(view: View, found: re.Match[str]) -> bool:
    """Tell that a dossier with its number stands in a list of them: "de volgende moties: 29911-226; 31015-168"."""
    before = view.lower[max(0, found.start() - _LIST_BEFORE) : found.start()]
    return (
        any(word in before for word in _LISTED)
        and view.lower[found.end() : found.end() + 1] in (";", ",", ".")
        and _in_use(found)
    )


def _in_use(found: re.Match[str]) -> bool:
    """Tell that five figures are a dossier of the years that papers are read of."""
    return _EARLIEST_DOSSIER < int(re.sub(r"[\s.]", "", found["dossier"])) < _LATEST_DOSSIER


def _is_bill(view: View, found: re.Match[str]) -> bool:
    """Tell that a dossier alone in brackets is that of a bill named before it: "Wet toekomst pensioenen (36 067)"."""
    before = view.lower[max(0, found.start() - _BILL_BEFORE) : found.start()]
    if found["second"] is not None:
        return False
    if not found["dossier"].isdigit():
        return _BILL.search(before) is not None
    before = view.lower[max(0, found.start() - _CHANGE_BEFORE) : found.start()].rpartition("\n\n")[2]
    return _in_use(found) and _CHANGE.search(before) is not None


def find_given(view: View) -> Iterator[Found]:
    """The numbers that motions get in a debate: "zij krijgt nr. 1136 (32847)", "nrs. 12 en 13 (36 200 XIV)"."""
    for word in _NR.finditer(view.lower):
        found = _GIVEN.match(view.lower, word.start())
        if found is None:
            continue
        dossier = re.sub(r"[\s.]", "", found["dossier"])
        suffix = found["letters"].upper() if found["letters"] else found["digits"]
        numbers = list(_FIGURE.finditer(view.lower, found.start("numbers"), found.end("numbers")))
        for number in numbers:
            start = found.start() if number is numbers[0] else number.start()
            end = found.end() if number is numbers[-1] else number.end()
            figure = number[0].removeprefix("nr. ")
            yield start, end, "-".join(filter(None, ["kst", dossier, suffix, figure]))


def find_printed(view: View, taken: Sequence[Mention]) -> Iterator[Found]:
    """Numbers that leave the dossier to the document: "de motie op stuk nr. 8", "motie 17 (Jansen)", "was nr. 719".

    Args:
        view: The document.
        taken: The citations found so far: one of them may give the number with its dossier.
    """
    printed = list(_printed(view))
    if not printed:
        return
    dossiers = _dossiers_of_numbers(taken)
    ends = {mention.span.end: mention.value or "" for mention in taken}
    known = set().union(*dossiers.values()) if dossiers else set()
    own = own_dossier(view) or (known.pop() if len(known) == 1 else None)
    for found in printed:
        numbers = [(found.start(), found.end(), found["number"])]
        numbers += more_numbers(view.lower, found.end(), plural=found["word"] == "nrs")
        for start, end, number in numbers:
            named_with = dossiers.get(number, set())
            # "(35000-XII, nr. 66, was nr. 35)": what it was stands in the dossier of what it is.
            now = _IDENTIFIER.match(ends.get(start - len(_WAS), ""))
            dossier = next(iter(named_with)) if len(named_with) == 1 else own
            dossier = now["dossier"] if now and view.lower.startswith(_WAS, start - len(_WAS)) else dossier
            if dossier:
                yield start, end, f"kst-{dossier}-{number}"


def _printed(view: View) -> Iterator[re.Match[str]]:
    """Give the numbers behind "op stuk", "gedrukt onder", "motie" or "was"."""
    for word in _NR.finditer(view.lower):
        start = word.start()
        if _PRINTED_BEFORE.search(view.lower, max(0, start - _LONGEST_BEFORE), start):
            found = _PRINTED.match(view.lower, start)
            if found:
                yield found
    yield from _PRINTED_BARE.finditer(view.lower) if "motie" in view.lower else ()


def _dossiers_of_numbers(taken: Sequence[Mention]) -> Mapping[str, set[str]]:
    """Give for each number that the text cites with a dossier the dossiers it is cited with."""
    dossiers: dict[str, set[str]] = {}
    for mention in taken:
        found = _IDENTIFIER.match(mention.value or "")
        if found:
            dossiers.setdefault(found["number"], set()).add(found["dossier"])
    return dossiers
