"""The set forms of Dutch parliamentary papers, line by line: what tells a heading, a title block or a signature.

Each pattern is matched against a line or block without white space at its ends.
"""

from __future__ import annotations

import re
from re import Pattern

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTH = "|".join(MONTHS)
DATE: Pattern[str] = re.compile(rf"(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
STARTS_WITH_DATE: Pattern[str] = re.compile(rf"\d{{1,2}}\s+(?:{_MONTH})\b", re.IGNORECASE)

_NUMBERS = r"\d{1,3}[a-z]?(?:\s*(?:,|en|&|t/m|tot en met|–|-|/)+\s*\d{1,3}[a-z]?)*"
UNFINISHED: Pattern[str] = re.compile(
    r"(?:^|\s)(?:de|het|een|van|der|den|ten|ter|en|of|dat|die|deze|dit|in|op|te|met|voor|aan|bij|door|om|naar|uit|tot|als|over"
    r"|onder|tegen|tussen|via|per|zonder|is|zijn|was|wordt|worden|heeft|hebben|kan|zal|niet|ook|uw|mijn|zijn|hun|haar)$"
)
"""Words that end with one that no sentence or heading ends with."""

QUESTION: Pattern[str] = re.compile(rf"Vra(?:ag|gen)\s*(?P<label>{_NUMBERS})\s*(?P<end>[:.]?$|[:.]\s)", re.IGNORECASE)
ANSWER: Pattern[str] = re.compile(
    rf"Antwoord(?:en)?(?:\s+op)?(?:\s+(?:de\s+)?vra(?:ag|gen))?\s*(?P<label>{_NUMBERS})?\s*(?P<end>[:.]?$|:\s)",
    re.IGNORECASE,
)

MEMBERS_SPEAK: Pattern[str] = re.compile(
    r"(?:[IVX]+\.?\s+|[A-Z\d][.)]?\s+)?(?:Inbreng|Vragen|Opmerkingen)\b.{0,70}\bfracties?\b.{0,60}$",
    re.IGNORECASE,
)
"""A heading in a written consultation: what follows is said by members."""
GOVERNMENT_SPEAKS: Pattern[str] = re.compile(
    r"(?:[IVX]+\.?\s+|[A-Z\d][.)]?\s+)?(?:Antwoord|Antwoorden|Reactie|Beantwoording)\b(?:\s*/\s*\w+)?"
    r"\s+van\s+(?:de|het)\s+(?:minister|staatssecretaris|bewindspersoon|bewindspersonen|kabinet|regering)\b.{0,80}$",
    re.IGNORECASE,
)
"""The heading of the government's answer in a written consultation."""

MOTION_OPENING: Pattern[str] = re.compile(r"De Kamer,$", re.IGNORECASE)
MOTION_CLOSING: Pattern[str] = re.compile(r"en gaat over tot de orde van de dag", re.IGNORECASE)
MOTION_FINDING: Pattern[str] = re.compile(r"constaterende\b|vaststellende\b", re.IGNORECASE)
MOTION_CONSIDERATION: Pattern[str] = re.compile(
    r"overwegende\b|van (?:mening|oordeel)\b|gelet op\b|voorts overwegende\b|in aanmerking nemende\b"
    r"|kennisnemende\b|onderstrepende\b|erkennende\b",
    re.IGNORECASE,
)
MOTION_REQUEST: Pattern[str] = re.compile(
    r"(?:(?:en|tevens|voorts|alsmede|daarnaast)\s+)*(?:verzoekt|roept|spreekt|draagt|vraagt|dringt"
    r"|besluit|nodigt|spoort|stelt|gelast|machtigt|keurt|veroordeelt|hekelt|verwerpt|wijst|steunt|onderschrijft|verwelkomt|betreurt|neemt\s+(?:\w+\s+)?afstand|zegt\s+(?:het|zijn|haar)\s+vertrouwen)\b",
    re.IGNORECASE,
)
MOTION_NAMED: Pattern[str] = re.compile(
    r"(?:[•·–-]\s*)?(?:(?:Kamerstuk\s)?\d{2}\s?\d{3}(?:[ -][IVXLCA-Z]+)?,\s?nr\.\s?\d+\)?\s*[:–-]?\s*)?(?:De\s+)?"
    r"(?:(?:nader\s+)?gewijzigde\s+|aangehouden\s+|aangenomen\s+)?motie\b.{0,200}(?:[^.?!]|c\.s\.)$",
    re.IGNORECASE,
)
"""A line that is no more than a motion's name, as in an overview of motions."""
MOTION_ASKS: Pattern[str] = re.compile(
    r"[«“„‘\"'`]?(?:Verzoekt|Roept|Draagt|Vraagt|Spoort)\s+(?:de\s+(?:regering|minister|staatssecretaris)|het\s+kabinet)\b"
)
"""The words of a motion below its name there: its request begins the line."""
MOTION_LINE: Pattern[str] = re.compile(
    r"gehoord (?:de|het)\b|en gaat over tot\b|(?:constaterende|vaststellende|overwegende|gelet op)\b"
    r"|van (?:mening|oordeel)[,] dat\b|van (?:mening|oordeel) dat\b|spreekt (?:uit|als haar)\b"
    r"|spreekt (?:zijn|haar) (?:\w+ )?(?:steun|afkeuring|veroordeling)\b"
    r"|(?:verzoekt|roept|draagt|vraagt|dringt|nodigt|spoort)\s+(?:er\s+)?(?:bij\s+)?"
    r"(?:de (?:regering|minister|staatssecretaris)|het (?:kabinet|Presidium))\b",
    re.IGNORECASE,
)
"""A line that opens a part of a motion, wherever it stands; bare verbs count only inside one."""
MOTION_PART_END: Pattern[str] = re.compile(r"gehoord (?:de|het)\b.{0,80},$|.*;$", re.IGNORECASE)
"""A line that ends a part of a motion: what follows opens the next, whatever its verb."""

SALUTATION: Pattern[str] = re.compile(
    r"(?:Geachte|Zeer geachte|Hooggeachte|Beste)\b[^.]{0,80}$|Mijnheer de voorzitter", re.IGNORECASE
)
CLOSING: Pattern[str] = re.compile(
    r"(?:Met (?:vriendelijke|hartelijke) groet(?:en)?|Hoogachtend|Met (?:de meeste )?hoogachting)\s*,?$", re.IGNORECASE
)
SIGNATORY: Pattern[str] = re.compile(
    r"(?:Mede namens\b.{0,160},\s*)?(?:(?:de|het)\s+)?(?:vice-)?(?:demissionair\s+)?"
    r"(?P<role>minister-president(?:,\s*minister\s+van\s+algemene\s+zaken)?"
    r"|(?:minister|staatssecretaris)(?:\s+(?:van|voor)\s[^?!:]{2,160}?|(?=,)))"
    r"\s*,?(?:\s*(?P<name>(?:[A-Z]\.\s?)+(?:[a-z'’]+\s)*[A-Z][\w'’-]+(?:[\s–-]+(?:[a-z]+\s)*[A-Z][\w'’-]+)*))?$",
    re.IGNORECASE,
)
COMMITTEE_SIGNATORY: Pattern[str] = re.compile(
    r"(?:De )?(?:fungerend |plaatsvervangend )?(?:voorzitter|(?:adjunct-)?griffier)"
    r" van de (?:vaste |algemene )?commissie\b[^.?!]{0,120},"
    r"(?:\s+(?P<name>[A-Z][\w'’-]+(?:\s[\w'’-]+){0,4}))?$",
    re.IGNORECASE,
)
ON_BEHALF: Pattern[str] = re.compile(r"(?:mede\s+)?namens\b[^.?!]{0,200},?$", re.IGNORECASE)
NAME_LINE: Pattern[str] = re.compile(
    r"(?:(?:drs|dr|mr|ir|ing|prof)\.\s?)*(?:[A-ZÀ-Ý][a-z]{0,2}\.\s?-?|[A-ZÀ-Ý]\s)*"
    r"(?:(?:van|de|der|den|het|ten|ter|'t|’t|in|el|al|von)\s+){0,3}"
    r"(?:[A-ZÀ-Ý][\w'’\u0300-\u036f-]+[\s–-]*(?:(?:van|de|der|den|het|ten|ter|'t|’t)\s+){0,3}){1,4}"
    r"(?:\([A-Z][\w/ -]{0,12}\))?$"
)
"""A name alone, with or without initials and titles: "drs. K.H. Ollongren", "A.Th.B. Bijl", "Arie Slob"."""

SPEAKER: Pattern[str] = re.compile(
    r"(?:De heer|Mevrouw|De (?:onder)?voorzitter|Minister|Staatssecretaris|Minister-president)\b[^.?!]{0,90}:$"
)
"""The line before what someone says in a debate: "De heer Jansen (VVD):"."""
NOTES_HEADING: Pattern[str] = re.compile(r"(?:Noten|Voetnoten|Eindnoten|Noot|Voetnoot|X\s?Noot)\s*:?$", re.IGNORECASE)

APPENDIX: Pattern[str] = re.compile(
    r"(?:Noten|Voetnoten|Eindnoten|Noot|Voetnoot)\s*:?$|(?:Bijlage|Toelichting|Annex|Appendix)\w*\b.{0,120}$",
    re.IGNORECASE,
)
"""A heading of what stands behind a letter or its answers."""

FURNITURE: Pattern[str] = re.compile(
    r"(?:kst|ah-tk|kv-tk|h-tk|blg)-[\w.-]+\s*$|ISSN\s?\d{4}\s?-\s?\d{3}[\dX](?:$|\s*[’'‘]s-Gravenhage)"
    r"|[’'‘]s-Gravenhage\s+(?:19|20)\d\d(?:\s+Tweede Kamer.*)?$"
    r"|(?:Tweede|Eerste) Kamer,\s+vergaderjaar\s.{0,80}\d$|h tk \d{8} \d+$"
    r"|Naar boven$|P\s?agina\s+\d+\s*(?:van\s+\d+|/\s*\d+)?$|-{5,}$|_{5,}$",
    re.IGNORECASE,
)
"""What a page bears besides its text: running feet, page numbers, rules."""

KINDS_OF_PAPER = (
    r"HERDRUK|BRIEF|VERSLAG|VOORLOPIG VERSLAG|NADER (?:VOORLOPIG )?VERSLAG|EINDVERSLAG|MEMORIE|NADERE MEMORIE"
    r"|NOTA|MOTIE|GEWIJZIGDE|LIJST"
)
"""The words in capitals that a paper's title begins with, behind its number."""

TITLE_LINE: Pattern[str] = re.compile(
    r"(?:(?:NADER )?GEWIJZIGDE )?(?:MOTIE|BRIEF|AMENDEMENT|VERSLAG|LIJST|NOTA) (?:VAN|NAAR)\b|Vergaderjaar \d{4}"
    r"|Voorgesteld \d|Vragen van (?:het lid|de leden)\b"
    r"|Antwoord(?:en)? van (?:de )?(?:[Mm]inister|[Ss]taatssecretaris)\b|Plenair debat"
    rf"|Aan de [Vv]oorzitter van|[Nn]r\. ?\d+(?=\s*\n|$| (?:{KINDS_OF_PAPER})\b)|(?:Datum|Betreft|Kenmerk)\s"
    r"|(?:Ingediend|Beantwoord) \d{1,2} [a-z]+ \d{4}|Beantwoord door [A-Z]|Indieners?(?:\(s\))?:? [A-Z]"
)
"""A line of the title block that never continues the line before it."""
WEB_HEAD_END: Pattern[str] = re.compile(r"Preview document\b|ID: \d{5}(?:-\w+)*-\w+$")
"""The last line of what a site of parliamentary papers puts above a paper."""
WEB_HEAD: Pattern[str] = re.compile(
    r"Preview document\b|(?:Gepubliceerd|Indiener\(s\)|Onderwerpen|Bron|ID|Dossier): |Nummer: 20\d\dD"
    r"|Directe link naar\b|Gerelateerde personen:|Onderdeel van (?:zaak|kamerstukdossier|activiteiten)\b"
)
"""A line of that head."""
BARE_DOSSIER: Pattern[str] = re.compile(r"\d{2} \d{3}(?:-[IVXLC\d]+| ?\([IVXLCR \d]+\)| [IVXLC]+)?$")
DOSSIER_LINE: Pattern[str] = re.compile(r"\d{2} \d{3}(?:-[IVXLC\d]+| [IVXLC]+)? [A-ZÀ-Þ][^?!]{10,700}$")
"""A dossier with its title, which for a bill may be long."""
BARE_LABEL: Pattern[str] = re.compile(
    r"(?:Datum|Betreft|Onderwerp|Projectnaam|(?:Ons |Uw )?[Kk]enmerk|Bijlage(?:\(n\)|n)?)\s*:?$"
)
OPEN_TITLE: Pattern[str] = re.compile(r"(?:Vragen van (?:het lid|de leden)|Antwoord(?:en)? van)\b(?!.*\)\.?$)")
"""A line of the title block that goes on until its closing bracket."""

ON_SITE: Pattern[str] = re.compile(r"Kamervraag 20\d\dZ\d{4,}$")
"""The first line of members' questions as a site shows them with their answer."""
TITLE_BLOCK: Pattern[str] = re.compile(
    r"TWEEDE KAMER DER STATEN-GENERAAL|EERSTE KAMER DER STATEN-GENERAAL|\d$|\d{1,4}$|Vergaderjaar\b"
    r"|Aanhangsel (?:van de|der) Handelingen|Vragen gesteld door|Vragen van (?:het lid|de leden)\b"
    r"|Antwoord(?:en)? van (?:de )?(?:minister|staatssecretaris)\b|(?:Mededeling|Uitstel) van\b"
    r"|\d{2} \d{3}(?:-[IVXLC\d]+| ?\([IVXLCR \d]+\)| [IVXLC]+)?\b|\d{5}(?:-[IVXLCJ\d]+)+$|Nr\. ?\d+|Nr\.$"
    r"|HERDRUK|(?:NADER )?GEWIJZIGDE|BRIEF VAN|MOTIE VAN|AMENDEMENT VAN|VERSLAG VAN|VERSLAG HOUDENDE"
    r"|LIJST VAN VRAGEN|NOTA NAAR"
    r"|(?:Gewijzigde |Nader gewijzigde )?Motie van (?:het lid|de leden)\b"
    r"|Aan de voorzitter\b|De voorzitter van de (?:Tweede|Eerste) Kamer|(?:der )?Staten-Generaal$"
    r"|(?:Den Haag|[’'‘]s-Gravenhage),? |(?:Voorgesteld|Ontvangen|Vastgesteld)\b.{0,40}\d"
    rf"|\d{{1,2}} (?:{_MONTH}) \d{{4}}$|\d{{4}} ?[A-Z]{{2}}\b"
    r"|Postbus\b|Retouradres|>|Datum\b|Betreft\b|Kenmerk\b|(?:Ons|Uw) kenmerk|Bijlage\(n\)|Onderwerp\b"
    r"|Kamervraag 20\d\dZ\d{4,}|(?:Ingediend|Beantwoord) \d|Beantwoord door\b|Indieners?(?:\(s\))?:? (?-i:[A-Z])"
    r"|AH \d+|20\d\d[ZD]\d{4,}|Plenair debat|Commissiedebat|Contactpersoon|Uw (?:brief|referentie)|Pagina \d"
    r"|Bij beantwoording de datum|Projectnaam|T \d|F \d|www\.|Ministerie van\b"
    rf"|(?-i:[A-Z]{{1,2}}\d? (?:{KINDS_OF_PAPER})\b)|(?-i:(?:NADERE )?MEMORIE VAN|VOORLOPIG VERSLAG)"
    r"|(?:Gepubliceerd|Indiener\(s\)|Onderwerpen|Bron|ID|Dossier): |Kamerstuk \d{5}-",
    re.IGNORECASE,
)
"""A line of the block above the prose; a bare "Nr." or a digit as the official layout has them."""
