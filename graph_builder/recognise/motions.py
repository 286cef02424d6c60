"""Motions by name: "motie van de leden A en B over …", "motie-A/B", "MOTIE VAN HET LID A C.S.".

The words that name the motion reach from "motie" (or "gewijzigde motie") over its submitters to its description. Which
paper it is, the citation beside it says; see `graph_builder.resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from graph_builder.model import Mention, Span
from graph_builder.recognise.person_names import names_at, upper_names
from graph_builder.recognise.view import View

_CHANGED = re.compile(r"(?<![\w-])(?:nader\s)?gewijzigde\s$")
_MOVED = re.compile(
    r"(?<!\w)(?P<by>door\s(?:het\slid|de\sleden)\s)(?:(?!\bdoor\b)[^.;:()]){3,80}?(?P<as>(?:\sc\.s\.)?\s(?:ingediende|voorgestelde)\s)$"
)
_FARTHEST_MOVER = 140
"""How far before its noun who moves a motion may be named, in characters."""
_VOTED = re.compile(r"(?<!\w)stemming(?:en)?\s(?:over\s)?$")
"""Behind this stands what the debate was about, no member: "Stemmingen moties Begroting Defensie"."""
_OF_MEMBERS = re.compile(
    r"(?:\s(?:met\s)?(?:kamerstuk\s)?(?:\d\d\s?\d{3}(?:[\s-][ivxlc]{1,5})?,?\s)?(?:nr\.?\s?)?\d{1,4}(?=\svan\s(?:het\slid|de\sleden)\s))?(?:\s\([^()\n]{3,80}\)(?=\svan\s(?:het\slid|de\sleden)\s))?(?:,?\s(?:zijn\s)?(?:ingediend|aangenomen|aangehouden)(?:\sop)?)?(?:\s(?:van\s|d\.d\.\s)?\d{1,2}\s[a-z]+\s(?:\d{4}|jl\.))?\s(?:van|door)\s(?:(?:het|de)\s)?(?:(?:tweede\s|eerste\s)?kamer)?(?:lid|leden)\s|\svan\s(?:mevrouw|de\sheer|mevr\.|dhr\.)\s|-(?=\S)|\s-\s?(?=\S)|\svan\s(?=[a-z]+(?:\s[a-z]+){0,3}\sc\.?s\b)|\s"
)
OTHERS = re.compile(r"\s?,?\s?(?:c\.\s?s\.?|cs\b|et\sal\.?)")
_PARTY = re.compile(r"\s\([A-Z][\w .-]{1,24}\)")
_CONCERNING = r"\s(?:over|inzake|betreffende|aangaande|met\sbetrekking\stot|m\.b\.t\.)\s"
_ABOUT = re.compile(
    rf"{_CONCERNING}|\s(?:om(?!\s(?:vraagt|vroeg|verzoekt|verzocht)\b)|voor\s(?:het|een)|met\s(?:het\s)?verzoek\s(?:om|tot))\s"
)
_NAMELESS = re.compile(_CONCERNING)
_DEFINITE = re.compile(r"(?<![\w-])(?:de|deze|die|mijn)\s(?:(?:nader\s)?gewijzigde\s|aangenomen\s)?$")
_SHORTEST = 12
"""The shortest description, in characters, that tells a motion by itself."""
_NEXT = re.compile(r"(?:\s\(([^()\n]{3,120})\))?,?\s(?:(?:en|alsmede)\s)?(?=van\s(?:het\slid|de\sleden)\s)")
"""What parts the motions of one phrase: "moties van het lid A over … (nr. 4) en van de leden B en C over … (nr. 6)"."""
_NEXT_MEMBER = re.compile(r"\s\(([^()\n]{3,120})\)(?:,?\s(?:en|alsmede)\s|,\s)(?P<next>(?:het\slid|de\sleden))(?=\s)")
"""The same where "van" stands but once: "moties van het lid A (nr. 4) en het lid B (nr. 6)"."""
_NEXT_NAME = re.compile(r"(?:\s\(([^()\n]{3,120})\))?(?:,?\s(?:en|alsmede)\s|,\s)(?=[A-ZÀ-Þ])")
_AND_MEMBER = re.compile(r"(?:\s?,|,?\sen)\s(?:van\s)?(?:het\slid|mevrouw|de\sheer|mevr\.|dhr\.)\s")
"""What joins a further submitter of one motion: "motie van het lid A en het lid B"."""
_SHOWS_NAME = re.compile(
    r"van\s(?:de[rn]?|den|het)\s|van\s[\w'-]+(?:\s[\w'-]+)?"
    r"(?:\sc\.\s?s\b|/|\s\([^()\n]{0,60}\d{2}\s?\d{3}|\s\([a-z][\w-]{1,20}\)|\sover\s)"
)
"""What shows that "motie van X" names who moved it: a double particle, others, a number, a party, a description."""
_PLURAL = "moties"
_OPENERS = frozenset(["Bijgaand", "Hierbij", "Daarmee", "Hiermee", "Tevens", "Daarnaast", "Graag", "Tot", "Verder"])
_NUMBERS = re.compile(r"(?<![\d.])\d{1,4}(?![\d.]|\s\d{3})")
BRACKET = re.compile(r"\s\(([^()\n]{3,120})\)")
NUMBERED = re.compile(r"kamerstuk|\bnrs?\b|\d{2}\s?\d{3}|^\d|t\.v\.v|aangenomen|hierna|bijlage")
_END = re.compile(
    r"\s?[(\[\];:?!«»“”\"]|\n(?=(?:De|Deze|Het|In|Met|Op|Ik|Tijdens|Naar|Uw)\s)|\.(?=\s+[A-ZÀ-Þ]|\s*\n|\s*\Z)|\n\s*\n|\s\d{1,2}(?=[\s.,]|$)|(?<=[a-z.])(?<!\dx)\d{1,2}(?=[\s.,]|$)"
    r"|\s-\s\d|,?\s(?:waarin|waarmee|waarbij|die|dat|welke|zoals|is|zijn|wordt|werd|worden|werden|heeft|hebben|heb|verzoekt|vraagt"
    r"|roept|zal|zullen|kan|ben|geef|ga|informeer|beschouw|en\sde\smotie|en\smotie|en\svan\s(?:het\slid|de\sleden)|van\s\d{1,2}\s[a-z]+\s\d{4})\b"
    r"|,\s(?:is|wordt|zal|ben|heeft|heb|en\s(?:ben|heb|zal|is))\b"
    r"|\s(?:uitvoeren|uitgevoerd|afdoen|afgedaan|nakomen|nagekomen|uitwerken|uitgewerkt|beantwoorden|beantwoord)\s(?:door|met|via|in|voor|en|per|bij)\b"
    r"|,?\s(?!dat\s|wat\s|hoe\s|of\s|als\s|waar)[a-zà-ÿ]+\s(?:ik|wij)\b"
    r"|(?:,|,?\sen)\s(?:aan\s|over\s|van\s)?(?:(?:de|een|mijn|onze)\s)?(?:toezegging(?:en)?|motie)\b"
    r"|,(?:\d{1,2})?\sen\s(?:de|het)\s|\s(?:aangenomen|ingediend|aangehouden|verworpen|ontraden)\b"
)
_RELATIVE = re.compile(
    r",?\s(?:die|dat|waar\w+|welke)\s(?:(?!\b(?:verzoek|vraag|vrag|roep|oproep|aangenomen|ingediend|uitgevoerd|aangehouden|is\b|zijn\b|wordt\b"
    r"|werd\b|heeft\b|ik\b))[^.;:()\[\]\n,]){3,140}(?=\s\((?:[Kk]amerst|TK\b|\d\d\s?\d{3}))"
)
"""What goes on describing a motion up to its number: "actoren die het geweld steunen (Kamerstuk …)"."""
_EMBEDDING = re.compile(r"\s(?:of|dat|hoe|wie|welke)\s")
"""What opens a clause within a description: "over bezien of de taak kan worden verruimd"."""
_IN_LETTER = re.compile(
    r"(?:\n|\A)[\s•*·–—-]*de\sbrief\svan\s(?=[^;]{0,160}\sd\.d\.\s)(?:(?!(?<!d\.d)(?<!nr)\.\s|;)[\s\S])*"
    r"(?:(?<!\w)(?:inzake|over|met|op|van|uitvoering|appreciatie|reactie)|\),?(?:\sen)?)\s"
    r"(?:(?:de|het|aangehouden|aangenomen)\s)*(?:(?:nader\s)?gewijzigde\s)?$"
)
"""Before a motion: it is named by the title of a letter in a list of letters, which has no verb of its own."""
_FARTHEST_LETTER = 700
"""How far before a motion the line of its letter may begin, in characters."""
_TO_NUMBER = re.compile(
    r",?\s(?:(?!\b(?:moties?|toezegging|ik|wij|uitgevoerd|aangenomen|ingediend|verworpen|aangehouden)\b)[^.;:()\[\]]){2,220}"
    r"(?=\s\((?:[Kk]amerst|TK\b|\d\d\s?\d{3}))"
)
"""The rest of a description up to its number: "… in landen waar de dialoog lastig is (Kamerstuk …)"."""
_LISTED = re.compile(r"([^\n()\[\];:?!.]{3,260})\s\(([^()\n]{3,60})\)[;.]?(?=\n|\Z)")
"""The rest of a line in a list of motions: its description, and its number at the end."""
_BULLET = re.compile(r"[\s•*·–—-]*(?:de\s(?:aangehouden\s)?)?")
_DONE = re.compile(
    r"\s(?:(?:reeds|hiermee|daarmee|ook|inmiddels|verder)\s)*(?:(?:als\s)?(?:uitgevoerd|afgedaan|afgehandeld|afgerond|beantwoord|nagekomen)"
    r"|aangenomen|aangehouden|verworpen|overgenomen|ingetrokken|uitgewerkt|betrokken|ondersteund"
    r"|uitvoeren|uitwerken|afdoen|nakomen|beantwoorden|overnemen|ten\suitvoer|(?:ten\suitvoer|in\s(?:de\s)?praktijk|in\suitvoering)\s(?:gebracht|genomen))$"
)
_SEPARATED = re.compile(
    r"\b(?:doe[tn]?|handel(?:t|en)?|kom(?:t|en)?|voer(?:t|en)?|werk(?:t|en)?|rond(?:t|en)?)\s[^.;:]{0,60}$"
)
_PARTICLE = re.compile(r"\s(?:(?:verder|ook|hiermee|daarmee)\s)?(?:af|na|uit)$")
"""What a verb before a motion leaves behind it: "hiermee doe ik de motie van het lid A over hulp [af]"."""
_QUERY = re.compile(r"\s\(\d{1,2}\)")
"""The mark of a note in questions by members."""
_CAPITALS = re.compile(r"[A-ZÀ-Þ'’.-]+(?![a-z])(?:,?[ ][A-ZÀ-Þ'’.-]+(?![a-zà-ÿ]))*")
_LONGEST_VERB = 80
"""How far before a motion the verb stands that leaves its particle behind it."""
_LONGEST = 260
"""The longest description that is read, in characters."""


@dataclass(frozen=True, slots=True)
class NamedMotion:
    """The words that name a motion, and the persons in them."""

    span: Span
    submitters: tuple[Span, ...]


def find_motions(view: View, parties: Set[str] = frozenset()) -> list[NamedMotion]:
    """Find the motions that a text names by their submitters.

    Args:
        view: The document.
        parties: Folded names of parties: "motie van GroenLinks" names no member.
    """
    motions = []
    reach = 0
    for word, end in view.at("motions.words"):
        if word < reach:
            continue
        if _VOTED.search(view.lower, max(0, word - 30), word) and view.lower[end : end + 1] == " ":
            continue
        changed = _CHANGED.search(view.lower, max(0, word - 30), word)
        span = Span(changed.start() if changed else word, end)
        capitals = span.of(view.text).isupper()
        motion = in_capitals(view, span) if capitals else _in_prose(view, span) or _moved_by(view, span)
        if motion and not _is_of_party(view, motion, parties):
            motions += [*_each(view, motion), *_coordinated(view, motion)]
            reach = motions[-1].span.end
    return motions


def _moved_by(view: View, word: Span) -> NamedMotion | None:
    """Read who moves a motion before its noun: "de door het lid A ingediende motie over …"."""
    moved = _MOVED.search(view.lower, max(0, word.start - _FARTHEST_MOVER), word.start)
    names, end = names_at(view, moved.end("by"), hyphened=True, small_particle=True) if moved else ([], 0)
    if moved is None or not names or end != moved.start("as"):
        return None
    return NamedMotion(Span(moved.start(), _described(view, word.start, word.end)), tuple(names))


def _is_of_party(view: View, motion: NamedMotion, parties: Set[str]) -> bool:
    """Tell whether the one submitter is a party."""
    if len(motion.submitters) != 1:
        return False
    first = motion.submitters[0]
    return view.lower[first.start : first.end].removeprefix("van ") in parties


def _coordinated(view: View, first: NamedMotion) -> Iterator[NamedMotion]:
    """Read the further motions of a phrase, which repeat their submitters alone."""
    motion: NamedMotion | None = first
    while motion:
        gap = _NEXT.match(view.lower, motion.span.end)
        member = _NEXT_MEMBER.match(view.lower, motion.span.end) if gap is None else None
        if member and NUMBERED.search(member[1]):
            motion = _in_prose(view, Span(*member.span("next")))
        elif gap is None:
            motion = _by_name(view, motion)
        else:
            numbered = not gap[1] or NUMBERED.search(gap[1])
            motion = _in_prose(view, Span(gap.end(), gap.end() - 1)) if numbered else None
        if motion:
            yield motion


def _by_name(view: View, motion: NamedMotion) -> NamedMotion | None:
    """Read a further motion that its submitters alone name: "moties A (nr. 4) en B c.s. (nr. 6)", "moties A en B"."""
    gap = _NEXT_NAME.match(view.text, motion.span.end)
    if gap is None or not (NUMBERED.search(gap[1].lower()) if gap[1] else _is_plural(view, motion)):
        return None
    names, end = names_at(view, gap.end(), hyphened=True)
    others = OTHERS.match(view.lower, end)
    end = others.end() if others else end
    number = BRACKET.match(view.lower, end)
    found = names and number and NUMBERED.search(number[1])
    return NamedMotion(Span(gap.end(), end), tuple(names)) if found else None


def _is_plural(view: View, motion: NamedMotion) -> bool:
    """Tell whether a motion is the first of several: "moties A c.s. en B"."""
    return view.lower.startswith(_PLURAL, motion.span.start)


def _each(view: View, motion: NamedMotion) -> list[NamedMotion]:
    """Part "moties A en B (nrs. 12 en 14)": as many numbers in the bracket as names are as many motions."""
    number = BRACKET.match(view.lower, motion.span.end)
    several = len(motion.submitters) > 1 and _is_plural(view, motion) and number and "nr" in number[1]
    if not several or not number or len(_NUMBERS.findall(number[1], number[1].index("nr"))) != len(motion.submitters):
        return [motion]
    first, *others = motion.submitters
    return [NamedMotion(Span(motion.span.start, first.end), (first,)), *(NamedMotion(name, (name,)) for name in others)]


def in_capitals(view: View, word: Span) -> NamedMotion | None:
    """Read the title of a printed motion."""
    members = re.compile(r"\svan\s(?:het\slid|de\sleden)\s").match(view.lower, word.end)
    capitals = _CAPITALS.match(view.text, members.end()) if members else None
    if not members or not capitals:
        return None
    line = view.lower[members.end() : capitals.end()]
    others = re.search(r"\sc\.\s?s\.", line)
    stop = re.search(r"\s(?:ter\svervanging|over|nader\sgewijzigd|\(t\.v\.v)", line)
    end = members.end() + (others.start() if others else stop.start() if stop else len(line.rstrip()))
    names = tuple(upper_names(view, Span(members.end(), end)))
    if not names:
        return None
    return NamedMotion(Span(word.start, members.end() + others.end() if others else end), names)


def _in_prose(view: View, word: Span) -> NamedMotion | None:
    """Read "motie" with its submitters and description in running text."""
    members = _OF_MEMBERS.match(view.lower, word.end)
    if not members:
        return None
    nameless = _NAMELESS.match(view.lower, word.end)
    if nameless:
        return _without_names(view, word, nameless.end())
    # "Motie Van Dijk c.s.": the particle that bears a capital belongs to the name.
    capital = members[0] == " van " and view.text[members.start() + 1].isupper()
    bare, start = capital or members[0] == " ", members.start() + 1 if capital else members.end()
    shown = bare and _SHOWS_NAME.match(view.lower, start) is not None
    small = shown or members[0].endswith(("lid ", "leden "))
    names, end = names_at(view, start, hyphened=True, small_particle=small)
    if not names:
        return None
    while not view.lower.startswith(_PLURAL, word.start) and (more := _AND_MEMBER.match(view.lower, end)):
        further, after = names_at(view, more.end(), hyphened=True, small_particle=True)
        if not further:
            break
        names, end = [*names, *further], after
    others = OTHERS.match(view.lower, end)
    if bare and not others and len(names) == 1 and _is_word(view, names[0]):
        return None
    end = others.end() if others else end
    party = _PARTY.match(view.text, end)
    if party and not NUMBERED.search(view.lower, party.start(), party.end()):
        end = party.end()
    return NamedMotion(Span(word.start, _described(view, word.start, end)), tuple(names))


def _without_names(view: View, word: Span, about: int) -> NamedMotion | None:
    """Read a motion that its description alone tells: "de motie over de toekomst van de landbouw"."""
    if not _DEFINITE.search(view.lower, max(0, word.start - 30), word.start):
        return None
    end = _described(view, word.start, word.end)
    return NamedMotion(Span(word.start, end), ()) if end - about >= _SHORTEST else None


def _is_word(view: View, name: Span) -> bool:
    """Tell whether what follows "moties" opens the next sentence, whose full stop is lost: "en moties Bijgaand …"."""
    return view.text[name.end : name.end + 2].strip()[:1].islower() and name.of(view.text) in _OPENERS


def _described(view: View, start: int, end: int) -> int:
    """Give where a motion's description ends: after "over …", in brackets, or with the heading that it stands in."""
    query = _QUERY.match(view.lower, end)
    about = _ABOUT.match(view.lower, query.end() if query else end)
    if about:
        listed = _LISTED.match(view.text, about.end()) if _opens_line(view, start) else None
        if listed and NUMBERED.search(listed[2].lower()):
            return listed.end(1)
        stop = _END.search(view.text, about.end(), end + _LONGEST)
        if stop is None or stop.start() <= about.end():
            return end
        more = _RELATIVE.match(view.text, stop.start())
        if more is None and (_EMBEDDING.search(view.lower, about.end(), stop.start()) or _in_letter(view, start)):
            more = _TO_NUMBER.match(view.text, stop.start())
        if more:
            return more.end()
        # "is de motie over hulp uitgevoerd (…)": what became of it is no part of its description.
        done = _DONE.search(view.lower, about.end(), stop.start())
        if done is None and _SEPARATED.search(view.lower, max(0, start - _LONGEST_VERB), start):
            done = _PARTICLE.search(view.lower, about.end(), stop.start())
        return done.start() if done else stop.start()
    bracket = BRACKET.match(view.text, end)
    if bracket and not NUMBERED.search(bracket[1].lower()):
        return bracket.end()
    block = view.block_at(start)
    if block and block.kind == "heading":
        rest = view.text[end : view.forth(block.span.end)]
        if re.match(r"\s[a-zA-Z]", rest) and not NUMBERED.search(rest.lower()):
            return end + len(rest.rstrip(" .:"))
    return end


def _in_letter(view: View, start: int) -> bool:
    """Tell whether the title of a letter in a list of letters names the motion that begins at `start`."""
    return _IN_LETTER.search(view.lower, max(0, start - _FARTHEST_LETTER), start) is not None


def _opens_line(view: View, start: int) -> bool:
    """Tell whether a motion opens its line, as those of a list do: "- de aangehouden motie-Jansen over …"."""
    return _BULLET.fullmatch(view.text, view.text.rfind("\n", 0, start) + 1, start) is not None


def as_mentions(motions: list[NamedMotion]) -> list[Mention]:
    """Make mentions of motions and of the persons in them; none has an entity yet."""
    found = []
    for motion in motions:
        found.append(Mention(motion.span, "Motion"))
        found += [Mention(name, "Person") for name in motion.submitters]
    return found
