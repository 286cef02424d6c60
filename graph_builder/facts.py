"""Facts: the binary readings of statements, by the rules that the ontology holds."""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.model import Extraction, Fact, Filler, Statement
from ontology.terms import FactRule, Vocabulary


def facts(extraction: Extraction, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """Read every statement of an extraction as facts.

    Args:
        extraction: What was read from a document.
        vocabulary: Holds which roles of a kind are subject and object of which predicate.

    Returns:
        The facts in the order of the statements.
    """
    text = extraction.document.text
    return tuple(fact for said in extraction.statements for fact in _facts(said, vocabulary, text))


def _facts(said: Statement, vocabulary: Vocabulary, text: str) -> Iterator[Fact]:
    for rule in vocabulary.rules:
        if rule.kind != said.kind or any(said.fillers(role) for role in rule.unless):
            continue
        for subject in said.fillers(rule.subject):
            for target in said.fillers(rule.object):
                if not _same(said, subject, target):
                    yield Fact(said, subject, rule.predicate, target, _qualifiers(said, rule, text))


def _same(said: Statement, subject: Filler, target: Filler) -> bool:
    """Nobody acts on himself, and a paper named by its number alone is not cited *as* anything."""
    if said.kind == "Citation":
        # "De moties Jansen (nr. 4) en Piri (nr. 6)": a name alone may stand for a motion and for who moves it.
        return subject.span == target.span and subject.entity == target.entity
    return subject.entity is not None and subject.entity == target.entity


def _qualifiers(said: Statement, rule: FactRule, text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    topics = () if rule.object == "topic" else said.fillers("topic")
    if topics:
        found["topic"] = "; ".join(" ".join(topic.span.of(text).split()) for topic in topics)
    amounts = said.fillers("amount")
    if amounts and said.kind == "Funding":
        found["amount"] = amounts[0].value or " ".join(amounts[0].span.of(text).split())
        if len(said.fillers("recipient")) + len(said.fillers("channel")) > 1:
            found["amountScope"] = "total"
    if said.period:
        found["period"] = said.period.value
    if said.due:
        found["due"] = said.due.value
    if said.kind == "Funding":
        found["role"] = rule.object
    if said.modality != "asserted":
        found["modality"] = said.modality
    if said.negated:
        found["negated"] = "true"
    return found
