"""Dates and stretches of time, resolved by a letter of 18 November 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Finder = Callable[..., list[tuple[str, str]]]

FORMS = [
    ("in december 2024 kwam", "december 2024", "2024-12"),
    ("per 7 juli 2023 is", "7 juli 2023", "2023-07-07"),
    ("op woensdag 3 juli 2024 sprak", "woensdag 3 juli 2024", "2024-07-03"),
    ("op 27 september jl. gesproken", "27 september jl.", "2024-09-27"),
    ("op 27 december jl. gesproken", "27 december jl.", "2023-12-27"),
    ("van 24 oktober jongstleden", "24 oktober jongstleden", "2024-10-24"),
    ("op 16 april a.s. spreek", "16 april a.s.", "2025-04-16"),
    ("op 17 oktober in een verklaring", "17 oktober", "2024-10-17"),
    ("de Raad in november heeft", "november", "2024-11"),
    ("dit begin juli van dit jaar", "begin juli van dit jaar", "2024-07"),
    ("en 31 januari dit jaar indienen", "31 januari dit jaar", "2024-01-31"),
    ("Sinds juli jl. zijn", "juli jl.", "2024-07"),
    ("sinds eind februari 2025", "eind februari 2025", "2025-02"),
    ("Vergaderjaar 2024–2025", "2024–2025", "2024/2025"),
    ("in het schooljaar 2016/2017", "2016/2017", "2016/2017"),
    ("in 2021/22 is", "2021/22", "2021/2022"),
    ("Programma Circulaire Economie 2023-2030", "2023-2030", "2023/2030"),
    ("in de eerste helft 2024 plaatsvinden", "eerste helft 2024", "2024-01/2024-06"),
    ("in het derde kwartaal van 2025", "derde kwartaal van 2025", "2025-07/2025-09"),
    ("in Q1 2026 gereed", "Q1 2026", "2026-01/2026-03"),
    ("(12-10-2023)", "12-10-2023", "2023-10-12"),
    ("heeft dit jaar opnieuw", "dit jaar", "dit jaar"),
    ("de verkiezingen deze maand", "deze maand", "deze maand"),
    ("Eind dit jaar volgt", "Eind dit jaar", "eind dit jaar"),
    ("dat deze zomer begint", "deze zomer", "deze zomer"),
    ("in de zomer van 2024", "zomer van 2024", "zomer van 2024"),
    ("dat 30 jaar geleden werd", "30 jaar geleden", "30 jaar geleden"),
    ("in 2050 circulair", "2050", "2050"),
    ("op 17 en 18 april 2018 te", "17 en 18 april 2018", "2018-04-17/2018-04-18"),
    ("van zaterdag 7 op zondag 8 april 2018 gebeurde", "zaterdag 7 op zondag 8 april 2018", "2018-04-07/2018-04-08"),
    ("in mei volgt de wet", "mei", "2025-05"),
    ("in juni kwam de wet", "juni", "2024-06"),
    ("van 1 tot 3 mei 2024 in", "1 tot 3 mei 2024", "2024-05-01/2024-05-03"),
    ("dat gebeurde op 31 januari. Daarna", "31 januari", "2025-01-31"),
    ("op 3 mrt. 2024 en", "3 mrt. 2024", "2024-03-03"),
    ("van 4.5.2016 is", "4.5.2016", "2016-05-04"),
    ("op 17 en 18 november a.s. spreekt", "17 en 18 november a.s.", "2024-11-17/2024-11-18"),
    ("in het zittingsjaar 1998–19993. De noot", "1998–1999", "1998/1999"),
    ("over het tweede kwartaal van 20181. De", "tweede kwartaal van 2018", "2018-04/2018-06"),
    ("op 12 december as. voer ik", "12 december as.", "2024-12-12"),
    ("die in het jaar 1634 de", "1634", "1634"),
    ("uw brief van 27 januari 20233 en", "27 januari 2023", "2023-01-27"),
    ("rond de zomer van 2022 besluit", "zomer van 2022", "zomer van 2022"),
]


@pytest.mark.parametrize(("text", "written", "value"), FORMS)
def test_a_date_keeps_its_modifier_and_gets_an_iso_value(found: Finder, text: str, written: str, value: str) -> None:
    dates = found(text, "Date")
    assert [(words, key.lower()) for words, key in dates] == [(written, value)]


@pytest.mark.parametrize(
    "text",
    [
        "na 54 jaar dictatuur",
        "de komende periode blijft onzeker",
        "op dit moment niet",
        "Er kwamen 2000 mensen.",
        "een bedrag van 2024 euro",
        "artikel 2016 van de wet",
        "2500 EA DEN HAAG",
        "Uw kenmerk 2020Z02287",
        "dat mei beter was dan verwacht",
    ],
)
def test_durations_counts_and_numbers_are_no_dates(found: Finder, text: str) -> None:
    assert found(text, "Date") == []


def test_that_day_is_the_day_last_named(found: Finder) -> None:
    dates = found("De president sprak op 17 oktober jl. Later die dag sprak hij weer.", "Date")
    assert dates == [("17 oktober jl.", "2024-10-17"), ("die dag", "2024-10-17")]


def test_without_a_date_of_its_own_a_document_keeps_the_words(found: Finder) -> None:
    assert found("op 27 september jl. gesproken", "Date", date=None) == [("27 september jl.", "27 september jl.")]


def test_the_date_in_the_head_resolves_the_others(found: Finder) -> None:
    text = "Den Haag, 7 juli 2023\n\nOp 24 mei jl. sprak ik uw Kamer."
    assert ("24 mei jl.", "2023-05-24") in found(text, "Date", date=None)


def test_a_day_without_a_year_is_the_one_named_before(found: Finder) -> None:
    text = "Op 2 juni 2009 sprak ik uw Kamer. In het overleg van 2 juni zei ik dat, en op 3 juni ook."
    assert [value for _, value in found(text, "Date")] == ["2009-06-02", "2009-06-02", "2024-06-03"]


def test_the_same_year_is_the_one_last_named(found: Finder) -> None:
    text = "In 2023 was dat 1088,7 PJ. In datzelfde jaar was de olieproductie 44 PJ."
    assert found(text, "Date") == [("2023", "2023"), ("datzelfde jaar", "2023")]


def test_a_day_or_month_has_the_year_of_the_end_of_its_stretch(found: Finder) -> None:
    assert [value for _, value in found("1 maart tot 1 april 2023", "Date")] == ["2023-03-01", "2023-04-01"]


def test_months_that_are_joined_are_one_stretch(found: Finder) -> None:
    text = "mei en juni 2021, maart 2016–juni 2016, november tot en met januari 2020, juni en mei"
    assert found(text, "Date")[:3] == [
        ("mei en juni 2021", "2021-05/2021-06"),
        ("maart 2016–juni 2016", "2016-03/2016-06"),
        ("november tot en met januari 2020", "2019-11/2020-01"),
    ]
