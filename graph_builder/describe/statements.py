"""Statements with their roles, evidence and qualifiers, and the plain triples that they amount to."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from graph_builder import iris
from graph_builder.describe.accounts import describe_accounts
from graph_builder.describe.mentions import NAMES, describe_money
from graph_builder.describe.sheet import A, Sheet, boolean, day, kg, term, text
from graph_builder.facts import facts
from graph_builder.model import Extraction, Filler, Mention, Period, Span, Statement
from ontology.terms import FRAME, Vocabulary

_MONEY = re.compile(r"[A-Z]{3} \S+")


def describe_statements(sheet: Sheet, extraction: Extraction, vocabulary: Vocabulary) -> None:
    """Write every statement, what ties motions to what was done, and the shortcuts."""
    mentions = _by_span(extraction)
    for statement in extraction.statements:
        node = sheet.node(iris.statement(extraction.document, statement))
        for kind in (statement.kind, *_narrower(statement, extraction)):
            sheet.add(node, A, kg(kind))
        sheet.add(node, kg("statedIn"), sheet.subject)
        sheet.label(node, *_labels(statement, extraction, vocabulary))
        _describe_evidence(sheet, node, statement, extraction)
        _describe_qualifiers(sheet, node, statement)
        for role, filler in statement.roles:
            _describe_role(sheet, node, role, filler, vocabulary)
            _describe_filler(sheet, node, filler, mentions)
        for cited in statement.fillers("cited") if statement.kind == "Citation" else ():
            if cited.entity:
                sheet.add(sheet.subject, kg("cites"), sheet.node(cited.entity))
                sheet.add(sheet.node(cited.entity), kg("bearsCitation"), node)
    describe_accounts(sheet, extraction)
    _describe_shortcuts(sheet, extraction, vocabulary)


def _narrower(statement: Statement, extraction: Extraction) -> tuple[str, ...]:
    """Tell the narrower class: what the government promises the parliament is a Toezegging."""
    if statement.kind != "Undertaking":
        return ()
    types = {mention.entity: mention.type for mention in extraction.mentions if mention.entity}
    makers = {types.get(agent.entity, "Government") for agent in statement.fillers("agent") if agent.entity}
    takers = {types.get(whom.entity) for whom in statement.fillers("addressee") if whom.entity}
    return ("Toezegging",) if makers and makers <= {"Government", "Role"} and "Parliament" in takers else ()


def _by_span(extraction: Extraction) -> Mapping[Span, tuple[Mention, ...]]:
    found: dict[Span, tuple[Mention, ...]] = {}
    for mention in extraction.mentions:
        found[mention.span] = (*found.get(mention.span, ()), mention)
    return found


def _labels(statement: Statement, extraction: Extraction, vocabulary: Vocabulary) -> tuple[str, str]:
    """Name a statement by its kind and the words that fill its roles, each once."""
    written = extraction.document.text
    words = dict.fromkeys(" ".join(filler.span.of(written).split()) for _, filler in statement.roles)
    dutch, english = vocabulary.labels.get(statement.kind, (statement.kind, statement.kind))
    fillers = ", ".join(words)
    return (f"{dutch}: {fillers}", f"{english}: {fillers}") if fillers else (dutch, english)


def _describe_evidence(sheet: Sheet, node: ox.NamedNode, statement: Statement, extraction: Extraction) -> None:
    sheet.add(node, kg("evidence"), sheet.passage(statement.span))
    if statement.anchor:
        sheet.add(node, kg("anchoredAt"), sheet.passage(statement.anchor))
    if statement.trigger:
        sheet.add(node, kg("trigger"), sheet.passage(statement.trigger))
    if statement.frame:
        sheet.add(node, kg("readBy"), term(FRAME[statement.frame]))
    for track in extraction.tracks:
        if track.order == statement.track:
            sheet.add(node, kg("inTrack"), sheet.node(iris.track(extraction.document, track)))


def _describe_qualifiers(sheet: Sheet, node: ox.NamedNode, statement: Statement) -> None:
    sheet.add(node, kg("modality"), kg(statement.modality.capitalize()))
    if statement.negated:
        sheet.add(node, kg("negated"), boolean(True))
    if statement.speaker:
        sheet.add(node, kg("speaker"), sheet.node(statement.speaker))
    if statement.period:
        _describe_period(sheet, node, statement.period)
    if statement.due:
        sheet.add(node, kg("dueText"), text(statement.due.span.of(sheet.document.text)))
        last = statement.due.end or statement.due.start
        if last:
            sheet.add(node, kg("due"), day(last))


def _describe_period(sheet: Sheet, node: ox.NamedNode, period: Period) -> None:
    sheet.add(node, kg("periodText"), text(period.span.of(sheet.document.text)))
    if period.start:
        sheet.add(node, kg("periodStart"), day(period.start))
    if period.end:
        sheet.add(node, kg("periodEnd"), day(period.end))


def _describe_role(sheet: Sheet, node: ox.NamedNode, role: str, filler: Filler, vocabulary: Vocabulary) -> None:
    """Write what fills a role: a thing by its IRI, words by their passage, or the words themselves."""
    words = filler.span.of(sheet.document.text)
    if role in vocabulary.text_roles:
        sheet.add(node, kg(role), text(filler.value or words))
    elif filler.entity:
        sheet.add(node, kg(role), sheet.node(filler.entity))
    elif role != "amount":
        sheet.add(node, kg(role), sheet.passage(filler.span))
    elif filler.value and _MONEY.fullmatch(filler.value):
        sheet.add(node, kg(role), describe_money(sheet, filler.span, filler.value))
    else:
        sheet.add(node, kg("amountText"), text(words))


def _describe_filler(
    sheet: Sheet, node: ox.NamedNode, filler: Filler, mentions: Mapping[Span, tuple[Mention, ...]]
) -> None:
    """Tie a statement to the words that fill a role: a mention of it, else the passage and what that stands for."""
    same = [mention for mention in mentions.get(filler.span, ()) if mention.entity == filler.entity]
    for mention in same:
        sheet.add(node, kg("roleMention"), sheet.node(iris.mention(sheet.document, mention)))
    if not same:
        passage = sheet.passage(filler.span)
        sheet.add(node, kg("rolePassage"), passage)
        if filler.entity:
            sheet.add(passage, NAMES, sheet.node(filler.entity))


def _describe_shortcuts(sheet: Sheet, extraction: Extraction, vocabulary: Vocabulary) -> None:
    """Write the facts that are asserted and not negated as plain triples, symmetric ones both ways."""
    symmetric = {rule.predicate for rule in vocabulary.rules if rule.symmetric}
    worded = {rule.predicate for rule in vocabulary.rules if rule.object in vocabulary.text_roles}
    for fact in facts(extraction, vocabulary):
        if fact.statement.negated or fact.statement.modality != "asserted" or not fact.subject.entity:
            continue
        subject, predicate = sheet.node(fact.subject.entity), kg(fact.predicate)
        if fact.predicate in worded:
            sheet.add(subject, predicate, text(fact.object.value or fact.object.span.of(sheet.document.text)))
        elif fact.object.entity:
            target = sheet.node(fact.object.entity)
            sheet.add(subject, predicate, target)
            if fact.predicate in symmetric:
                sheet.add(target, predicate, subject)
        elif fact.object.value:
            sheet.add(subject, predicate, text(fact.object.value))
        else:
            sheet.add(subject, predicate, sheet.passage(fact.object.span))
