"""Papers cited without a number: letters by title ("Kamerbrief 'Naar een open bestuur'"), the Miljoenennota by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Mention, Span
from graph_builder.recognise.forms import as_written
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_QUOTED = re.compile(
    r"\s(?:over\s)?(?:[‘'«“\"„](?P<title>[A-ZÀ-Þ][^\n‘«“\"„»”]{3,120}?)(?:(?:(?<=[a-z])|(?<=[A-Z]{3}))\d{1,2})?[’'»”\"])(?!\w)"
)
"""A title in quotation marks; a note's mark at its end is no part of it."""
_WORDS = re.compile(r"\s\d{4}[-–]\d{4}|\s[\w&’'/-]+")
_ANOTHER = re.compile(r"\s(?:en|alsmede|evenals)\s(?:de|het|een|mijn|onze|haar|zijn)\s")
"""Where a list goes on behind a title: "de Kamerbrief Noodpakket banen en de bijlage daarvan"."""
_JOINING = frozenset({"en", "of", "voor", "in", "op", "met"})
"""Words behind which a title goes on over the end of a line."""
_MARK = re.compile(r"(?<=[a-zà-ÿ]{4})\d{1,2}$")
"""The mark of a note glued to a title's last word."""
_DONE = re.compile(r"(?:aan|toe|op|uit|in|mee|voor)?ge[\wï]+(?:d|t|en)|(?:ont|be|ver)(?:vang|sprok|zond)en|verstuurd")
"""What befalls a paper or by it, behind the capitals of its title: "via de voortgangsbrief X geïnformeerd"."""
_OFFICES = frozenset({"minister", "ministers", "staatssecretaris", "minister-president"})
"""Whose letter it is, and no title: "de Kamerbrief Minister Blok"."""
_LONGEST = 10
"""The most words that a title without quotation marks may have."""
_DATED = re.compile(r",?\svan\s\d{1,2}\s")
_OF_DAY = re.compile(r"\s(?:van|d\.d\.)\s\d{1,2}\s[a-z]+\s20\d\d|\s20\d\d(?!\w)")
"""The day or year that tells a letter from others on its subject."""
_YEAR = re.compile(r"\s20\d\d(?!\w)")
_VOLUME = re.compile(r"\s[IVX]{1,4}(?!\w)")
"""The number of one paper of a series: "Autobrief II"."""
_WHOSE = re.compile(r"\svan\s(?:het\sministerie\svan\s)?[A-Z][A-Z&]+(?!\w)")
_NUMBERED = re.compile(r"\s?\(\s?(?:Kamerst|TK|EK|Aanh|\d\d)")
_DOSSIER_BEFORE = re.compile(r"(?:\A|\n)[ ]*\d{2}[ ]?\d{3}(?:[ -][A-Z]+)?\s$")
"""Before the title of the dossier that a paper belongs to: "34 166 Staat van de Europese Unie 2015"."""
_LAW_BEFORE = re.compile(r"(?<!\w)Wet\s(?:[a-z]+\s){0,4}$")
"""Before the name of a paper that is part of a law's: "Wet uitwerking Autobrief II"."""
_FARTHEST_SPOKEN = 40
_COMMUNICATION = re.compile(
    r"(?m)^[ \t•*–-]*((?:Gezamenlijke\s)?[Mm]ededeling(?:\svan\sde\s(?:Europese\s)?Commissie)?"
    r"\s(?:over|inzake|betreffende)\s[^\n.;()]{15,160}[^\n.;,()\s]"
    r"(?:\n[a-z][^\n.;()]{0,60}[^\n.;,()\s])?)[ \t]*(?=\n\s*[A-ZÀ-Þ])"
)
"""A communication of the Commission by its title on a line of its own, as councils' agendas head their points; a
converter may have broken the line."""


def find_titled(view: View) -> list[Mention]:
    """Find papers by their title; the value is how it is written, what paper it is the text does not say."""
    return [*_titled(view), *_topical(view), *_named(view), *_communications(view)]


def _named(view: View) -> Iterator[Mention]:
    """Find papers that have a name of their own, with the year or the ministry that it is of."""
    for start, end in view.at("papers.named"):
        if view.text[start].isupper() and _is_paper(view, start, end):
            more = next((found for way in (_WHOSE, _YEAR, _VOLUME) if (found := way.match(view.text, end))), None)
            yield _cited(view, start, more.end() if more else end)


def _is_paper(view: View, start: int, end: int) -> bool:
    """Tell that a name of a paper is no dossier's title and no part of a law's, and that nothing is spoken under it."""
    if view.text.startswith("-", end) or _DOSSIER_BEFORE.search(view.text, max(0, start - 20), start):
        return False
    if _LAW_BEFORE.search(view.text, max(0, start - _FARTHEST_SPOKEN), start):
        return False
    before = view.lower[max(0, start - _FARTHEST_SPOKEN) : start].split()
    return load_wordlists().set("papers", "spoken").isdisjoint(before)


def _topical(view: View) -> Iterator[Mention]:
    """Find letters by what they are about and their day: "de arbeidsmarktbrief van 1 december 2017"."""
    for start, end in view.at("papers.topical"):
        dated = _OF_DAY.match(view.text, end)
        if dated and not _NUMBERED.match(view.text, dated.end()):
            yield _cited(view, start, dated.end())


def _communications(view: View) -> Iterator[Mention]:
    for found in _COMMUNICATION.finditer(view.text) if "ededeling" in view.text else ():
        yield _cited(view, *found.span(1))


def _titled(view: View) -> Iterator[Mention]:
    for start, end in view.at("papers.letters"):
        quoted = _QUOTED.match(view.text, end)
        stop = quoted.end() if quoted else _title_end(view, start, end)
        if not stop or _NUMBERED.match(view.text, stop):
            continue
        # A title in quotation marks names the paper by itself.
        titled = quoted.span("title") if quoted else (start, stop)
        yield Mention(Span(start, stop), "Citation", value=as_written(view, *titled))


def _title_end(view: View, start: int, end: int) -> int | None:
    """Give where a title without quotation marks ends: it has capitals or a year, or stands before a date."""
    lists = load_wordlists()
    verbs, stops = lists.set("laws", "ends"), lists.set("papers", "title-stops")
    stop, words, year, last = end, 0, False, ""
    while words < _LONGEST and not year and (word := _WORDS.match(view.text, stop)):
        low = view.lower[word.start() + 1 : word.end()]
        if low in verbs or low in stops or _ANOTHER.match(view.lower, stop):
            break
        if ("\n" in word[0] and last not in _JOINING) or (last[:1].isupper() and _DONE.fullmatch(word[0][1:])):
            break
        stop, words, last = word.end(), words + 1, word[0][1:]
        year = _YEAR.fullmatch(word[0]) is not None
        if mark := _MARK.search(word[0]):
            stop -= len(mark[0])
            break
    if last in _JOINING:
        stop, words = stop - len(last) - 1, words - 1
    title = view.text[end:stop]
    if not words:
        return None
    named = sum(word[0].isupper() for word in title.split())
    capital = view.text[start].isupper()
    first = title.split()[0]
    if first.lower() in _OFFICES:
        return None
    if (year and words >= (2 if capital else 3)) or (first[0].isupper() and (named >= 2 or (capital and words >= 2))):
        return stop
    return stop if capital and _DATED.match(view.text, stop) else None


def _cited(view: View, start: int, end: int) -> Mention:
    """Make a citation whose value is how it is written."""
    return Mention(Span(start, end), "Citation", value=as_written(view, start, end))
