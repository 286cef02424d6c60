"""The proceedings (Handelingen), their annex of answers (Aanhangsel), parliament's own numbers, written identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.recognise.forms import NR, SESSION, Found, compile_form, more_numbers, named, session
from graph_builder.recognise.view import View

_OF_CHAMBER = r"(?:(?:van de|der) )?(?:tweede kamer|eerste kamer|kamer)(?: der staten-generaal)?"
_ANNEX = compile_form(
    rf"(?:(?:kamerstukken|handelingen|tweede kamer|tk),? (?:ii?,? )?(?:{named(SESSION, 'k')}[, ]{{1,2}}))?"
    r"\baanhangsel\)? ?(?:(?:van de|der|bij de) ?)?(?:handelingen)?"
    rf"(?:,? {_OF_CHAMBER})?(?: (?P<chamber>ii?|tk|ek)(?!\w))?[, ]{{0,2}}(?:{named(SESSION, 's')}[, ]{{1,2}})?"
    r"(?P<word>nrs?(?![a-z])|nummers?(?![a-z]))?[. ]{0,2}(?P<number>\d{1,4})(?![\d/-])"
)
_ANNEX_LATE = compile_form(
    r"\baanhangsel ?(?:(?:van de|der|bij de) ?)?(?:handelingen)?(?: (?P<chamber>ii?|tk|ek)(?!\w))?[, ]{1,2}"
    rf"{NR}(?P<number>\d{{1,4}}),? \(?{named(SESSION, 's')}(?P<close>\))?"
)
_DEBATE = compile_form(
    rf"\b(?:handelingen|htk)(?:,? {_OF_CHAMBER})?(?:,? (?P<chamber>ii?|tk|ek)(?!\w))?[, ]{{1,2}}"
    rf"{named(SESSION, 's')}[, ]{{1,2}}"
    rf"(?:{NR})?(?P<number>\d{{1,3}})(?!\d)"
    r"(?:-(?P<item>\d{1,3})(?!\d)|[, ]{1,2}(?P<word>items?) ?(?P<item2>\d{1,3})(?!\d)"
    r"|, (?P<item3>\d{1,3})(?= ?[).;\n]))?"
)
_UPPER = frozenset({"i", "ek"})
_PSEUDO = compile_form(
    r"\b(?P<kind>kst|ah-[te]k|ah|h-[te]k|kv-tk|nds-tk|blg|stb|stcrt|trb)(?:-|(?<=ah-[te]k) )"
    r"(?P<rest>[a-z\d]{1,12}(?:-(?:\(r ?\d{3,4}\)|[a-z\d]{1,12})){0,5})"
    rf"(?:, ?{NR}(?P<number>\d{{1,4}}))?"
)
_KINGDOM = re.compile(r"-\(r ?\d{3,4}\)", re.IGNORECASE)
_SESSION_HYPHEN = re.compile(r"^(\d{4})-(\d{4})(?=-|$)")
_OWN_NUMBER = re.compile(r"[zd]\d{5}(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<![\w=])\d{4}$")
_NUMBER_HEAD = compile_form(
    r"(?:(?P<paper>kamerstuk(?:ken)? (?:nrs?[. ]{0,2})?)|(?P<word>(?<![a-z])nrs?\b[. ]{0,2})|vraagnummers? ?"
    r"|(?P<case>(?<![a-z])(?:zaak|nummer):?) |(?:kenmerk|zaaknummer|brief|document|vragen|en|met kenmerk):? "
    r"|(?P<sign>[(,;/]) ?)$"
)
_ASKED = re.compile(r"vraag|vragen|\bin antwoord op uw brief|antwoorden op")
_UNDER = re.compile(r"(?<!\w)onder nummer:? $")
"""How prose, unlike a form, says the number of a set of questions."""
_ASKED_BEFORE = 220
"""How far before its number a set of questions may be named, in characters."""


def find_annexes(view: View) -> Iterator[Found]:
    """Answers to questions: the Aanhangsel of the Handelingen."""
    for found in _ANNEX_LATE.finditer(view.lower):
        end = found.end("close") if found["close"] else found.end("s2")
        yield found.start(), end, f"{_series('ah', found)}-{session(found, 's')}-{found['number']}"
    for found in _ANNEX.finditer(view.lower):
        year = session(found, "s") or session(found, "k")
        if year:
            stem = f"{_series('ah', found)}-{year}"
            yield found.start(), found.end(), f"{stem}-{found['number']}"
            for start, end, number in more_numbers(view.lower, found.end(), plural=found["word"] in ("nrs", "nummers")):
                yield start, end, f"{stem}-{number}"


def find_debates(view: View) -> Iterator[Found]:
    """Reports of debates: the Handelingen, with or without an item."""
    for found in _DEBATE.finditer(view.lower):
        stem = f"{_series('h', found)}-{session(found, 's')}-{found['number']}"
        item = found["item"] or found["item2"] or found["item3"]
        yield found.start(), found.end(), f"{stem}-{item}" if item else stem
        for start, end, other in more_numbers(view.lower, found.end(), plural=True) if found["word"] == "items" else ():
            yield start, end, f"{stem}-{other}"


def _series(kind: str, found: re.Match[str]) -> str:
    """Give the series of a chamber's proceedings: the Tweede Kamer's unless the other is named."""
    upper = found["chamber"] in _UPPER or "eerste" in found[0]
    return f"{kind}-{'ek' if upper else 'tk'}"


def find_identifiers(view: View) -> Iterator[Found]:
    """Identifiers written as such; session years lose their hyphen, kingdom acts their second number."""
    for found in _PSEUDO.finditer(view.lower):
        if not any(char.isdigit() for char in found["rest"]):
            continue
        rest = _KINGDOM.sub("", view.text[found.start("rest") : found.end("rest")])
        if found["kind"][-3:] in ("-tk", "-ek"):
            rest = _SESSION_HYPHEN.sub(r"\1\2", rest)
        if found["kind"] in ("kst", "kv-tk", "nds-tk"):
            rest = rest.upper()
        yield found.start(), found.end(), "-".join(filter(None, [found["kind"], rest, found["number"]]))


def find_own_numbers_of_parliament(view: View) -> Iterator[Found]:
    """Parliament's case and document numbers: sets of questions ("vraagnummer 2024Z11889"), letters, papers."""
    for found in _OWN_NUMBER.finditer(view.lower):
        begin = found.start() - len("2024")
        if begin < 0 or not _YEAR_BEFORE.search(view.lower, max(0, begin - 1), found.start()):
            continue
        number = view.lower[begin : found.end()].upper()
        before = view.lower[max(0, begin - _ASKED_BEFORE) : begin]
        head = _NUMBER_HEAD.search(view.lower, max(0, begin - 24), begin)
        if head is None or (head["sign"] and number[4] == "D"):
            continue
        paper = head["paper"] is not None
        start = head.start() if paper or head["word"] else begin
        asked = (
            number[4] == "Z"
            and not paper
            and (not head["case"] or _UNDER.search(before))
            and (head["word"] or _ASKED.search(before))
        )
        yield start, found.end(), f"kv-tk-{number}" if asked else number


_GLUED_HEAD = re.compile(
    r"staten-generaal(?P<from>(?:1[89]|20)\d\d)-(?P<to>\d{4})(?:(?P<answer>\d{1,4})(?!\w|\snr)"
    r"|(?P<paper>(?:(?P<dossier>\d{5}(?:-[ivxlca-z]{1,6})?)\s)?nr\.\s(?P<number>\d{1,5})"
    r"(?:,\sitem\s(?P<item>\d{1,3})|,\spagina\s(?P<pages>\d{1,5}-\d{1,5}))?)(?!\d))"
)
"""The head of a page of the official site, whose cells a converter glued: "Staten-Generaal2016-201734700 nr. 19"."""
_OF_FOREIGN_AFFAIRS = re.compile(r"B(?<![\w-]B)Z(?:DOC)?-?\d{6,10}(?:-\d{1,4})?(?![\w-])")
"""Foreign Affairs' own reference: "BZ2407724"."""
_MARKED = re.compile(
    r"[KkRrBb](?<!het\s.)(?<!een\s.)(?:(?<=[Kk])(?i:enmerk)|(?<=[Rr])(?i:eferentie)|(?<=[Bb])(?i:riefnummer)):?\s"
    r"(?P<written>[A-Z][A-Za-z&]{1,9}(?:[-/][A-Za-z&]{1,9})*(?:\s?/\s?|[-\s])\d[\d/.-]{3,20}\d|(?:19|20)\d\d-\d{10}"
    r"|(?:19|20)\d\d\.\d{5,8}|\d{6}\.\d{0,3}[uU]|\d{5,8}(?:-\d{4,7})?(?:-[A-Z]{1,6})?)(?![\w-]|\.\d)"
)
"""A ministry's own reference, behind "kenmerk" letters and figures, "123456-J", "2014.123456"; and those of the Eerste
Kamer: "159490.01u". Its first letter comes before what may not stand there, as a pattern that begins with a letter is
sought fast."""
_OF_ADVICE = re.compile(
    r"[W0-9](?:(?<=[nN]o\..)|(?<=[nN][or]\.\s.))"
    r"(?:(?<=W)\d{2}\.\d{2}\.\d{4,5}/[IVX]+|(?<=\d)\d\.\d{6}|(?<=2)0\d{8})(?![\w/])"
)
"""A reference of the Raad van State behind "no.": "W01.20.0036/I", "07.003260"."""


def find_glued_heads(view: View) -> Iterator[Found]:
    """The paper's own number in the glued head of a page of the official site."""
    for found in _GLUED_HEAD.finditer(view.lower):
        if found["answer"]:
            yield *found.span("answer"), f"ah-tk-{found['from']}{found['to']}-{found['answer']}"
        elif found["dossier"] and not found["item"]:
            yield found.start("paper"), found.end("paper"), f"kst-{found['dossier'].upper()}-{found['number']}"
        elif found["item"] or found["pages"]:
            place = found["pages"] or f"{found['number']}-{found['item']}"
            yield found.start("paper"), found.end("paper"), f"h-tk-{found['from']}{found['to']}-{place}"


def find_references_of_ministries(view: View) -> Iterator[Found]:
    """References that ministries give their own letters, behind a word for them; the value is how it is written."""
    yield from (_as_written(*found.span("written"), view) for found in _MARKED.finditer(view.text))


def find_references_of_foreign_affairs(view: View) -> Iterator[Found]:
    """References of the ministry of Foreign Affairs, which need no word before them."""
    yield from (_as_written(*found.span(), view) for found in _OF_FOREIGN_AFFAIRS.finditer(view.text))


def find_references_of_advice(view: View) -> Iterator[Found]:
    """References that the Raad van State gives its advice."""
    yield from (_as_written(*found.span(), view) for found in _OF_ADVICE.finditer(view.text))


def _as_written(start: int, end: int, view: View) -> Found:
    # A line may end behind a hyphen.
    written = " ".join(view.text[start:end].split()).replace("- ", "-")
    return start, end, re.sub(r"[^\w-]+", "-", written), written
