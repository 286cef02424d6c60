"""What a paper says of itself in its title block and signature: number, dossier, date, sender, addressee, subject."""

from __future__ import annotations

import re
from datetime import date

from graph_builder.model import Block, Metadata
from graph_builder.read import forms

_DOSSIER = re.compile(
    r"(?P<dossier>\d{2} \d{3})(?P<addition>(?! ?\(R ?\d)(?:-| \(?|\()(?:\d{2}|[IVXLC]+|[A-Z])\)?(?=[\s.,]|$))?"
    r"(?:\s*\(R ?\d+\))?(?=\s|$)"
)
_BARE_NUMBER = re.compile(
    r"(?:ID: |Kamerstuk )?(?P<dossier>\d{5}(?:-(?:[IVXLC]+|\d{2}|[A-Z]))?)-(?P<number>\d{1,5})(?=\s|$)"
)
_NUMBER = re.compile(r"[Nn]r\. ?(?P<number>\d{1,5}|[A-Z]{1,3})\b")
_NUMBER_AND_MORE = re.compile(r"([Nn]r\. ?(?:\d{1,5}|[A-Z]{1,3}))\s+([A-Z].*)$")
_LETTER_AND_MORE = re.compile(rf"([A-Z]{{1,2}})\d?\s+((?:{forms.KINDS_OF_PAPER})\b.*)$")
"""A paper of the Eerste Kamer bears a letter: "J BRIEF VAN DE MINISTER …"."""
_SESSION = re.compile(r"Vergaderjaar\s+(?P<from>\d{4})\s?[–-]\s?(?P<to>\d{4})", re.IGNORECASE)
_PLACE_DATE = re.compile(
    r"(?:Den Haag|[’'‘]s-Gravenhage|Datum|Voorgesteld|Ontvangen|Vastgesteld|Beantwoord)[,:]?\s+", re.IGNORECASE
)
_PLACE_BEHIND = re.compile(r"(?<=Staten-Generaal )(?:Den Haag|[’'‘]s-Gravenhage),\s+")
"""The place and day on one line with the addressee, as a text whose lines are wrapped has them."""
_RECEIVED = re.compile(r"\(ontvangen\s+(?P<date>[^)]{6,40})\)", re.IGNORECASE)
_SENT_IN = re.compile(r"\(ingezonden\s+(?P<date>[^)]{6,40})\)", re.IGNORECASE)
_LETTER_OF = re.compile(
    r"(?:BRIEF|NOTA|VERSLAG) VAN (?:DE )?(?P<role>(?:MINISTERS?|STAATSSECRETARIS(?:SEN)?)\b[^.]*?)"
    r"(?=,?\s(?:EN|ALSMEDE)\s(?:VAN\s)?DE\s(?:MINISTER|STAATSSECRETARIS)|,\sMEDE\s|[.\d]|$)",
    re.IGNORECASE,
)
_LETTER_OF_BODY = re.compile(r"BRIEF VAN (?:DE |HET )?(?P<body>[A-ZÀ-Þ][A-ZÀ-Þ -]{3,80})$")
_ANSWER_OF = re.compile(
    r"Antwoord(?:en)? van (?:de )?(?P<role>minister|staatssecretaris)\s+"
    r"(?P<name>[^(]{2,60}?)\s*\((?P<portfolio>[^()]{3,120})[()]",
    re.IGNORECASE,
)
_ANSWER_OF_ROLE = re.compile(
    r"Antwoord(?:en)? van (?:de )?(?P<role>(?:minister|staatssecretaris) (?:van|voor)\s[^(]{3,140}?)"
    r"(?=\s+(?:op|mede|\()|,|$)",
    re.IGNORECASE,
)
_BY_BODY = re.compile(
    r"(?:\bvragen (?:en opmerkingen )?(?:voorgelegd|gesteld) aan de |^)"
    r"(?P<body>Algemene Rekenkamer|Nationale ombudsman)"
    r"(?=\s+[^\n]{5,80}\bpresident$| (?:over|naar aanleiding)\b)",
    re.MULTILINE,
)
"""Whom a committee puts its questions to, or who signs with his president, where that is no minister."""
_ADDRESSEE = re.compile(
    r"(?:Aan )?(?:de )?voorzitter van de (?P<body>(?:Tweede|Eerste) Kamer)(?: der Staten-Generaal)?", re.I
)
_SUBJECT = re.compile(r"(?:Betreft|Onderwerp)\s*:?\s+(?P<subject>\S.*)", re.IGNORECASE)
_QUESTIONS_OF = re.compile(r"(?P<title>Vragen van (?:het lid|de leden)\b.*?)\s*(?:\(ingezonden|$)", re.IGNORECASE)
_AH_NUMBER = re.compile(r"(?:AH )?(?P<number>\d{1,4})$")
_ON_SITE = re.compile(r"Nummer: \S+ datum: (?P<date>\d{4}-\d\d-\d\d)")
_QUESTION_NUMBER = re.compile(r"(?P<site>Kamervraag )?(?P<number>20\d\dZ\d{4,6})$")
"""The number of members' questions; a site that shows them with their answer says what it is."""
_ANSWERED_BY = re.compile(r"Beantwoord door [^()]{3,60} \((?P<role>(?:minister|staatssecretaris)[^()]{3,100})\)")
_DEBATE = re.compile(
    r"(?:Commissiedebat|Tweeminutendebat|Plenair debat|Notaoverleg|Wetgevingsoverleg|Algemeen overleg)"
    r"\s[^.?!]{3,110}$"
)
_SITTING = re.compile(r"\d{1,3}(?:ste|de|e) vergadering\b")
_LONGEST_DATE_LINE = 90
_LONGEST_TITLE = 200
_LONGEST_FRONT = 3000
"""How far from its start a paper says whose it is, in characters."""
_SMALL = {"van", "en", "voor", "de", "het", "der", "in", "op", "aan", "tot", "minister", "staatssecretaris"}


def metadata_of_text(blocks: tuple[Block, ...], prose: str) -> Metadata:
    """Read the title block and the signature; what they do not say stays None."""
    front = _joined([_words(block, prose) for block in blocks if block.kind == "preamble"])
    signature = [_words(block, prose) for block in blocks if block.kind == "signature"]
    dossier, number = _paper_number(front)
    first = _words(blocks[0], prose)[:_LONGEST_TITLE] if blocks else ""
    identifier = _answer_identifier(front) or (f"kst-{dossier}-{number}" if dossier and number else None)
    return Metadata(
        identifier=identifier,
        dossier=dossier,
        number=number,
        date=_date(front) or (day_in(first) if _SITTING.match(first) else None) or _day_on_site(front),
        title=_title(front) or (first if _DEBATE.match(first) else None),
        sender=_sender(front, signature, prose),
        addressee=_addressee(front),
    )


def _joined(front: list[str]) -> list[str]:
    """Join a label that stands alone ("Datum") to the line after it; part a number from what stands behind it."""
    joined: list[str] = []
    for line in front:
        if numbered := _NUMBER_AND_MORE.match(line):
            joined.extend(numbered.groups())
        elif lettered := _LETTER_AND_MORE.match(line):
            joined.extend((f"Nr. {lettered[1]}", lettered[2]))
        elif joined and forms.BARE_LABEL.match(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def day_in(words: str) -> date | None:
    """Give the first written day in some words: "7 juli 2023"."""
    found = forms.DATE.search(words)
    if not found:
        return None
    try:
        return date(int(found["year"]), forms.MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
    except ValueError:
        return None


def _words(block: Block, prose: str) -> str:
    return " ".join(block.span.of(prose).split())


def _paper_number(front: list[str]) -> tuple[str | None, str | None]:
    """Give dossier ("21501-02") and number of a Kamerstuk."""
    dossier = None
    for line in front:
        if bare := _BARE_NUMBER.match(line):
            return bare["dossier"], bare["number"]
        if dossier is None and (found := _DOSSIER.match(line)):
            addition = (found["addition"] or "").strip(" -()")
            dossier = found["dossier"].replace(" ", "") + (f"-{addition}" if addition else "")
    number = next((found["number"] for line in front if (found := _NUMBER.match(line))), None)
    return dossier, number


def _answer_identifier(front: list[str]) -> str | None:
    """Give "ah-tk-20232024-387" from the session year and the number that stands alone, or "kv-tk-2024Z18797"."""
    answered = any(re.match(r"Antwoord|Mededeling", line, re.IGNORECASE) for line in front)
    asked = any(line.lower().startswith("vragen gesteld") for line in front)
    shown = next((found for line in front if (found := _QUESTION_NUMBER.match(line)) and found["site"]), None)
    if shown:
        return f"kv-tk-{shown['number']}"
    if not (answered or asked):
        return None
    session = next((found for line in front if (found := _SESSION.search(line))), None)
    numbers = [found["number"] for line in front if (found := _AH_NUMBER.match(line)) and line not in ("1", "2")]
    if answered and numbers:
        years = f"{session['from']}{session['to']}" if session else session_of(_date(front))
        return f"ah-tk-{years}-{numbers[0]}" if years else None
    questions = [found["number"] for line in front if (found := _QUESTION_NUMBER.match(line))]
    return f"kv-tk-{questions[0]}" if questions and not answered else None


def session_of(day: date | None) -> str | None:
    """Give the parliamentary year that a day falls in: it begins on the third Tuesday of September."""
    if day is None:
        return None
    first = date(day.year, 9, 1).weekday()
    opening = date(day.year, 9, 1 + (1 - first) % 7 + 14)
    start = day.year if day >= opening else day.year - 1
    return f"{start}{start + 1}"


def _date(front: list[str]) -> date | None:
    """Give the day of the paper: of an answer when it was received, else the day after the place or "Datum"."""
    answered = any(line.lower().startswith("antwoord") for line in front)
    for pattern in (_RECEIVED, _PLACE_DATE, None) if answered else (_RECEIVED, _PLACE_DATE, None, _SENT_IN):
        for line in front:
            if pattern is None:
                day = day_in(line) if _is_day(line) else None
            elif pattern is _PLACE_DATE:
                found = pattern.match(line) or _PLACE_BEHIND.search(line)
                day = day_in(line[found.end() : found.end() + _LONGEST_DATE_LINE]) if found else None
            else:
                found = pattern.search(line)
                day = day_in(_spaced(found["date"])) if found else None
            if day:
                return day
    return None


def _day_on_site(front: list[str]) -> date | None:
    """Give the day that a site of parliamentary papers prints above a paper: "Nummer: …, datum: 2025-04-23"."""
    found = next((found for line in front if (found := _ON_SITE.match(line))), None)
    try:
        return date.fromisoformat(found["date"]) if found else None
    except ValueError:
        return None


def _spaced(words: str) -> str:
    """Put back the space that a line break lost: "18 november2024"."""
    return re.sub(r"(?<=[a-z])(?=\d)", " ", words)


def _title(front: list[str]) -> str | None:
    for pattern, group in ((_SUBJECT, "subject"), (_QUESTIONS_OF, "title")):
        for line in front:
            if found := pattern.match(line):
                return found[group].strip()
    if len(front) > 1 and forms.ON_SITE.match(front[0]):
        return front[1]
    if len(front) > 1 and _NUMBER.match(front[1]):
        dossier = _DOSSIER.match(front[0])
        if not _SESSION.search(front[0]):
            return front[0][dossier.end() if dossier else 0 :].strip() or None
    return _dossier_title(front) or None


def _dossier_title(front: list[str]) -> str:
    """Give the dossier's title: what stands behind its number, else the lines that follow it."""
    for place, line in enumerate(front):
        found = _BARE_NUMBER.match(line) or _DOSSIER.match(line)
        if not found:
            continue
        rest = [line[found.end() :].strip()]
        for following in front[place + 1 :]:
            if forms.TITLE_LINE.match(following) or (forms.TITLE_BLOCK.match(following) and not _is_day(following)):
                break
            rest.append("" if _is_day(following) else following)
        return " ".join(filter(None, rest))
    return ""


def _is_day(line: str) -> bool:
    return bool(forms.DATE.fullmatch(line))


def _sender(front: list[str], signature: list[str], prose: str) -> str | None:
    for line in front:
        if found := _ANSWER_OF.match(line):
            return _role_of(found["role"], found["portfolio"], prose)
        if found := _ANSWERED_BY.match(line):
            return found["role"]
        if found := _ANSWER_OF_ROLE.match(line):
            return _cased(found["role"])
    for line in signature:
        found = forms.SIGNATORY.match(line)
        if found:
            return _cased(" ".join(found["role"].rstrip(" ,").split()))
    for line in front:
        if found := _LETTER_OF.match(line):
            return _cased(" ".join(found["role"].split()))
        if found := _LETTER_OF_BODY.match(line):
            return " ".join(word if word in _SMALL else _capitalised(word) for word in found["body"].lower().split())
    found = _BY_BODY.search(prose, 0, _LONGEST_FRONT)
    return found["body"] if found else None


def _role_of(role: str, portfolio: str, prose: str) -> str:
    """Give the whole role; a minister without a ministry is a minister *voor*, as the paper's own words show."""
    particle = "voor" if re.search(rf"{role} voor {re.escape(portfolio)}", prose[:5000], re.IGNORECASE) else "van"
    return f"{role.lower()} {particle} {portfolio.strip()}"


def _cased(role: str) -> str:
    """Write a role as in running text: "MINISTER VAN BUITENLANDSE ZAKEN" as "minister van Buitenlandse Zaken"."""
    if not role.isupper():
        return role[:1].lower() + role[1:].strip()
    first, *rest = role.lower().split()
    return " ".join([first, *(word if word in _SMALL else _capitalised(word) for word in rest)])


def _capitalised(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _addressee(front: list[str]) -> str | None:
    for line in front:
        if found := _ADDRESSEE.match(line):
            return f"{found['body'].title()} der Staten-Generaal"
        if re.match(r"(?:De )?voorzitter van de Tweede Kamer", line, re.IGNORECASE):
            return "Tweede Kamer der Staten-Generaal"
    return None
