"""Amounts in the notations of real letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.recognise.money import number

Finder = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("in totaal EUR 20,4 miljoen, via", "EUR 20,4 miljoen", "EUR 20400000"),
        ("ca. EUR 57 miljoen sinds", "EUR 57 miljoen", "EUR 57000000"),
        ("stelt 5 mln. euro beschikbaar", "5 mln. euro", "EUR 5000000"),
        ("heeft 4 miljoen euro beschikbaar", "4 miljoen euro", "EUR 4000000"),
        ("vanaf € 100.000;", "€ 100.000", "EUR 100000"),
        ("boete van €150.000 opgelegd", "€150.000", "EUR 150000"),
        ("van USD 100 miljard per jaar", "USD 100 miljard", "USD 100000000000"),
        ("ruim 24 miljard USD aan", "24 miljard USD", "USD 24000000000"),
        ("ruim 17 mld. euro", "17 mld. euro", "EUR 17000000000"),
        ("een bedrag van € 1.250,50 per maand", "€ 1.250,50", "EUR 1250.5"),
        ("kost € 1,5 miljoen.", "€ 1,5 miljoen", "EUR 1500000"),
        ("van 250.000 euro.", "250.000 euro", "EUR 250000"),
        ("heeft f 25 miljoen gegeven", "f 25 miljoen", "NLG 25000000"),
        ("kost ƒ 1,5 mld.", "ƒ 1,5 mld.", "NLG 1500000000"),
        ("van f 100.000,- per jaar", "f 100.000,-", "NLG 100000"),
        ("bedraagt € 740 000, – per jaar", "€ 740 000, –", "EUR 740000"),
        ("in totaal € 1 250 000 en", "€ 1 250 000", "EUR 1250000"),
    ],
)
def test_an_amount_is_a_code_and_a_plain_number(found: Finder, text: str, written: str, value: str) -> None:
    assert found(text, "Money") == [(written, value)]


def test_both_ends_of_a_range_bear_its_scale(found: Finder) -> None:
    assert found("tussen € 5 en 10 miljoen", "Money") == [("€ 5", "EUR 5000000"), ("10 miljoen", "EUR 10000000")]


@pytest.mark.parametrize(
    "text",
    [
        "artikel 5, onder f 25",
        "bedragen x € 1.000",
        "bedragen x € 1.000",
        "5 miljoen mensen",
        "20,4 procent",
        "met 3 miljard bomen",
        "de euro daalde",
    ],
)
def test_numbers_without_a_currency_are_no_amounts(found: Finder, text: str) -> None:
    assert found(text, "Money") == []


@given(st.integers(min_value=0, max_value=10**15))
def test_a_figure_with_thousands_parted_reads_as_itself(value: int) -> None:
    assert number(f"{value:,}".replace(",", ".")) == value


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_a_comma_starts_the_decimals(whole: int, cents: int) -> None:
    assert number(f"{whole},{cents:02}") * 100 == whole * 100 + cents


def test_a_currency_before_its_figure_leaves_the_year_before_it_alone(found: Finder) -> None:
    text = "In 2023 € 25 miljoen en in 2024 EUR 3 mln. uitgegeven; 100 EUR 2 keer."
    assert found(text, "Money") == [
        ("€ 25 miljoen", "EUR 25000000"),
        ("EUR 3 mln.", "EUR 3000000"),
        ("100 EUR", "EUR 100"),
    ]
    assert found(text, "Date") == [("2023", "2023"), ("2024", "2024")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("van € 20 tot € 30 miljoen", ["EUR 20000000", "EUR 30000000"]),
        ("tussen de 10 en 15 miljoen euro", ["EUR 10000000", "EUR 15000000"]),
        ("circa 2,5 à 3 miljoen euro", ["EUR 2500000", "EUR 3000000"]),
        ("in 2024 en 15 miljoen euro", ["EUR 15000000"]),
        ("anderhalf miljard euro en vijf miljoen euro", ["EUR 1500000000", "EUR 5000000"]),
        ("USD 1.2 billion", ["USD 1200000000"]),
    ],
)
def test_stretches_and_numbers_in_words_are_amounts(found: Finder, text: str, values: list[str]) -> None:
    assert [value for _, value in found(text, "Money")] == values
