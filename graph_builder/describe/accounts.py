"""What the places that name a motion say of it, in a form that the shapes can compare (DESIGN section 3, Motions).

Each citation gets the content words of its description and the folded surnames of its submitters; each statement that
carries a motion out gets the sentence that says what was done, the content words of that sentence, and a tie to the
citation it names the motion by. Whether two of them contradict each other is a rule in `shapes/motions.ttl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import simplemma

from graph_builder import iris
from graph_builder.describe.sheet import Sheet, kg, text
from graph_builder.model import Document, Extraction, Filler, Span, Statement
from graph_builder.recognise.view import fold
from graph_builder.recognise.wordlists import load_wordlists

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SEVERAL = re.compile(r"\s*(?:/|,|&|\ben\b)\s*")
_TELLING = 3
"""Fewer content words than this say too little of what was done to be compared."""

_AND_OTHERS = re.compile(r"\bc\.?\s?s\.?(?=\s|$|[^\w])|\bcum suis\b", re.IGNORECASE)


def describe_accounts(sheet: Sheet, extraction: Extraction) -> None:
    """Write the words by which citations and executions of motions can be compared."""
    citations = [said for said in extraction.statements if said.kind == "Citation"]
    for citation in citations:
        node = sheet.node(iris.statement(extraction.document, citation))
        for word in content_words(_words(extraction.document, citation.fillers("citedTitle"))):
            sheet.add(node, kg("contentWord"), text(word))
        for name in surnames(_words(extraction.document, citation.fillers("citedSubmitter"))):
            sheet.add(node, kg("submitterName"), text(name))
    prose = sheet.sentences
    for execution in extraction.statements:
        if execution.kind == "MotionExecution":
            _describe_execution(sheet, extraction, execution, citations, prose)


def _describe_execution(
    sheet: Sheet, extraction: Extraction, execution: Statement, citations: Sequence[Statement], prose: Sequence[Span]
) -> None:
    node = sheet.node(iris.statement(extraction.document, execution))
    said = execution.anchor or next((line for line in prose if line.overlaps(execution.span)), execution.span)
    sheet.add(node, kg("saysDone"), sheet.passage(said))
    words = content_words([_unmasked(extraction, execution, said)])
    for word in words if len(words) >= _TELLING else ():
        sheet.add(node, kg("contentWord"), text(word))
    for citation in citations:
        if _names_it(citation, execution):
            sheet.add(node, kg("byCitation"), sheet.node(iris.statement(extraction.document, citation)))


def _names_it(citation: Statement, execution: Statement) -> bool:
    """Tell whether a citation is the one by which a statement names the motion it carries out.

    It stands at the motion's words, or in a footnote to them.
    """
    return any(
        cited.entity == motion.entity
        and any(place.overlaps(motion.span) for place in (citation.span, cited.span, citation.anchor) if place)
        for cited in citation.fillers("cited")
        for motion in execution.fillers("motion")
    )


def _unmasked(extraction: Extraction, execution: Statement, said: Span) -> str:
    """Give the words of a sentence without those that only name the motion, the doer, or the act of carrying out."""
    masked = [mention.span for mention in extraction.mentions if mention.type in ("Motion", "Citation", "Date")]
    masked += [filler.span for role, filler in execution.roles if role in ("agent", "motion")]
    masked += [citation.span for citation in extraction.statements if citation.kind == "Citation"]
    masked += [*extraction.document.markup, *((execution.trigger,) if execution.trigger else ())]
    characters = list(said.of(extraction.document.text))
    for span in masked:
        for at in range(max(span.start, said.start), min(span.end, said.end)):
            characters[at - said.start] = " "
    return "".join(characters)


def _words(document: Document, fillers: Iterable[Filler]) -> list[str]:
    return [filler.span.of(document.text) for filler in fillers]


def content_words(texts: Iterable[str]) -> list[str]:
    """Take the words that say what a text is about, as lower-case lemmas without accents, sorted.

    Words of a compound joined by a hyphen count apart. What `ontology/wordlists/accounts.toml` calls common is left
    out, and so is every word of one or two letters that is no abbreviation.

    >>> content_words(["steun voor de VN-bewijzenbank en slachtoffers"])
    ['bewijzenbank', 'slachtoffer', 'vn']
    """
    common = load_wordlists().set("accounts", "common")
    found = set()
    for word in (word for written in texts for word in _WORD.findall(written)):
        lemma = fold(simplemma.lemmatize(word.lower(), lang="nl"))
        tells = len(word) > 2 or (len(word) == 2 and word.isupper())
        if tells and not {fold(word), lemma} & common:
            found.add(lemma)
    return sorted(found)


def surnames(texts: Iterable[str]) -> list[str]:
    """Take the surnames of submitters: without "het lid", "c.s.", particles, initials and accents, sorted.

    >>> surnames(["de leden Van der Lee c.s.", "Bikker/Omtzigt"])
    ['bikker', 'lee', 'omtzigt']
    """
    before = load_wordlists().set("accounts", "before_surname")
    found = set()
    for part in (part for written in texts for part in _SEVERAL.split(_AND_OTHERS.sub(" ", written))):
        words = [fold(word) for word in _WORD.findall(part) if len(word) > 1]
        names = [word for word in words if word not in before]
        found.update(names[-1:])
    return sorted(found)
