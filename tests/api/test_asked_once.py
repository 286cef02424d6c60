"""Queries whose narrowing patterns are asked once for each value, and those that stay as they are."""

from __future__ import annotations

import pytest

from api.workers.once import asked_once

_TOGETHER = "?x :names :A ; :in ?l . ?y :in ?l ; :names ?o"
_ONCE = "{ SELECT DISTINCT ?l { ?x :names :A . ?x :in ?l } } ?y :in ?l . ?y :names ?o"


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("SELECT ?o (count( # all\nDISTINCT ?l) AS ?n) {{ {} }} GROUP BY ?o LIMIT 5", _TOGETHER, _ONCE),
        ("PREFIX : <urn:*> SELECT distinct ?l ?o FROM <urn:g> {{ {} }} ORDER BY ?o", _TOGETHER, _ONCE),
        ("SELECT DISTINCT ?o {{ {} }} GROUP BY ?o ?l", f"{_TOGETHER} FILTER(?o != :A)", f"{_ONCE} FILTER(?o != :A)"),
        (
            "SELECT DISTINCT ?d {{ {} }}",
            "?l :date ?d . ?x :names :A ; :in ?l FILTER(?l > 1)",
            "{ SELECT DISTINCT ?l { ?x :names :A . ?x :in ?l } } ?l :date ?d FILTER(?l > 1)",
        ),
    ],
)
def test_what_only_narrows_is_asked_once(query: str, before: str, after: str) -> None:
    assert asked_once(query.format(before)).split() == query.format(after).split()


@pytest.mark.parametrize(
    "query",
    [
        *(
            f"{head} {{ {_TOGETHER} }} {tail}"
            for head, tail in (
                ("SELECT ?l ?o", ""),
                ("SELECT DISTINCT *", ""),
                ("SELECT DISTINCT ?x ?l", ""),
                ("SELECT DISTINCT ?l", "ORDER BY ?x"),
                ("SELECT DISTINCT ?l (RAND() AS ?r)", ""),
                ("SELECT DISTINCT ?o", "VALUES ?o { :A }"),
                ("SELECT ?o (COUNT(?l) AS ?n)", "GROUP BY ?o"),
                ("SELECT ?o (COUNT(DISTINCT *) AS ?n)", "GROUP BY ?o"),
                ("SELECT ?o (COUNT(DISTINCT ?l) AS ?n) (SUM(DISTINCT ?l) AS ?m)", "GROUP BY ?o"),
                ("SELECT ?o (COUNT(DISTINCT ?l) AS ?n) (COUNT(*) AS ?m)", "GROUP BY ?o"),
                ("CONSTRUCT WHERE", "# DISTINCT"),
                ("ASK", "# SELECT DISTINCT ?l"),
            )
        ),
        *(
            f"SELECT DISTINCT ?l {{ {pattern} }}"
            for pattern in (
                "?x :names :A ; :in ?l",
                "?x :names :A ; :in ?l . ?y :names ?o",
                "?x :names ?a ; :in ?l . ?y :in ?l ; :names ?o",
                "?x :names :A ; :in ?l . ?l :id 5 ; :of ?y",
                f"{_TOGETHER} FILTER(?x != ?y)",
                f"{_TOGETHER} FILTER(RAND() < 0.5)",
                f"{_TOGETHER} FILTER NOT EXISTS {{ ?y :p ?o }}",
                f"{_TOGETHER} OPTIONAL {{ ?y :p ?p }}",
                "?x :names :A ; :in ?l . ?y :in* ?l ; :names ?o",
                "_:x :names :A ; :in ?l . ?y :in ?l ; :names ?o",
            )
        ),
    ],
)
def test_what_counts_each_time_stays(query: str) -> None:
    assert asked_once(query) == query
