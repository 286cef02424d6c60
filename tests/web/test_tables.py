"""Tables: what an address asks of one, and what goes into a file for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from api.pages.tables import PAGE, Column, Filter, Option, Table, Views, as_csv


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    day: str
    about: tuple[str, ...]


LETTERS = (
    Letter("Syrië", "2025-09-19", ("syria", "un")),
    Letter("Jemen", "2024-01-08", ("yemen", "un")),
    Letter("Soedan", "", ("sudan",)),
)
TABLE: Table[Letter] = Table(
    "/letters",
    (Column("name", lambda row: row.name.casefold()), Column("day", lambda row: row.day)),
    (Filter("about", lambda row: row.about), Filter("year", lambda row: (row.day[:4],) if row.day else ())),
    "-day",
)


def names(**parameters: str) -> list[str]:
    return [row.name for row in TABLE.choose(LETTERS, parameters).shown]


def test_a_table_has_an_order_of_its_own_and_takes_another() -> None:
    assert names() == ["Syrië", "Jemen", "Soedan"]
    assert names(sort="name") == ["Jemen", "Soedan", "Syrië"]
    assert names(sort="-name") == ["Syrië", "Soedan", "Jemen"]
    assert names(sort="nonsense") == names()


def test_what_has_no_value_comes_last_whichever_way() -> None:
    assert names(sort="day") == ["Jemen", "Syrië", "Soedan"]
    assert names(sort="-day")[-1] == "Soedan"


def test_filters_work_together() -> None:
    assert names(about="un") == ["Syrië", "Jemen"]
    assert names(about="un", year="2024") == ["Jemen"]
    assert names(about="atlantis") == []
    assert names(about="") == names()


def test_options_count_what_they_would_leave_beside_the_other_filters() -> None:
    chosen = TABLE.choose(LETTERS, {"year": "2024", "about": "syria"})
    assert TABLE.options(LETTERS, "about", chosen) == [
        Option("un", 1, False),
        Option("yemen", 1, False),
        Option("syria", 0, True),
    ]
    assert TABLE.options(LETTERS, "year", chosen) == [Option("2025", 1, False), Option("2024", 0, True)]


@pytest.mark.parametrize(("asked", "page"), [("2", 2), ("0", 1), ("99", 3), ("-1", 1), ("two", 1), ("²", 1)])
def test_a_long_table_has_pages(asked: str, page: int) -> None:
    many = [Letter(f"{number:03}", "2025-01-01", ()) for number in range(2 * PAGE + 7)]
    chosen = TABLE.choose(many, {"page": asked, "sort": "name"})
    assert (chosen.page, chosen.pages, chosen.total) == (page, 3, 2 * PAGE + 7)
    assert chosen.shown[0].name == f"{(page - 1) * PAGE:03}"
    assert (chosen.first, chosen.last) == ((page - 1) * PAGE + 1, min(page * PAGE, chosen.total))


def test_every_view_has_an_address() -> None:
    chosen = TABLE.choose(LETTERS, {"about": "un", "sort": "name", "page": "1", "unknown": "x"})
    assert chosen.address() == "/letters?about=un&sort=name"
    assert chosen.address(page=2) == "/letters?about=un&sort=name&page=2"
    assert chosen.address(about="") == "/letters?sort=name"
    assert chosen.address(sort=chosen.turned("name")) == "/letters?about=un&sort=-name"
    assert (chosen.direction("name"), chosen.direction("day")) == ("ascending", "none")
    assert chosen.csv_address() == "/letters.csv?about=un&sort=name"


def test_csv_is_quoted_and_runs_no_formula() -> None:
    response = as_csv(
        "letters", ("name", "n", "true"), [('a "b", c', 3, True), ("=1+1", None, False), ("-5", -5, True)]
    )
    body = bytes(response.body).decode()
    assert body == "name,n,true\r\n" + '"a ""b"", c",3,true\r\n' + "'=1+1,,false\r\n" + "'-5,-5,true\r\n"
    assert response.headers["content-disposition"] == 'attachment; filename="letters.csv"'
    assert response.headers["content-type"].startswith("text/csv; charset=utf-8")


def test_a_view_is_worked_out_once_for_as_long_as_the_rows_are_the_same() -> None:
    asked: list[str] = []

    def about(row: Letter) -> tuple[str, ...]:
        asked.append(row.name)
        return row.about

    table, views = Table("/letters", TABLE.columns, (Filter("about", about),), "-day"), Views[Letter]()
    rows = [*LETTERS] * PAGE
    first, options = views.choose(table, rows, {"about": "un"})
    worked = len(asked)
    again, _ = views.choose(table, rows, {"about": "un", "page": "2", "n": "7"})
    assert len(asked) == worked
    assert (first.page, again.page, again.total) == (1, 2, 2 * PAGE)
    assert options["about"][0] == Option("un", 2 * PAGE, chosen=True)
    fewer, _ = views.choose(table, [LETTERS[0]], {"about": "un"})
    assert [row.name for row in fewer.shown] == ["Syrië"]
    other, _ = views.choose(table, rows, {"about": "sudan"}, "2026-01-01")
    assert other.total == PAGE


def test_of_very_many_views_the_latest_are_kept() -> None:
    views = Views[Letter]()
    for number in range(100):
        views.choose(TABLE, LETTERS, {"year": str(number)})
    assert len(views) == 32
