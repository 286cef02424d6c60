"""The words that say who asks members' questions, moves a motion, or submits an amendment or an initiative note."""

from __future__ import annotations

import re

from graph_builder.model import Span

_MEMBERS = r"(?:(?:het|de)\s+)?(?:[Kk]amerlid|[Kk]amerleden|lid|leden)\b|mevrouw\b|de\s+heer\b"
_LISTED = re.compile(r"Indieners?(?:\(s\))?:?\s")
"""How a site of members' questions begins the line that names who asks."""
_OWN = re.compile(
    r"(?:Schriftelijke\s+)?[Vv]ragen\s+(?:van|gesteld\s+door)\s+(?:het|de)\s+(?:Kamer)?(?:lid|leden)\b"
    r"|(?:Nr\.\s*\d+\s+)?(?:(?:NADER\s+)?GEWIJZIGD\s+)?(?:SUB)?AMENDEMENT\s+VAN\s+(?:HET\s+LID|DE\s+LEDEN)\b"
    r"|(?:\d{2}\s\d{3}\s+)?Initiatiefnota\s+van\s+(?:het\s+lid|de\s+leden)\b"
    r"|\d{2}\s\d{3}\s+(?:Initiatiefwetsvoorstel|Voorstel\s+van\s+(?:rijks)?wet)\s+van\s+(?:het\s+lid|de\s+leden)\b"
)
_QUESTIONS = re.compile(
    rf"(?:[Kk]amer)?[Vv]ragen\s+(?:van|(?:die\s+(?:zijn|waren|werden)\s+)?gesteld\s+door)\s+(?:{_MEMBERS})"
)
_ASKING = re.compile(
    rf"(?:{_MEMBERS})(?=[^.;]{{3,200}}?\b(?:(?:gestelde|stelde|stelden|stelt|stellen)\s(?:[\w-]+\s){{0,5}}?(?:[Kk]amer)?vragen\b"
    r"|(?:[Kk]amer)?vragen\s(?:[\w-]+\s){0,3}?(?:gesteld|stelde|stelden)\b))",
    re.IGNORECASE,
)
"""The same with the members first: "de leden A en B stelden vragen", "heeft het lid A vragen gesteld"."""
_NOTE = re.compile(
    rf"(?<!op de )(?<!op een )[Ii]nitiatief(?:nota|wetsvoorstel)\s(?:[«“‘'][^»”’']{{3,80}}[»”’']\s)?van\s(?:{_MEMBERS})"
    rf"|(?<!\w)(?:[Ss]ub)?[Aa]mendement(?:en)?(?:\svan\s(?:{_MEMBERS})|[-\s](?=[A-Z][a-z]|van\s|de\s|der\s))"
)
"""Whose note, bill or amendment a number is that of; not what answers it: "reactie op de initiatiefnota van …"."""
_AMENDED = re.compile(
    r"[ \t#*•–-]*(?:(?:nader\s)?gewijzigd\s)?(?:sub)?amendement\s"
    rf"(?:van\s(?:{_MEMBERS})[^\n():;]{{2,80}}?[ ,](?:met\s)?)?",
    re.IGNORECASE,
)
"""How the heading of an amendment begins, up to its number."""
_AMENDMENT = re.compile(
    r"(?:(?:nader\s)?gewijzigde?\s)?(?:(?:sub)?amendement|motie)\s(?:(?:met|op\sstuk)\s)?$", re.IGNORECASE
)
"""What stands before the number of an amendment or a motion in running text."""
_LONGEST_AMENDMENT = 45
_AMENDERS = re.compile(r"(?:\s\([^()\n]{1,80}\)|\svan\s(?:het\slid|de\sleden)\s[^\n.;:]{2,80})", re.IGNORECASE)
"""Who submitted it, behind that."""
_BEHIND = re.compile(rf"\)?,?\s+(?:van|gesteld\s+door)\s+(?:{_MEMBERS})")
_LISTED_LATER = re.compile(r"(?:,|\ben)\s+van\s+(?:het\s+lid|de\s+leden)\b(?=[^.;:]{2,100}$)")
"""A further member of a list of questions: "vragen van het lid A (nr. 3), van de leden B en C (nr. 4)"."""
_LONGEST_LIST = 1500
_ASKED = re.compile(r"\b(?:[Kk]amer)?vragen\b[^.;]{0,60}$", re.IGNORECASE)
_MOVED = re.compile(r"[Mm]otie\s+is\s+(?:voorgesteld|ingediend)\s+door\s+(?:het\s+lid|de\s+leden|de\s+heer|mevrouw)\b")
"""How the chair of a debate says who moves a motion, before the number that it gets."""
_GIVEN = re.compile(r"\b[Zz]ij\s+krijgt\s+$")
_OFFICE = re.compile(r"\s\((?:vice)?-?(?:minister|staatssecretaris)")
_ADDRESSED = re.compile(r"\s(?:aan\s+(?:de|het)|over|inzake|naar\s+aanleiding|tot|houdende|ter)\b")
_SENTENCE_END = re.compile(r"(?<!c\.s)[.?!]\s+[A-Z]")
_STOP = re.compile(r"[.?!](?=\s|$)|\n\n")
_LETTER_HEAD = 1500
"""How far into an answer the questions that it answers are named."""
_FARTHEST_MOVED = 500
"""How far before its number who moves a motion may be said, in characters."""
_FARTHEST_QUESTIONS = 250
"""How far from their number members' questions may be named."""


def titled(written: str) -> int:
    """Give where the words of a title end that say whose paper it is, but for their names; 0 for another title."""
    found = _LISTED.match(written) or _OWN.match(written)
    return found.end() if found else 0


def answered(text: str) -> Span | None:
    """Find the words by which an answer says near its start whose questions it answers."""
    found = _QUESTIONS.search(text[:_LETTER_HEAD])
    return Span(*found.span()) if found else None


def in_head(end: int) -> bool:
    """Tell whether a place is near the start of an answer."""
    return end < _LETTER_HEAD


def in_office(text: str, name: Span) -> bool:
    """Tell whether somebody is listed with an office of the government: he sends a paper, and asks nothing."""
    return _OFFICE.match(text, name.end) is not None


def named_to(text: str, start: int, end: int) -> int:
    """Give where the names of those who ask end: before whom they ask, or what about."""
    addressed = _ADDRESSED.search(text, start, end)
    return addressed.start() if addressed else end


def before(text: str, number: int) -> Span | None:
    """Find the words before a number that say whose questions it is that of: "de vragen van het lid A (nr. 3)"."""
    return _last(text, number, _QUESTIONS, _ASKING)


def listed(text: str, number: int) -> Span | None:
    """Find who asks before the number of a further one of the questions that a sentence lists."""
    paragraph = max(0, number - _LONGEST_LIST, text.rfind("\n\n", 0, number))
    if not _QUESTIONS.search(text, paragraph, number):
        return None
    start = max(paragraph, number - _FARTHEST_QUESTIONS)
    found = list(_LISTED_LATER.finditer(text[start:number]))
    return Span(start + found[-1].start(), start + found[-1].end()) if found else None


def amended(text: str, number: Span) -> Span | None:
    """Find the heading of an amendment that a number stands in, up to who submitted it: "Amendement nr. 6 (A)"."""
    start = text.rfind("\n", 0, number.start) + 1
    head = _AMENDED.match(text, start)
    if head is None or head.end() not in (number.start, text.find("nr", number.start, number.end)):
        head = _AMENDMENT.search(text, max(start, number.start - _LONGEST_AMENDMENT), number.start)
        if head is None:
            return None
        start = head.start()
    named = _AMENDERS.match(text, number.end)
    return Span(start, named.end() if named else number.end)


def noted(text: str, number: int) -> Span | None:
    """Find the words before a number that say whose initiative it is that of: "de initiatiefnota van het lid A (…)"."""
    return _last(text, number, _NOTE)


def behind(text: str, number: Span) -> Span | None:
    """Find the words behind a number that say so, up to their sentence's end: "vragen (nr. 3) van het lid A over …"."""
    found = _BEHIND.match(text, number.end)
    if found is None or not _ASKED.search(text, max(0, number.start - _FARTHEST_QUESTIONS), number.start):
        return None
    limit = min(len(text), found.end() + _FARTHEST_QUESTIONS)
    stop = _STOP.search(text, found.end(), limit)
    return Span(found.start(), named_to(text, found.end(), stop.start() if stop else limit))


def moved(text: str, number: int) -> Span | None:
    """Find who moves the motion that gets a number: "… is voorgesteld door het lid A. Zij krijgt nr. …"."""
    start = max(0, number - _FARTHEST_MOVED)
    if not _GIVEN.search(text, start, number):
        return None
    named = list(_MOVED.finditer(text, start, number))
    return Span(*named[-1].span()) if named else None


def _last(text: str, number: int, *ways: re.Pattern[str]) -> Span | None:
    """Give the last match before a number of the first way that has any, if its sentence goes on to the number."""
    start = max(0, number - _FARTHEST_QUESTIONS, text.rfind("\n\n", 0, number))
    named = next((found for way in ways if (found := list(way.finditer(text, start, number)))), [])
    if not named or _SENTENCE_END.search(text, named[-1].end(), number):
        return None
    return Span(*named[-1].span())
