"""States and their offices, territories, cities, continents, and identifiers of international bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from registry_tables.values import Choices, Thing, rows, slug


def states(tables: Path, choices: Choices) -> Iterator[Thing]:
    """States as actors, dependent territories as places."""
    taken: set[str] = set()
    for row in rows(tables / "states_territories.tsv"):
        iso = any(scheme == "iso3166-1-a2" for scheme, _ in row.ids)
        if (
            row.key in choices.skip
            or row.type not in {"State", "Territory"}
            or row.key in taken
            or not (row.nl and row.en)
        ):
            continue
        if not iso and row.key not in choices.names:
            continue
        taken.add(row.key)
        state = row.type == "State" and row.key not in choices.territories
        nl = choices.names.get(row.key, row.nl)
        abbreviations = [name for name in row.abbreviation + nl + row.en if re.fullmatch(r"[A-Z]{2,4}", name)]
        yield Thing(
            path=f"actor:{row.key}" if state else f"place:{row.key}",
            cls="State" if state else "Place",
            nl=[name for name in nl if name not in abbreviations],
            en=[name for name in row.en if name not in abbreviations],
            abbreviations=abbreviations,
            ids=row.ids,
        )


OFFICES = (
    ("government", "Government", ("{} regering", "regering van {state}"), "government of {state}"),
    ("parliament", "Parliament", ("{} parlement",), "parliament of {state}"),
    (
        "ministry-of-foreign-affairs",
        "Ministry",
        ("{} ministerie van Buitenlandse Zaken",),
        "Ministry of Foreign Affairs of {state}",
    ),
    ("ministry-of-defence", "Ministry", ("{} ministerie van Defensie",), "Ministry of Defence of {state}"),
    (
        "minister-of-foreign-affairs",
        "Role",
        ("{} minister van Buitenlandse Zaken", "{} minister voor Buitenlandse Zaken"),
        "Minister of Foreign Affairs of {state}",
    ),
    ("minister-of-defence", "Role", ("{} minister van Defensie",), "Minister of Defence of {state}"),
    ("president", "Role", ("{} president",), "president of {state}"),
    ("prime-minister", "Role", ("{} premier", "{} minister-president"), "prime minister of {state}"),
    ("ambassador", "Role", ("{} ambassadeur",), "ambassador of {state}"),
)
"""What every state has: key, class, Dutch names with the state's adjective, English name."""


def offices(tables: Path, choices: Choices) -> Iterator[Thing]:
    """The government, parliament, ministries and offices of every other state, by the adjective of its name."""
    for state in states(tables, choices):
        adjective = choices.adjectives.get(state.path)
        if state.cls != "State" or adjective is None:
            continue
        for key, cls, dutch, english in OFFICES:
            tie = {"Government": "kg:governmentOf", "Role": "kg:officeOf"}.get(cls)
            yield Thing(
                path=f"actor:{key}-of-{state.path.removeprefix('actor:')}",
                cls=cls,
                nl=[name.format(adjective, state=state.nl[0]) for name in dutch],
                en=[english.format(state=state.en[0])],
                extra=[f"{tie} {state.path}"] if tie else [],
            )


def cities(tables: Path, choices: Choices) -> Iterator[Thing]:
    """World cities with a Dutch name, and capitals."""
    capitals = {
        dict(row.ids).get("geonames"): dict(row.ids).get("iso3166-1-a2") for row in rows(tables / "capitals.tsv")
    }
    country = {
        dict(row.ids).get("iso3166-1-a2"): row.key
        for row in rows(tables / "states_territories.tsv")
        if row.type == "State" and row.key not in choices.territories and "iso3166-1-a2" in dict(row.ids)
    }
    states_too = {row.key for row in rows(tables / "states_territories.tsv")}
    seen: set[str] = set()
    for table in ("cities_cldr_nl.tsv", "capitals.tsv"):
        for row in rows(tables / table):
            ids = dict(row.ids)
            name = slug((row.en or row.nl)[0])
            if name in seen or {row.key, name} & choices.skip or ids.get("geonames") in seen or name in states_too:
                continue
            seen.update({name, ids.get("geonames") or name})
            state = country.get(capitals.get(ids.get("geonames")))
            yield Thing(
                path=f"place:{name}",
                cls="Place",
                nl=choices.names.get(name, row.nl or row.en[:1]),
                en=row.en,
                ids=row.ids,
                extra=[f"kg:capitalOf actor:{state}"] if state else [],
            )


def regions(tables: Path, choices: Choices) -> Iterator[Thing]:
    """Continents and their parts."""
    for row in rows(tables / "state_groups.tsv"):
        if row.key not in choices.skip:
            yield Thing(f"place:{row.key.removeprefix('region-')}", "Place", row.nl, row.en, ids=row.ids)


def identifiers(tables: Path, choices: Choices) -> Iterator[Thing]:
    """Identifiers of international bodies; only those that a person described take part."""
    for table in ("igo_opensanctions.tsv", "eurovoc_orgs_en.tsv"):
        for row in rows(tables / table):
            if row.key not in choices.skip:
                yield Thing(f"actor:{slug(row.en[0])}", "IntergovernmentalOrganisation", row.en, ids=row.ids, told=True)
