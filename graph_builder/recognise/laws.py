"""Acts and regulations by the form of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.model import Mention
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.shapes import found_at
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_WORD = re.compile(r"\s([\w'’-]+)")
_YEAR = re.compile(r"\s(?:19|20)(?:\d\d|XX)(?!\w)")
_CODE = re.compile(
    r"Wetboek van (?:Strafrecht|Strafvordering|Koophandel|Burgerlijke Rechtsvordering|Militair Strafrecht)"
    r"|Burgerlijk Wetboek|Algemene wet [a-z]+(?: [a-z]+)?|Algemene verordening gegevensbescherming"
)
_CODE_ENDS = re.compile(
    r"\s(?:is|en|in|van|voor|kan|kent|geldt|biedt|bevat|heeft|niet|op|aan|dat|dan|of|maar|zijn|mag|moet)$"
)
"""What stands behind "Algemene wet bestuursrecht" and is no part of it."""
_ACT = re.compile(r"(?<![\w-])(?:[A-Z][\w-]+\s(?:and\s|of\s|on\s)?){1,5}Act(?![\w-])")
_CONDUCT = re.compile(
    r"(?<![\w-])(?:Governance\s)?Code\s(?!Rood|Oranje|Geel|Groen)[A-ZÀ-Þ][\w-]+"
    r"(?:\s(?:(?:voor|en|&)\s)?[A-ZÀ-Þ][\w-]*[a-zà-ÿ]){0,4}"
)
_NAME_NEXT = re.compile(r"\s([a-z]{5,})")
_PARTICIPLE = re.compile(r"(?:ge|op|ver|aan|uit|vast|toe|na|be|om)\w*(?:d|t|en)(?!\w)|\w+(?:lijk|lijks|eel|ende)(?!\w)")
_PARTICIPLE_NEXT = re.compile(rf"\s(?:{_PARTICIPLE.pattern})")
_OF_UNION = re.compile(r"(?:EU|EG|VN)-(?:richtlijn|verordening|wet|besluit)")
"""No name but a kind: "de EU-richtlijn"."""
_OF_UNION_ACT = re.compile(r"\s[a-z-]{4,}(?:verordening|richtlijn)(?![\w-])")
"""An act of the Union without its hyphen: "EU meststoffenverordening"."""
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])(?!(?:De|Deze|Bijlage)\s)[A-ZÀ-Þ][\w-]*\s$")
_CLOSE = re.compile(r"(?:\s[A-Z]{2,5}(?=\s(?:19|20)))?\s(?:19|20)(?:\d\d|XX)(?!\w)")
"""The year of an act, or what stands for it in a bill: "Verzamelwet BZK 20XX"."""
_SMALL_NEXT = re.compile(r"\s[a-z]")
_NEXT_ONE = re.compile(r"\sen\s(?:de|het|een)\s")
"""Where a list goes on after an act: "de Wet X en de Wet Y"."""
_NEXT_ACT = re.compile(
    r"\sen\s(?:(?:Wet|Regeling|(?:[A-Z][a-z]+)?(?i:richtlijn|verordening|besluit))\s(?:[(\d]|van\s)"
    r"|(?:enkele|enige|een\saantal|diverse)\s(?:andere|overige)\s)"
)
"""Where the next act begins with its noun, or others that have no name: "de Wet X en Richtlijn 2009/128/EG"."""
_PAPER_NEXT = re.compile(r"\s(?:COM|SWD|SEC|JOIN)\s?\(")
"""Where the number of the proposal begins: "Besluit … COM (2011) 866"."""
_MADE_BY = re.compile(r"\s(?:van|door)\s(?:de|het|onze)\s(\w+)")
"""Who made a regulation, where no name follows: "Regeling van de Minister van Defensie"."""
_BEGINS_NAME = re.compile(r"(?<![\w-])([A-Z][a-z]+)\s$")
_NAME_OF_WET = re.compile(r"\s([A-ZÀ-Þ][\w-]+)(?:\s(?:en\s)?[A-ZÀ-Þ][\w-]+){0,2}")
_CALLED = ("de wet", "het besluit", "de richtlijn")
"""What the name of an act may follow where its noun is written small."""
_ARTICLE = re.compile(
    r"\.?\s\d+[\w:.]*(?:(?:,\s?|\s(?:en|of|t/m|tot\sen\smet|jo\.?|juncto)\s)(?:artikel\s)?\d+[\w:.]*)*"
    r"(?:,?\s(?:\w+\slid|lid\s\d+|onder(?:deel)?\s\w|sub\s\w)(?!\w))*,?"
    r"\s(?:van\s(?:de|het)\s)?([A-Z][A-Za-z]{1,6})(?![\w-]|\s[A-Z])"
)
"""An article's number before its act's abbreviation: "artikel 139d Sr", "artikel 5, eerste lid, van de Wkb"."""
_MARKED = re.compile(r"([a-zà-ÿ]{4,})\d{1,2}")
"""A word with the mark of a note glued to it: a name ends with it."""
_DONE = re.compile(
    r"\s(?:op|in|aan|uit|af|toe|om|mee|bij|vast|door)ge\w+(?:d|t|en)(?=[.,;)]|\s(?:en|om|door|met|per|op|in|voor)\s)"
)
"""What has befallen an act: "heeft de Wet X opgevolgd en"."""
_BILL = re.compile(r"(?<![\w-])[Ww]etsvoorstel\s([A-Z]{3,})(?![\w-]|\s[A-Z]{2})")
"""A bill called by a word in capitals; a line in capitals throughout calls it nothing."""
_MOST_WORDS = 9
_LONG_HEAD = len("verordening")
"""Heads longer than this, such as "Uitvoeringsrichtlijn", are names even when nothing follows."""


@cache
def _ends() -> tuple[str, ...]:
    """Give the last parts of compounds that are acts by themselves."""
    return load_wordlists().get("laws", "law-ends")


def find_laws(view: View) -> list[Mention]:
    """Find "Wet open overheid", "Omgevingswet", "Wetboek van Strafrecht", "Digital Services Act"."""
    return [
        *_codes(view),
        *_conduct(view),
        *_small(view),
        *_headed(view),
        *_named_small(view),
        *_compounds(view),
        *_of_articles(view),
    ]


def _codes(view: View) -> Iterator[Mention]:
    """Read general codes of law, and acts in English."""
    for start, _ in view.at("laws.codes"):
        code = _CODE.match(view.text, start)
        if code:
            verb = _CODE_ENDS.search(view.lower, start, code.end())
            yield found_at(start, verb.start() if verb else code.end(), "Law")
    if " Act" in view.text:
        for found in _ACT.finditer(view.text):
            yield found_at(found.start(), found.end(), "Law")


def _conduct(view: View) -> Iterator[Mention]:
    """Read codes of conduct: "Code Interbestuurlijke Verhoudingen", "Code IBV"; further places may write them small."""
    if "Code " not in view.text:
        return
    names = {
        (found.start(), found.end()): fold(found[0])
        for found in _CONDUCT.finditer(view.text)
        if not _CAPITAL_BEFORE.search(view.text, max(0, found.start() - 30), found.start())
    }
    for span in names:
        yield found_at(*span, "Law")
    for name in sorted({name for name in names.values() if name.count(" ") > 1}):
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", view.lower):
            if found.span() not in names and view.text[found.start()].isupper():
                yield found_at(*found.span(), "Law")


def _small(view: View) -> Iterator[Mention]:
    """Read "de richtlijn minimumnormen", written small, where the text names it so more than once."""
    lists = load_wordlists()
    heads, ends, links = lists.set("laws", "small-heads"), lists.set("laws", "ends"), lists.set("laws", "links")
    uses: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for start, end in view.at("laws.law-heads"):
        word = _NAME_NEXT.match(view.text, end)
        known = word is None or word[1] in ends or word[1] in links or _PARTICIPLE.match(word[1])
        if word and not known and view.text[start:end] in heads and view.text.endswith("de ", 0, start):
            uses.setdefault((view.lower[start:end], word[1]), []).append((start, end))
    for places in uses.values():
        for start, end in places if len(places) > 1 else ():
            last = about(view, end)
            verb = _PARTICIPLE_NEXT.search(view.lower, end, last)
            yield found_at(start, verb.start() if verb else last, "Law")


def _headed(view: View) -> Iterator[Mention]:
    """Read an act's noun with what it is about."""
    lists = load_wordlists()
    lone, others, kinds = (lists.set("laws", name) for name in ("adjective-like", "no-laws", "kinds"))
    makers = lists.set("laws", "makers")
    for start, head in view.at("laws.law-heads"):
        named = _SMALL_NEXT.match(view.text, head) or view.lower[start:head] not in lone
        made = _MADE_BY.match(view.lower, head)
        if not view.text[start].isupper() or not named or (made and made[1] in makers):
            continue
        end = about(view, head)
        if view.lower[start:end] in kinds or any(view.lower.startswith(other, start) for other in others):
            continue
        if end > head or head - start > _LONG_HEAD:
            yield found_at(start, end, "Law")


def _named_small(view: View) -> Iterator[Mention]:
    """Read a noun written small that an adjective before it or a name behind it makes an act's.

    "Tijdelijke wet verkiezingen covid-19", "de wet Markt en Overheid".
    """
    lists = load_wordlists()
    adjectives, openers = lists.set("laws", "naming-adjectives"), lists.set("organisations", "openers")
    for start, end in view.at("laws.law-heads"):
        if not view.text[start].islower():
            continue
        before = _BEGINS_NAME.search(view.text, max(0, start - 20), start)
        if before and fold(before[1]) in adjectives and (last := about(view, end)) > end:
            yield found_at(before.start(), last, "Law")
        name = _NAME_OF_WET.match(view.text, end) if view.text.endswith(_CALLED, 0, end) else None
        # "Het besluit Schiphol te verplaatsen" has no name; "het besluit Zorgverzekering" is called after a noun.
        foreign = name and view.text[start:end] == "richtlijn" and " " in name[0].strip()
        noun = name and (foreign or view.text[start:end] == "wet" or is_known(name[1].lower()))
        if name and noun and fold(name[1]) not in openers and not name[1].endswith(("se", "sche")):
            yield found_at(start, name.end(), "Law")


def _of_articles(view: View) -> Iterator[Mention]:
    """Read the abbreviation of an act behind the number of its article."""
    heads = load_wordlists().set("laws", "law-heads")
    for _, end in view.at("laws.article-words"):
        found = _ARTICLE.match(view.text, end)
        if found and fold(found[1]) not in heads and not is_known(found[1].lower()):
            yield found_at(*found.span(1), "Law")


@cache
def _joint() -> re.Pattern[str]:
    """Compile the second of two acts with one ending: "en Habitatrichtlijn", behind "Vogel-"."""
    ends = "|".join(rf"(?<={end})" for end in _ends())
    return re.compile(rf"-\sen\s[\w-]{{3,}}(?:{ends})(?![\w-])")


def _compounds(view: View) -> Iterator[Mention]:
    """Read acts of one word, with the year that may close them."""
    kinds, dated = load_wordlists().set("laws", "kinds"), load_wordlists().set("laws", "dated")
    for start, end in view.capitals:
        first = end - (view.text[end - 1] == "-")
        if view.text.startswith("- en ", first) and (joint := _joint().match(view.text, first)):
            yield found_at(start, joint.end(), "Law")
        if view.text[start:end] == "EU" and (act := _OF_UNION_ACT.match(view.text, end)):
            yield found_at(start, act.end(), "Law")
        if view.lower[start:end] in dated and (year := _YEAR.match(view.text, end)):
            yield found_at(start, year.end(), "Law")
        named = view.text.endswith(_ends(), start, end) and end - start > len("wetboek")
        named = named and view.lower[start:end] not in kinds
        if named and not _OF_UNION.fullmatch(view.text, start, end):
            close = _CLOSE.match(view.text, end)
            yield found_at(start, close.end() if close else end, "Law")


def find_bills(view: View, names: Sequence[Mention]) -> Iterator[Mention]:
    """Find bills by a name in capitals: "wetsvoorstel STROOM".

    Args:
        view: The document.
        names: What the registry knows of it: "wetsvoorstel SZW" is one of that ministry.
    """
    known = {name.span.start for name in names if name.type not in ("Law", "Programme")}
    for found in _BILL.finditer(view.text) if "etsvoorstel " in view.text else ():
        if found.start(1) not in known:
            yield found_at(found.start(), found.end(), "Law")


def about(view: View, start: int) -> int:
    """Follow what an act or treaty is about, in small words, to its end; a year may close it."""
    lists = load_wordlists()
    links, ends = lists.set("laws", "links"), lists.set("laws", "ends")
    end = place = start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(view.lower, place)
        if word is None or word[1] in ends or not word[1][0].isalpha() or _NEXT_ONE.match(view.lower, word.start()):
            break
        if _NEXT_ACT.match(view.text, word.start()):
            break
        if _PAPER_NEXT.match(view.text, word.start()) or _DONE.match(view.lower, word.start()):
            break
        place = word.end()
        marked = _MARKED.fullmatch(word[1])
        if marked:
            return word.start(1) + marked.end(1)
        if word[1] not in links:
            end = place
    year = _YEAR.match(view.text, end)
    return year.end() if year else end
