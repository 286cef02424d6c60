"""Where the words that describe a motion end: at its number, at what became of it, or with its line."""

from __future__ import annotations

import re

from graph_builder.recognise.view import View

CONCERNING = r"\s(?:over|inzake|betreffende|aangaande|met\sbetrekking\stot|m\.b\.t\.)\s"
"""Words between a motion and what it is about."""
_ABOUT = re.compile(
    rf"{CONCERNING}|\s(?:om(?!\s(?:vraagt|vroeg|verzoekt|verzocht)\b)|voor\s(?:het|een)|met\s(?:het\s)?verzoek\s(?:om|tot))\s"
)
BRACKET = re.compile(r"\s\(([^()\n]{3,120})\)")
"""A bracket behind a motion's words."""
NUMBERED = re.compile(r"kamerstuk|\bnrs?\b|\d{2}\s?\d{3}|^\d|t\.v\.v|aangenomen|hierna|bijlage")
"""What shows that a bracket gives a number, or tells what became of the motion: it describes nothing."""
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
_LONGEST_VERB = 80
"""How far before a motion the verb stands that leaves its particle behind it."""
_LONGEST = 260
"""The longest description that is read, in characters."""


def described(view: View, start: int, end: int) -> int:
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
