#!/usr/bin/env python3
"""Turn tables of names and identifiers into the generated files of the registry, `ontology/actors/`.

    scripts/build_registry.py TABLES [--out ontology/actors]

TABLES is a folder of tab-separated files (states_territories, cities_cldr_nl, capitals, state_groups, nl_ministries,
nl_government_tooi, nl_cabinets, ambiguous), each row with key, type, names, identifiers, validity, source and licence.
Only tables whose licence lets them ship are read. The same tables give the same bytes. What a person adds or corrects
is in the files that this script does not write; `choices.toml` beside it says what to leave out or rename.
"""

from __future__ import annotations

import argparse
import csv
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import RDF, SKOS

from ontology.registry import BASE
from ontology.terms import KG, read_turtle

HERE = Path(__file__).resolve().parent
PREFIXES = """@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix actor: <https://w3id.org/kamergraaf/id/actor/> .
@prefix place: <https://w3id.org/kamergraaf/id/place/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ENTITIES = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "geonames": "https://sws.geonames.org/{}/",
    "tooi": "{}",
}
"""Identifiers that name the thing itself."""
CONCEPTS = {
    "eu-country": "http://publications.europa.eu/resource/authority/country/{}",
    "eurovoc": "http://eurovoc.europa.eu/{}",
}
"""Identifiers of a concept of the thing, in a list of authorities or a thesaurus."""
TELLING = 5
"""An abbreviation of so many letters means the same body in every table."""

LISTED = {"iso3166-1-a2", "iati-org"}
"""Identifiers that are codes, not addresses."""


@dataclass
class Row:
    """A row of a table."""

    key: str
    type: str
    nl: list[str]
    en: list[str]
    abbreviation: list[str]
    ids: list[tuple[str, str]]
    valid_from: str
    valid_to: str
    source: str


@dataclass
class Thing:
    """An entry of the registry, ready to be written."""

    path: str
    cls: str
    nl: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    """Further predicate–object pairs, as Turtle."""
    told: bool = False
    """It counts only where a file written by hand describes it."""
    described: bool = False
    """A file written by hand describes the thing: only identifiers and validity are added to it."""


@dataclass(frozen=True)
class Choices:
    """What a person decided about the tables."""

    skip: frozenset[str]
    other: frozenset[str]
    """Identifiers, as scheme:value, that name something else than the entry."""
    territories: frozenset[str]
    drop: frozenset[str]
    ordinary: frozenset[str]
    """Names that are ordinary words when written without their capitals."""
    names: dict[str, list[str]]
    cities: frozenset[str]


def rows(path: Path) -> Iterator[Row]:
    """Read a table."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            many = {name: [part.strip() for part in (cells[name] or "").split("|") if part.strip()] for name in cells}
            yield Row(
                key=cells["key"],
                type=cells["type"],
                nl=many["name_nl"] + many["alt_nl"],
                en=many["name_en"] + many["alt_en"],
                abbreviation=many["abbreviation"],
                ids=[(scheme, value) for scheme, _, value in (part.partition(":") for part in many["ids"])],
                valid_from=cells["valid_from"] or "",
                valid_to=cells["valid_to"] or "",
                source=cells["source"] or "",
            )


def slug(words: str) -> str:
    """Fold words to lower-case ASCII with hyphens, as the product's IRIs do."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


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


def identifiers(tables: Path, choices: Choices) -> Iterator[Thing]:
    """Identifiers of international bodies; only those that a person described take part."""
    for table in ("igo_opensanctions.tsv", "eurovoc_orgs_en.tsv"):
        for row in rows(tables / table):
            if row.key not in choices.skip:
                yield Thing(f"actor:{slug(row.en[0])}", "IntergovernmentalOrganisation", row.en, ids=row.ids, told=True)


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


def turtle(thing: Thing, choices: Choices) -> str:
    """Write an entry as Turtle."""
    lines = [] if thing.described else [f"a kg:{thing.cls}", *_names(thing, choices)]
    lines += [f"owl:sameAs <{ENTITIES[scheme].format(value)}>" for scheme, value in thing.ids if scheme in ENTITIES]
    lines += [
        f"skos:exactMatch <{CONCEPTS[scheme].format(value)}>" for scheme, value in thing.ids if scheme in CONCEPTS
    ]
    lines += [f'schema:identifier "{scheme}:{value}"' for scheme, value in thing.ids if scheme in LISTED]
    lines += thing.extra
    return f"{thing.path} " + " ;\n    ".join(lines) + " .\n" if lines else ""


def _names(thing: Thing, choices: Choices) -> list[str]:
    lines: list[str] = []
    for lang, words in (("nl", thing.nl), ("en", thing.en)):
        names = [name for name in dict.fromkeys(words) if name not in choices.drop]
        if names:
            lines.append(f"skos:prefLabel {_literal(names[0], lang)}")
        lines += [f"skos:altLabel {_literal(name, lang)}" for name in names[1:] if name not in choices.ordinary]
        lines += [f"kg:exactName {_literal(name, lang)}" for name in names if name in choices.ordinary]
    return lines + [f'kg:abbreviation "{name}"' for name in dict.fromkeys(thing.abbreviations)]


def _literal(words: str, lang: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("’", "'")
    return f'"{escaped}"@{lang}'


def header(name: str, title: str, licence: str, sources: Iterable[str]) -> str:
    """Give a file's head: licence, sources, prefixes, ontology."""
    notes = "".join(f"# Source: {line}\n" for line in sources)
    return (
        f"# SPDX-License-Identifier: {licence}\n# Generated by scripts/build_registry.py; do not edit: additions go "
        f"into a file of their own.\n# {title}\n{notes}\n{PREFIXES}\n"
        f"<https://w3id.org/kamergraaf/registry/{name}> a owl:Ontology ;\n"
        f'    rdfs:label "{title}"@en ;\n    owl:imports <https://w3id.org/kamergraaf/ontology> .\n\n'
    )


FILES = {
    "states": (
        states,
        "States and dependent territories",
        "Unicode-3.0 AND LicenseRef-EU-reuse AND MIT AND CC-BY-4.0 AND CC0-1.0",
        (
            "Unicode CLDR 48.2, Dutch names (Unicode-3.0)",
            "EU authority table Country (reuse under Decision 2011/833/EU)",
            "i18n-iso-countries 7.14 (MIT)",
            "GeoNames identifiers (CC BY 4.0)",
            "Wikidata identifiers (CC0)",
        ),
    ),
    "cities": (
        cities,
        "Capitals and cities of the world",
        "Unicode-3.0 AND CC-BY-4.0",
        ("Unicode CLDR 48.2, exemplar cities in Dutch (Unicode-3.0)", "GeoNames (CC BY 4.0)"),
    ),
    "continents": (regions, "Continents and their parts", "Unicode-3.0", ("Unicode CLDR 48.2 (Unicode-3.0)",)),
    "dutch-authorities": (
        authorities,
        "Dutch municipalities, provinces and water authorities",
        "CC0-1.0",
        ("TOOI, the government's public registers of authorities (public register)",),
    ),
    "dutch-bodies": (
        bodies,
        "Dutch ministries and bodies of the central government",
        "CC0-1.0 AND MIT",
        ("TOOI, the government's public registers (public register)", "lawgraph, list of ministries (MIT)"),
    ),
    "dutch-offices": (
        offices,
        "Ministers and state secretaries by ministry",
        "CC0-1.0 AND MIT",
        ("TOOI, the government's public registers (public register)", "lawgraph, list of ministries (MIT)"),
    ),
    "identifiers": (
        identifiers,
        "Identifiers of international bodies",
        "CC0-1.0 AND MIT AND LicenseRef-EU-reuse",
        (
            "Wikidata identifiers (CC0), as listed by OpenSanctions (MIT)",
            "EuroVoc 23.10.16 (reuse under Decision 2011/833/EU)",
        ),
    ),
    "dutch-cabinets": (cabinets, "Dutch cabinets", "CC0-1.0", ("Wikidata (CC0)",)),
}


def load_choices(tables: Path) -> Choices:
    """Read what a person decided, and which names are ordinary words."""
    chosen = tomllib.loads((HERE / "choices.toml").read_text(encoding="utf-8"))
    with (tables / "ambiguous.tsv").open(encoding="utf-8", newline="") as lines:
        ordinary = {
            line["surface"]
            for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if "word" in line["reason"] and line["surface"][:1].isupper()
        }
    return Choices(
        skip=frozenset(chosen["skip"]),
        other=frozenset(chosen["other"]),
        territories=frozenset(chosen["territories"]),
        drop=frozenset(chosen["drop"]),
        ordinary=frozenset(ordinary),
        names=chosen["names"],
        cities=frozenset(chosen["cities"]),
    )


def described_by_hand(folder: Path) -> dict[str, str]:
    """Give the path of each thing that a file written by hand describes, by its path and its Dutch names."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.ttl")):
        if path.stem in FILES:
            continue
        for subject, objects in read_turtle(path).items():
            if not subject.startswith(BASE) or str(RDF.type) not in objects:
                continue
            name = subject.removeprefix(BASE).replace("/", ":", 1)
            found[name] = name
            for predicate in (SKOS.prefLabel, SKOS.altLabel, KG.abbreviation):
                found.update({words.value.casefold(): name for words in objects.get(str(predicate), ())})
    return found


def main() -> None:
    """Write the generated files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tables", type=Path, help="folder of tab-separated tables")
    parser.add_argument("--out", type=Path, default=HERE.parent / "ontology" / "actors", help="where to write")
    options = parser.parse_args()
    choices = load_choices(options.tables)
    by_hand = described_by_hand(options.out)
    taken: set[str] = set()
    for name, (make, title, licence, sources) in FILES.items():
        things: dict[str, Thing] = {}
        for thing in make(options.tables, choices):
            words = [thing.path, *thing.nl, *(name for name in thing.abbreviations if len(name) >= TELLING)]
            known = next((by_hand[word.casefold()] for word in words if word.casefold() in by_hand), None)
            if known:
                thing.path, thing.described = known, True
            thing.ids = [pair for pair in thing.ids if ":".join(pair) not in choices.other]
            if thing.path in taken or (thing.told and not thing.described):
                continue
            if thing.path in things and thing.told:
                things[thing.path].ids += [pair for pair in thing.ids if pair not in things[thing.path].ids]
            things.setdefault(thing.path, thing)
        taken |= {path for path, thing in things.items() if not thing.told}
        body = "\n".join(filter(None, (turtle(things[path], choices) for path in sorted(things))))
        (options.out / f"{name}.ttl").write_text(header(name, title, licence, sources) + body, encoding="utf-8")
        print(f"{name}.ttl: {len(things)} entries")


if __name__ == "__main__":
    main()
