from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.describe import describe
from graph_builder.iris import Base
from graph_builder.model import Filler, Span, Statement
from graph_builder.validate import validate
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade
from tests.graph_builder.handmade import EU, NETHERLANDS, at
from tests.shapes.breaking import Break, add, change, check, drop

STATEMENT, FUNDING, MONEY = "kg:modality ?any", "a kg:Funding", "a kg:Money"

CASES = [
    Break(drop(STATEMENT, "kg:evidence"), "Statement-evidence", "MinCountConstraintComponent"),
    Break(change(STATEMENT, "kg:evidence", "<x:unknown>"), "Statement-evidence", "ClassConstraintComponent"),
    Break(drop(STATEMENT, "kg:statedIn"), "Statement-document", "MinCountConstraintComponent"),
    Break(add(STATEMENT, "kg:statedIn", "<x:other>"), "Statement-document", "MaxCountConstraintComponent"),
    Break(change(STATEMENT, "kg:statedIn", "<x:unknown>"), "Statement-document", "ClassConstraintComponent"),
    Break(drop("a kg:Citation", "kg:modality"), "Statement-modality", "MinCountConstraintComponent"),
    Break(
        f"{add(STATEMENT, 'kg:modality', 'kg:Reported')} ; {add(STATEMENT, 'kg:modality', 'kg:Conditional')}",
        "Statement-modality",
        "MaxCountConstraintComponent",
    ),
    Break(change(STATEMENT, "kg:modality", "kg:Certain"), "Statement-modality", "InConstraintComponent"),
    Break(
        f"{add(STATEMENT, 'kg:negated', 'true')} ; {add(STATEMENT, 'kg:negated', 'false')}",
        "Statement-negated",
        "MaxCountConstraintComponent",
    ),
    Break(add(STATEMENT, "kg:negated", '"nee"'), "Statement-negated", "DatatypeConstraintComponent"),
    Break(add("kg:inTrack ?any", "kg:inTrack", "<x:other>"), "Statement-track", "MaxCountConstraintComponent"),
    Break(change("kg:inTrack ?any", "kg:inTrack", "<x:unknown>"), "Statement-track", "ClassConstraintComponent"),
    Break(
        f"{add(STATEMENT, 'kg:speaker', '<x:one>')} ; {add(STATEMENT, 'kg:speaker', '<x:two>')}",
        "Statement-speaker",
        "MaxCountConstraintComponent",
    ),
    Break(add(STATEMENT, "kg:speaker", '"de minister"'), "Statement-speaker", "NodeKindConstraintComponent"),
    Break(add(FUNDING, "kg:periodStart", '"2020-01-01"^^xsd:date'), "Statement-start", "MaxCountConstraintComponent"),
    Break(change(FUNDING, "kg:periodStart", '"dit jaar"'), "Statement-start", "DatatypeConstraintComponent"),
    Break(
        change(FUNDING, "kg:periodStart", '"2026-01-01"^^xsd:date'),
        "Periods-forward",
        "SPARQLConstraintComponent",
    ),
    Break(add(FUNDING, "kg:periodEnd", '"2029-01-01"^^xsd:date'), "Statement-end", "MaxCountConstraintComponent"),
    Break(change(FUNDING, "kg:periodEnd", "2025"), "Statement-end", "DatatypeConstraintComponent"),
    Break(add(STATEMENT, "kg:due", '"voor de zomer"'), "Statement-due", "DatatypeConstraintComponent"),
    Break(
        " ; ".join(add(STATEMENT, "kg:due", f'"{year}-01-01"^^xsd:date') for year in (2026, 2027)),
        "Statement-due",
        "MaxCountConstraintComponent",
    ),
    Break(
        "DELETE { ?t kg:trackOf ?d } INSERT { ?t kg:trackOf <x:other> } WHERE { ?t kg:trackOf ?d ; kg:order 3 }",
        "Tracks-of-document",
        "SPARQLConstraintComponent",
    ),
    Break(drop("kg:agent ?any", "kg:agent"), "Act-agent", "MinCountConstraintComponent"),
    Break(change("kg:agent ?any", "kg:agent", '"Nederland"'), "Act-agent", "NodeKindConstraintComponent"),
    Break(
        "DELETE { ?s ?role ?o } WHERE { ?s a kg:Funding ; ?role ?o FILTER(?role IN (kg:channel, kg:amount)) }",
        "Funding-what",
        "MinCountConstraintComponent",
    ),
    Break(drop("a kg:Contact", "kg:partner"), "Joint-partner", "MinCountConstraintComponent"),
    Break(
        "DELETE { ?s ?role ?o } WHERE { ?s a kg:Urging ; ?role ?o FILTER(?role IN (kg:addressee, kg:topic)) }",
        "Urging-whom",
        "MinCountConstraintComponent",
    ),
    Break(
        """DELETE { ?s ?role ?o }
           WHERE { ?s a kg:Advocacy ; ?role ?o FILTER(?role IN (kg:forum, kg:beneficiary, kg:topic)) }""",
        "Advocacy-for",
        "MinCountConstraintComponent",
    ),
    Break(drop(MONEY, "kg:value"), "Money-value", "MinCountConstraintComponent"),
    Break(add(MONEY, "kg:value", "7.5"), "Money-value", "MaxCountConstraintComponent"),
    Break(change(MONEY, "kg:value", "20400000"), "Money-value", "DatatypeConstraintComponent"),
    Break(change(MONEY, "kg:value", "-1.0"), "Money-value", "MinInclusiveConstraintComponent"),
    Break(drop(MONEY, "kg:currency"), "Money-currency", "MinCountConstraintComponent"),
    Break(add(MONEY, "kg:currency", '"USD"'), "Money-currency", "MaxCountConstraintComponent"),
    Break(change(MONEY, "kg:currency", '"EUR"@nl'), "Money-currency", "DatatypeConstraintComponent"),
    Break(change(MONEY, "kg:currency", '"euro"'), "Money-currency", "PatternConstraintComponent"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_statement_broken_in_one_place_is_reported(case: Break) -> None:
    check(case)


def shapes_found(statement: Statement) -> set[str]:
    extraction = handmade.with_statements(statement)
    report = validate(describe(extraction, load_vocabulary(), Base()))
    return {result.shape for result in report.of("violation")}


def act(kind: str, **roles: str | None) -> Statement:
    agent = ("agent", Filler(Span(841, 850), NETHERLANDS))
    others = ((role, Filler(at("Syrische overgangsregering"), entity)) for role, entity in roles.items())
    fillers = (agent, *others)
    return Statement(kind, at("Allereerst onderhoudt Nederland contact met de Syrische overgangsregering"), fillers)


CASE = "document/kst-32623-376#case-866"


@pytest.mark.parametrize(
    ("whole", "part", "shape"),
    [
        (act("Cooperation", partner=EU), act("Cooperation", topic=None), "Joint-partner"),
        (act("Meeting", partner=EU), act("Meeting", place=None), "Joint-partner"),
        (act("Support", target=EU), act("Support"), "Stance-towards"),
        (act("Opposition", target=None), act("Opposition"), "Stance-towards"),
        (act("Countering", target=EU), act("Countering"), "Stance-towards"),
        (act("Condemnation", target=None), act("Condemnation"), "Stance-towards"),
        (act("Sanction", target=None), act("Sanction"), "Stance-towards"),
        (act("Undertaking", topic=None), act("Undertaking", addressee=EU), "Undertaking-what"),
        (act("Toezegging", topic=None), act("Toezegging", addressee=EU), "Undertaking-what"),
        (act("LegalProceeding", case=CASE, court=EU), act("LegalProceeding", court=EU), "LegalProceeding-case"),
        (
            act("LegalProceeding", case=CASE, court=EU),
            act("LegalProceeding", case=EU, court=EU),
            "LegalProceeding-case",
        ),
        (act("LegalProceeding", case=CASE, court=EU), act("LegalProceeding", case=CASE), "LegalProceeding-who"),
    ],
)
def test_a_kind_of_statement_needs_its_roles(whole: Statement, part: Statement, shape: str) -> None:
    assert shapes_found(whole) == set()
    assert shapes_found(part) == {shape}


def test_a_quantity_without_a_currency_is_no_amount_of_money() -> None:
    words = Filler(at("20,4 miljoen"))
    funding = replace(handmade.funding(), roles=(handmade.funding().roles[0], ("amount", words)))
    assert shapes_found(funding) == set()


def test_an_amount_that_is_no_number_is_reported() -> None:
    amount = Filler(at("20,4 miljoen"), None, "EUR veel")
    assert shapes_found(replace(handmade.funding(), roles=(handmade.funding().roles[0], ("amount", amount)))) == {
        "Money-value"
    }
