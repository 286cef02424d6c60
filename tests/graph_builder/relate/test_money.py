"""Who gets how much, in made-up sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.facts import facts
from graph_builder.model import Block, Document, Metadata, Span
from graph_builder.relate.draft import Role


def fundings(sentence: str, knowledge: Knowledge) -> list[tuple[list[str], str | None]]:
    """Give for each funding its recipients and channels, and its amount."""
    document = Document("zin", sentence, "txt", Metadata(kind="letter"), (Block(Span(0, len(sentence)), "paragraph"),))
    said = [one for one in extract(document, knowledge).statements if one.kind == "Funding"]
    return [(_got(one.roles), next((f.value for f in one.fillers("amount")), None)) for one in said]


def _got(roles: Sequence[Role]) -> list[str]:
    return [filler.entity or "" for role, filler in roles if role in ("recipient", "channel")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Nederland gaf 5 miljoen euro aan UNHCR, 3 miljoen euro aan UNICEF en ruim 2 miljoen euro aan UNRWA.",
            [
                (["actor/unhcr"], "EUR 5000000"),
                (["actor/unicef"], "EUR 3000000"),
                (["actor/unrwa"], "EUR 2000000"),
            ],
        ),
        (
            "Aan UNHCR is 5 miljoen euro toegekend, aan UNICEF 3 miljoen euro en aan UNRWA 2 miljoen euro.",
            [
                (["actor/unhcr"], "EUR 5000000"),
                (["actor/unicef"], "EUR 3000000"),
                (["actor/unrwa"], "EUR 2000000"),
            ],
        ),
        (
            "Nederland draagt 2 miljoen euro bij via UNHCR en 3 miljoen euro via UNICEF.",
            [(["actor/unhcr"], "EUR 2000000"), (["actor/unicef"], "EUR 3000000")],
        ),
        (
            "Het kabinet stelt in 2024 2 miljoen euro en in 2025 3 miljoen euro beschikbaar voor UNICEF.",
            [(["actor/unicef"], "EUR 2000000")],
        ),
        ("Het kabinet trekt 1 miljard euro uit voor Groningen.", [(["place/groningen"], "EUR 1000000000")]),
        ("Met een bijdrage van 2 miljoen euro steunt Nederland UNICEF.", [(["actor/unicef"], "EUR 2000000")]),
        ("Nederland financiert het werk van UNICEF.", [(["actor/unicef"], None)]),
        ("De 10 miljoen euro die het kabinet vrijmaakt voor UNICEF is genoeg.", [(["actor/unicef"], "EUR 10000000")]),
        ("Nederland geeft 2 miljoen vaccins aan UNICEF.", []),
        (
            "Nederland geeft een half miljoen euro aan UNICEF voor hulp aan kinderen.",
            [(["actor/unicef"], "EUR 500000")],
        ),
        ("Nederland financiert het onderwijs van UNICEF.", []),
        (
            "Nederland heeft Curaçao een lening van 177 miljoen euro verstrekt.",
            [(["place/curacao"], "EUR 177000000")],
        ),
        ("De Europese Commissie heeft 150 miljoen euro toegezegd aan UNRWA.", [(["actor/unrwa"], "EUR 150000000")]),
        (
            "Nederland steunt UNHCR (EUR 5 miljoen) en UNICEF (EUR 3 miljoen).",
            [(["actor/unhcr"], "EUR 5000000"), (["actor/unicef"], "EUR 3000000")],
        ),
        ("Nederland steunt het beleid van UNHCR (EUR 5 miljoen).", []),
        ("Een bijdrage (2 miljoen euro) wordt uitgetrokken voor UNICEF.", [(["actor/unicef"], "EUR 2000000")]),
    ],
)
def test_who_gets_how_much(sentence: str, expected: list[tuple[list[str], str | None]], knowledge: Knowledge) -> None:
    assert fundings(sentence, knowledge) == expected


def test_how_long_money_lasts_is_not_what_it_is_for(knowledge: Knowledge) -> None:
    sentence = "Ik stel 2 miljoen euro voor de komende 3 jaar ter beschikking aan UNHCR voor opvang in 2 landen."
    document = Document("zin", sentence, "txt", Metadata(kind="letter"), (Block(Span(0, len(sentence)), "paragraph"),))
    [said] = [one for one in extract(document, knowledge).statements if one.kind == "Funding"]
    assert [each.span.of(sentence) for each in said.fillers("purpose")] == ["opvang in 2 landen"]


def test_an_amount_without_a_currency_stays_as_it_is_written(knowledge: Knowledge) -> None:
    sentence = "Nederland stelt 1,5 miljoen extra beschikbaar aan UNICEF."
    document = Document("zin", sentence, "txt", Metadata(kind="letter"), (Block(Span(0, len(sentence)), "paragraph"),))
    (fact,) = facts(extract(document, knowledge), knowledge.vocabulary)
    assert fact.qualifiers == {"amount": "1,5 miljoen", "role": "recipient"}
