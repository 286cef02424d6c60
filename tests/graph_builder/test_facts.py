"""Facts: the binary readings of statements."""

from __future__ import annotations

import pytest

from graph_builder.facts import facts
from graph_builder.model import Document, Extraction, Fact, Filler, Period, Span, Statement
from ontology.terms import Vocabulary, load_vocabulary

TEXT = "Nederland geeft EUR 20 miljoen aan A en B, via C, in 2025 voor voedsel; motie X (nr. 1)."


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def filler(words: str, entity: str | None = None, value: str | None = None) -> Filler:
    return Filler(span(words), entity, value)


AGENT = ("agent", filler("Nederland", "actor/netherlands"))
AMOUNT = ("amount", filler("EUR 20 miljoen", value="EUR 20000000"))


def read(statement: Statement, vocabulary: Vocabulary) -> list[Fact]:
    return list(facts(Extraction(Document("x", TEXT, "txt"), statements=(statement,)), vocabulary))


def test_one_amount_over_several_recipients_is_a_total(vocabulary: Vocabulary) -> None:
    roles = (AGENT, AMOUNT, ("recipient", filler("A", "actor/a")), ("channel", filler("C", "actor/c")))
    found = read(Statement("Funding", span(TEXT), roles, period=Period(span("2025"), "2025")), vocabulary)
    assert [(fact.object.entity, fact.predicate, fact.qualifiers) for fact in found] == [
        ("actor/a", "funds", {"amount": "EUR 20000000", "amountScope": "total", "period": "2025", "role": "recipient"}),
        ("actor/c", "funds", {"amount": "EUR 20000000", "amountScope": "total", "period": "2025", "role": "channel"}),
    ]


def test_one_amount_for_one_recipient_is_no_total(vocabulary: Vocabulary) -> None:
    roles = (AGENT, AMOUNT, ("recipient", filler("A", "actor/a")))
    (fact,) = read(Statement("Funding", span(TEXT), roles), vocabulary)
    assert "amountScope" not in fact.qualifiers


def test_the_cause_is_the_object_where_no_forum_and_no_group_is_named(vocabulary: Vocabulary) -> None:
    topic = ("topic", filler("voedsel"))
    (fact,) = read(Statement("Advocacy", span(TEXT), (AGENT, topic)), vocabulary)
    assert (fact.predicate, fact.object.span, fact.qualifiers) == ("advocatesFor", span("voedsel"), {})
    forum = ("forum", filler("C", "actor/c"))
    (fact,) = read(Statement("Advocacy", span(TEXT), (AGENT, forum, topic)), vocabulary)
    assert (fact.predicate, fact.object.entity, fact.qualifiers) == ("advocates", "actor/c", {"topic": "voedsel"})


def test_due_modality_and_denial_are_qualifiers(vocabulary: Vocabulary) -> None:
    statement = Statement(
        "Undertaking",
        span(TEXT),
        (AGENT, ("topic", filler("voedsel"))),
        negated=True,
        modality="intended",
        due=Period(span("2025"), "2025"),
    )
    (fact,) = read(statement, vocabulary)
    assert fact.qualifiers == {"due": "2025", "modality": "intended", "negated": "true"}


def test_nobody_acts_on_himself(vocabulary: Vocabulary) -> None:
    partner = ("partner", filler("A", "actor/netherlands"))
    assert read(Statement("Cooperation", span(TEXT), (AGENT, partner)), vocabulary) == []


def test_a_motion_is_cited_by_its_number_and_a_number_by_nothing(vocabulary: Vocabulary) -> None:
    cited = ("cited", filler("motie X", "paper/kst-1-1"))
    number = ("citedNumber", filler("nr. 1", "paper/kst-1-1", "kst-1-1"))
    (fact,) = read(Statement("Citation", span(TEXT), (cited, number)), vocabulary)
    assert (fact.predicate, fact.object.value) == ("citedAs", "kst-1-1")
    bare = ("cited", filler("nr. 1", "paper/kst-1-1", "kst-1-1"))
    assert read(Statement("Citation", span(TEXT), (bare, number)), vocabulary) == []


def test_a_name_alone_may_stand_for_a_motion_and_for_who_moves_it(vocabulary: Vocabulary) -> None:
    cited = ("cited", filler("motie X", "paper/kst-1-1"))
    submitter = ("citedSubmitter", filler("motie X", "document/x#person-x"))
    (fact,) = read(Statement("Citation", span(TEXT), (cited, submitter)), vocabulary)
    assert (fact.predicate, fact.object.entity) == ("submittedBy", "document/x#person-x")
