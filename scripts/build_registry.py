#!/usr/bin/env python3
"""Turn tables of names and identifiers into the generated files of the registry, `ontology/actors/`.

    scripts/build_registry.py TABLES [--out ontology/actors]

TABLES is a folder of tab-separated files (states_territories, cities_cldr_nl, capitals, state_groups, nl_ministries,
nl_government_tooi, nl_cabinets, ambiguous), each row with key, type, names, identifiers, validity, source and licence.
Only tables whose licence lets them ship are read. The same tables give the same bytes. What a person adds or corrects
is in the files that this script does not write; `registry_tables/choices.toml` says what to leave out or rename.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rdflib import RDF, SKOS
from registry_tables import dutch, world
from registry_tables.values import Thing, load_choices
from registry_tables.writing import header, turtle

from ontology.registry import BASE
from ontology.terms import KG, read_turtle

ACTORS = Path(__file__).resolve().parent.parent / "ontology" / "actors"
TELLING = 5
"""An abbreviation of so many letters means the same body in every table."""

FILES = {
    "states": (
        world.states,
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
    "foreign-offices": (
        world.offices,
        "Governments, parliaments, ministries and offices of other states",
        "CC-BY-4.0",
        ("the states of states.ttl and their adjectives in inhabitants.ttl",),
    ),
    "cities": (
        world.cities,
        "Capitals and cities of the world",
        "Unicode-3.0 AND CC-BY-4.0",
        ("Unicode CLDR 48.2, exemplar cities in Dutch (Unicode-3.0)", "GeoNames (CC BY 4.0)"),
    ),
    "continents": (world.regions, "Continents and their parts", "Unicode-3.0", ("Unicode CLDR 48.2 (Unicode-3.0)",)),
    "dutch-authorities": (
        dutch.authorities,
        "Dutch municipalities, provinces and water authorities",
        "CC0-1.0",
        ("TOOI, the government's public registers of authorities (public register)",),
    ),
    "dutch-bodies": (
        dutch.bodies,
        "Dutch ministries and bodies of the central government",
        "CC0-1.0 AND MIT",
        ("TOOI, the government's public registers (public register)", "lawgraph, list of ministries (MIT)"),
    ),
    "dutch-offices": (
        dutch.offices,
        "Ministers and state secretaries by ministry",
        "CC0-1.0 AND MIT",
        ("TOOI, the government's public registers (public register)", "lawgraph, list of ministries (MIT)"),
    ),
    "identifiers": (
        world.identifiers,
        "Identifiers of international bodies",
        "CC0-1.0 AND MIT AND LicenseRef-EU-reuse",
        (
            "Wikidata identifiers (CC0), as listed by OpenSanctions (MIT)",
            "EuroVoc 23.10.16 (reuse under Decision 2011/833/EU)",
        ),
    ),
    "dutch-cabinets": (dutch.cabinets, "Dutch cabinets", "CC0-1.0", ("Wikidata (CC0)",)),
}


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


def adjectives(folder: Path) -> dict[str, str]:
    """Give the adjective that goes with each state but the Netherlands, by the state's path: the first one written."""
    found = {
        subject.removeprefix(BASE).replace("/", ":", 1): objects[str(KG.adjective)][0].value
        for subject, objects in read_turtle(folder / "inhabitants.ttl").items()
        if str(KG.adjective) in objects
    }
    return {path: words for path, words in found.items() if path != "actor:netherlands"}


def main() -> None:
    """Write the generated files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tables", type=Path, help="folder of tab-separated tables")
    parser.add_argument("--out", type=Path, default=ACTORS, help="where to write")
    options = parser.parse_args()
    choices = load_choices(options.tables, adjectives(options.out))
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
