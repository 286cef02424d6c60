"""All recognisers over one document, and how their finds are put together."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Document, Mention
from graph_builder.recognise.abbreviations import find_abbreviated, introduced_otherwise
from graph_builder.recognise.authorities import find_authorities
from graph_builder.recognise.bodies import find_bodies
from graph_builder.recognise.cases import find_cases
from graph_builder.recognise.citations import find_citations
from graph_builder.recognise.dates import document_date, find_dates
from graph_builder.recognise.firms import find_firms
from graph_builder.recognise.governments import find_governments
from graph_builder.recognise.laws import find_bills, find_laws
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.merge import merge
from graph_builder.recognise.ministries import find_ministries
from graph_builder.recognise.money import find_money
from graph_builder.recognise.motions import as_mentions, find_motions
from graph_builder.recognise.names import find_names
from graph_builder.recognise.offices import find_offices
from graph_builder.recognise.persons import find_persons
from graph_builder.recognise.phrases import find_phrases
from graph_builder.recognise.places import find_places, find_seats
from graph_builder.recognise.programmes import find_programmes
from graph_builder.recognise.roles import find_roles
from graph_builder.recognise.scan import scan
from graph_builder.recognise.ships import find_ships
from graph_builder.recognise.singles import find_singles
from graph_builder.recognise.submitters import find_submitters
from graph_builder.recognise.titled import find_titled
from graph_builder.recognise.treaties import find_treaties
from graph_builder.recognise.view import View, look_at
from graph_builder.recognise.wordlists import load_wordlists


def recognise(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Find all mentions of a document.

    Args:
        document: What was read.
        lexicon: What is known beforehand.

    Returns:
        The mentions in the order of the text, outer ones before those nested in them.
    """
    view, hits = scan(look_at(document, document_date(document), lexicon.joined), lexicon)
    citations = [*find_citations(view), *find_titled(view)]
    money = find_money(view)
    dates = find_dates(view, [*citations, *money])
    seats = find_seats(view)
    cities = {seat.span for seat in seats}
    authorities = list(find_authorities(view, lexicon))
    seats = [seat for seat in seats if not any(body.span.covers(seat.span) for body in authorities)]
    names = [name for name in find_names(view, hits) if name.span not in cities]
    if authorities:
        names = [name for name in names if not any(body.span.covers(name.span) for body in authorities)]
    renamed = introduced_otherwise(view, lexicon, names)
    names = [name for name in names if name.type != "Organisation" or name.span.of(view.text) not in renamed]
    governments = find_governments(view, lexicon)
    laws = _unregistered(view, [*find_laws(view), *find_bills(view, names), *find_treaties(view)], names)
    bodies = [
        *_apart(view, find_bodies(view, names), names),
        *find_ministries(view, lexicon),
        *find_firms(view),
        *find_places(view),
        *find_ships(view),
        *authorities,
        *seats,
    ]
    short = find_abbreviated(view, [*names, *laws, *bodies])
    named = sorted([*names, *governments, *bodies, *short], key=_by_place)
    roles = [*find_roles(view, lexicon, named), *find_offices(view)]
    motions = [*as_mentions(find_motions(view, lexicon.parties)), *find_submitters(view, lexicon.parties)]
    persons = _unnamed(view, find_persons(view, lexicon, [role.span.end for role in roles]), names)
    cases = find_cases(view, named)
    programmes = find_programmes(view)
    everything = [*citations, *money, *dates, *named, *laws, *roles, *motions, *persons, *cases, *programmes]
    phrases = find_phrases(view, everything)
    return merge(view, lexicon, [*everything, *phrases, *find_singles(view, [*everything, *phrases])])


def _unregistered(view: View, laws: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """Leave out the laws that the registry knows: as programmes, or by a name that small words only follow.

    "Code Diversiteit en Inclusie" is a programme; what follows "Algemene wet bestuursrecht" is no part of its name.
    """
    programmes = {name.span for name in names if name.type == "Programme"}
    known = {name.span.start: name.span.end for name in names if name.type in ("Law", "Treaty") and name.registered}
    kept = []
    for law in laws:
        end = known.get(law.span.start, law.span.end)
        follows = view.text[end : law.span.end] if " " in view.text[law.span.start : end] else ""
        if law.span not in programmes and not (follows[1:2].islower() and not follows.startswith(" en ")):
            kept.append(law)
    return kept


def _apart(view: View, bodies: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """Leave out the bodies that are two: a registered one, and behind "en" another name.

    After one word only a body's noun shows the other: "Politie en Brandweer Drenthe" may be one name.
    """
    known = {name.span.start: name.span.end for name in names if name.registered and name.type == "Organisation"}
    heads = load_wordlists().set("organisations", "heads")
    kept = []
    for body in bodies:
        end = known.get(body.span.start, body.span.end)
        rest = view.lower[end : body.span.end].split()
        several = " " in view.text[body.span.start : end]
        if not (len(rest) > 1 and rest[0] == "en" and (several or rest[1] in heads)):
            kept.append(body)
    return kept


def _unnamed(view: View, persons: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """Leave out the persons whose whole name is that of a place or a body in the registry: "Sierra Leone"."""
    known = {name.span for name in names if name.registered and " " in name.span.of(view.text)}
    return [person for person in persons if person.span not in known]


def _by_place(mention: Mention) -> tuple[int, int]:
    """Order mentions by where they start, the longest first."""
    return mention.span.start, -mention.span.end
