"""Dutch authorities, ministries with their offices, bodies of the central government, cabinets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from registry_tables.values import Choices, Row, Thing, rows, slug


def authorities(tables: Path, choices: Choices) -> Iterator[Thing]:
    """Municipalities, provinces, water authorities and public bodies, and the places they govern."""
    found: dict[str, Thing] = {}
    places: dict[str, Thing] = {}
    for row in rows(tables / "nl_government_tooi.tsv"):
        kind = row.key.split("-")[1]
        if kind not in {"gemeente", "provincie", "waterschap", "col"} or row.key in choices.skip:
            continue
        path = f"actor:{slug(row.nl[0])}"
        if path in found:
            found[path].ids += [pair for pair in row.ids if not row.valid_to and pair not in found[path].ids]
            continue
        official = [name for name in row.nl if name.startswith(("gemeente ", "provincie ")) or name == row.nl[0]]
        found[path] = Thing(path, "LocalAuthority", official, ids=row.ids, extra=_valid(row))
        bare = next((name for name in row.nl if name not in official), "")
        usable = bare and slug(bare) not in choices.skip and (bare not in choices.ordinary or bare in choices.cities)
        if kind in {"gemeente", "provincie"} and usable:
            names = choices.names.get(slug(bare), [bare])
            places.setdefault(slug(names[0]), Thing(f"place:{slug(names[0])}", "Place", names))
    yield from found.values()
    yield from places.values()


def bodies(tables: Path, choices: Choices) -> Iterator[Thing]:
    """Ministries by their official identifier, and the bodies of the central government."""
    yield from _ministries(tables, choices)
    for row in rows(tables / "nl_government_tooi.tsv"):
        kind = row.key.split("-")[1]
        names = [re.sub(r"^(zbo|adviescollege|agentschap) ", "", name) for name in row.nl]
        if kind not in {"oorg", "zbo", "so"} or row.key in choices.skip or _is_category(names[0], kind):
            continue
        ordinary = choices.ordinary if kind == "so" else frozenset[str]()
        short = [name for name in row.abbreviation if kind != "so" and re.fullmatch(r"[A-Z][A-Za-z&]{2,7}", name)]
        yield Thing(
            path=f"actor:{slug(names[0])}",
            cls="Court" if row.type == "Court" else "Agency",
            nl=[name for name in dict.fromkeys(choices.names.get(slug(names[0]), names)) if name not in ordinary],
            abbreviations=[name for name in short if name not in choices.drop and name not in names],
            ids=row.ids,
            extra=[line for line in _valid(row) if "validTo" in line],
        )


def _is_category(name: str, kind: str) -> bool:
    """Tell a class of bodies ("Keuringsinstanties ex …") from a body."""
    return (
        bool(re.search(r"\b(ex|jo\.|als bedoeld|in het kader van|dezelfde)\b", name))
        or bool(re.match(r"(Keurings|Certificerende|Aangewezen|Aangemelde|Metacluster|Topteams|Jury|VTS-)", name))
        or (kind == "so" and " " not in name)
        or (" " not in name and name.endswith(("s", "en", "aars")) and not name.isupper() and kind == "zbo")
    )


def _ministries(tables: Path, choices: Choices) -> Iterator[Thing]:
    """One entry an official identifier, under the name it has or last had."""
    groups = _by_identifier(tables, choices)
    current = {slug(row.nl[0]) for group in groups.values() for row in group if not row.valid_to}
    current |= {slug(row.nl[0]) for group in groups.values() if len(group) > 1 for row in group}
    for group in groups.values():
        nl = list(dict.fromkeys(name for row in group for name in row.nl if name.startswith("ministerie")))
        ids = list(dict.fromkeys(pair for row in group for pair in row.ids))
        ends = [row.valid_to for row in group]
        path = slug(nl[0])
        yield Thing(
            path=f"actor:{path}-tot-{ends[0][:4]}" if path in current and all(ends) else f"actor:{path}",
            cls="Ministry",
            nl=nl,
            en=list(dict.fromkeys(name for row in group for name in row.en)),
            abbreviations=list(
                dict.fromkeys(name for row in group for name in row.abbreviation if name not in choices.drop)
            ),
            ids=ids,
            extra=_span(group),
        )


def _by_identifier(tables: Path, choices: Choices) -> dict[str, list[Row]]:
    """Group the ministries' names by official identifier, the newest name first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows(tables / "nl_ministries.tsv"):
        if row.key not in choices.skip:
            groups[dict(row.ids).get("tooi", row.nl[0])].append(row)
    for group in groups.values():
        group.sort(key=lambda row: row.valid_to or "9999", reverse=True)
    return groups


def offices(tables: Path, choices: Choices) -> Iterator[Thing]:
    """Ministers and state secretaries of the ministries that existed since 1989, under each name of the ministry."""
    for group in _by_identifier(tables, choices).values():
        for row in group:
            if row.valid_to and row.valid_to < "1989":
                continue
            portfolio = row.nl[0].removeprefix("ministerie van ")
            short = [name for name in row.abbreviation if name not in choices.drop]
            for office in ("minister", "staatssecretaris"):
                names = [f"{office} van {words}" for words in (portfolio, *short)]
                yield Thing(f"actor:{slug(names[0])}", "Role", names)


def _span(group: list[Row]) -> list[str]:
    """Say when a ministry began and ended, where every name of it has a day."""
    starts, ends = [row.valid_from for row in group], [row.valid_to for row in group]
    return [
        f'{name} "{chosen(days)}"^^xsd:date'
        for name, days, chosen in (("kg:validFrom", starts, min), ("kg:validTo", ends, max))
        if all(days)
    ]


def cabinets(tables: Path, choices: Choices) -> Iterator[Thing]:
    """Dutch cabinets, with the days they began and ended."""
    for row in rows(tables / "nl_cabinets.tsv"):
        name = re.sub(r"^[Kk]abinet[- ]", "kabinet-", re.sub(r" \(.*\)$", "", row.nl[0]))
        yield Thing(
            path=f"actor:{slug(name)}",
            cls="Government",
            nl=[name, name.replace("kabinet-", "kabinet ", 1)],
            ids=row.ids,
            extra=["kg:governmentOf actor:netherlands", *_valid(row)],
        )


def _valid(row: Row) -> list[str]:
    return [
        f'{name} "{day}"^^xsd:date'
        for name, day in (("kg:validFrom", row.valid_from), ("kg:validTo", row.valid_to))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    ]
