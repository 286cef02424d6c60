"""The page of one motion: what it is, what letters say of it, how the House voted, and where tales of it differ."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.conflicts import Conflict, conflicts_among, read_citations
from api.pages.lookup import names_of
from api.pages.motions import written
from api.pages.site import Row, Site, Thing
from api.pages.sources import Source, Sources, tail
from graph_builder.link.official import addresses
from ontology.terms import local

__all__ = ["Account", "Decision", "Known", "Pair", "Vote", "accounts_of", "decisions_of", "known_of", "page"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the motion itself."""

    number: str
    identifier: str
    dossier: str | None
    dossier_title: str
    title: str
    """Its official title; empty where no source gives one."""
    date: str
    status: str
    view: str
    """How the cabinet views it, in the source's words."""
    pages: tuple[str, ...]
    """Addresses of its official pages."""
    texts: tuple[str, ...]
    """Documents that are a text of it."""
    retrieved: str
    """When a source said so; empty where none did."""
    label: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one place in a document says of the motion."""

    statement: str
    executes: bool
    """Whether it says that the motion is carried out, beside naming it."""
    negated: bool
    source: Source
    quote: str
    begin: int
    end: int
    """Where the quote stands in the document: code points, half-open."""
    title: str
    """What the motion is called there; empty where it only has a number."""
    submitters: tuple[str, ...]
    """Surnames given there, in lower case."""
    doers: tuple[tuple[str, str], ...]
    """IRI and name of who carries it out."""
    done: str
    """The sentence that says what was done, where the quote itself does not."""
    citation: str | None
    """The citation by which it names the motion, where that is another statement."""

    @property
    def told(self) -> str:
        """What the place says the motion is about or what was done: its description, else the words."""
        return self.title or self.done or self.quote


@dataclass(frozen=True, slots=True)
class Vote:
    """How one group or member voted."""

    name: str
    voter: str | None
    choice: str
    """Local name of the choice; empty where the source's word is not known."""
    choice_text: str
    seats: int | None
    mistake: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on the motion."""

    outcome: str
    """Local name of the outcome; empty where the source's word is not known."""
    outcome_text: str
    method: str
    votes: tuple[Vote, ...]

    def of(self, choice: str) -> tuple[Vote, ...]:
        """Give the votes of one kind."""
        return tuple(vote for vote in self.votes if vote.choice == choice)

    def seats(self, choice: str) -> int:
        """Count the seats behind one kind of vote; 0 where the source gives none."""
        return sum(vote.seats or 0 for vote in self.of(choice))


def known_of(
    rows: Iterable[Row], records: Iterable[Row], texts: Iterable[Row], titles: Iterable[Row], lang: str
) -> Known:
    """Read the rows of `motion.rq`, `motion-records.rq`, `motion-text.rq` and `dossier.rq`."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(tail(row["property"]), []).append(row["value"])
    records, prefix = list(records), {"nl": "motie", "en": "motion"}[lang]

    def first(name: str) -> str:
        return next((row[name] for row in records if name in row), "")

    identifier = next(iter(said.get("identifier", ())), "")
    labels = said.get("label", [])
    return Known(
        written(identifier),
        identifier,
        next(iter(said.get("inDossier", ())), None),
        next((row["title"] for row in titles if "title" in row), ""),
        first("title"),
        first("date"),
        first("status"),
        first("view"),
        tuple(dict.fromkeys((*_official(identifier), *said.get("isPrimaryTopicOf", ()), *_each(records, "source")))),
        tuple(row["document"] for row in texts),
        max(_each(records, "retrieved"), default=""),
        next((label for label in labels if label.startswith(prefix)), next(iter(labels), "")),
    )


def _official(identifier: str) -> tuple[str, ...]:
    """Give the official page, where the publisher's rules make it certain."""
    found = addresses(identifier)
    return (found.page,) if found and found.page and not found.dossier else ()


def accounts_of(rows: Iterable[Row], sources: Mapping[str, Source], names: Mapping[str, str]) -> list[Account]:
    """Read the rows of `motion-told.rq`: the latest letter first, within it in the order of the text.

    A citation that a statement names the motion by is told with that statement, not once more.
    """
    by_statement: dict[str, list[Row]] = {}
    for row in rows:
        by_statement.setdefault(row["statement"], []).append(row)
    titles = {row["statement"]: row["title"] for each in by_statement.values() for row in each if "title" in row}
    surnames = {iri: _each(each, "surname") for iri, each in by_statement.items()}
    used = {row["citation"] for each in by_statement.values() for row in each if "citation" in row}
    found = [
        _account(iri, each, sources[each[0]["document"]], titles=titles, surnames=surnames, names=names)
        for iri, each in by_statement.items()
        if iri not in used and each[0]["document"] in sources
    ]
    found.sort(key=lambda account: (account.source.identifier, account.begin))
    return sorted(found, key=lambda account: account.source.date, reverse=True)


def _account(
    iri: str,
    rows: list[Row],
    source: Source,
    *,
    titles: Mapping[str, str],
    surnames: Mapping[str, tuple[str, ...]],
    names: Mapping[str, str],
) -> Account:
    row = rows[0]
    citation = row.get("citation")
    done = row.get("did") or row.get("anchor", "")
    doers = {each["agent"]: names.get(each["agent"], "") for each in rows if "agent" in each}
    return Account(
        iri,
        row["how"] == "executed",
        row.get("negated") == "true",
        source,
        row["quote"],
        int(row["begin"]),
        int(row["end"]),
        titles.get(iri) or titles.get(citation or "", ""),
        surnames.get(iri) or surnames.get(citation or "", ()),
        tuple(doers.items()),
        "" if done.rstrip(". \n") in row["quote"] else done,
        citation,
    )


def _each(rows: Iterable[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[name] for row in rows if name in row))


def decisions_of(rows: Iterable[Row]) -> list[Decision]:
    """Read the rows of `motion-votes.rq`; the groups with most seats first."""
    by_decision: dict[str, list[Row]] = {}
    for row in rows:
        by_decision.setdefault(row["decision"], []).append(row)
    return [_decision(each) for each in by_decision.values()]


def _decision(rows: list[Row]) -> Decision:
    votes = {row["vote"]: _vote(row) for row in reversed(rows) if "vote" in row}
    ordered = sorted(votes.values(), key=lambda vote: (-(vote.seats or 0), vote.name.casefold()))
    first = rows[0]
    outcome = local(first["outcome"]) if "outcome" in first else ""
    return Decision(outcome, first.get("outcomeText", ""), first.get("method", ""), tuple(ordered))


def _vote(row: Row) -> Vote:
    return Vote(
        row.get("voterName") or local(row.get("voter", "?")),
        row.get("voter"),
        local(row["choice"]) if "choice" in row else "",
        row["choiceText"],
        int(row["seats"]) if "seats" in row else None,
        row.get("mistake") == "true",
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that contradict each other, the earlier written first."""

    about: str
    """described or submitted: what they differ in."""
    one: Account
    other: Account


def pairs_of(conflicts: Iterable[Conflict], accounts: Iterable[Account]) -> list[Pair]:
    """Give the accounts whose citations contradict each other."""
    by_iri = {iri: account for account in accounts for iri in (account.statement, account.citation) if iri}
    found = ((each.about, by_iri.get(each.one), by_iri.get(each.other)) for each in conflicts)
    pairs = [(about, one, other) for about, one, other in found if one is not None and other is not None]
    return [Pair(about, *((one, other) if _before(one, other) else (other, one))) for about, one, other in pairs]


def _before(one: Account, other: Account) -> bool:
    return (one.source.date, one.source.identifier, one.begin) <= (
        other.source.date,
        other.source.identifier,
        other.begin,
    )


def routes(site: Site) -> list[Route]:
    """Give no address: a motion's page is that of the thing."""
    return []


def things(site: Site) -> list[Thing]:
    """Give the kind of thing that this is the page of."""
    return [Thing("Motion", partial(page, site))]


async def page(site: Site, request: Request, iri: str) -> Response:
    """Show a motion."""
    node, lang = site.node(iri), site.language(request)
    if (unchanged := site.unchanged(request)) is not None:
        return unchanged
    documents = await site.register(Sources).all()
    known, records, texts, submitters, votes, told = await asyncio.gather(
        *(site.rows(name, motion=node) for name in ("motion", "motion-records")),
        site.rows("motion-text", paper=node),
        *(site.rows(name, motion=node, lang=lang) for name in ("motion-submitters", "motion-votes")),
        site.rows("motion-told", motion=node),
    )
    dossier = next((row["value"] for row in known if tail(row["property"]) == "inDossier"), None)
    titles = await site.rows("dossier", dossier=site.node(dossier)) if dossier else []
    about = known_of(known, records, texts, titles, lang)
    accounts = accounts_of(told, documents, await names_of(site, _each(told, "agent"), lang))
    cited, official = await read_citations(site, node)
    conflicts = conflicts_among(cited.get(iri, ()), across=iri not in official)
    return site.render(
        request,
        "motion.html",
        iri=iri,
        known=about,
        submitters=submitters,
        decisions=decisions_of(votes),
        accounts=accounts,
        named=sorted({each.title() for account in accounts for each in account.submitters}),
        executions=[each for each in accounts if each.executes and not each.negated],
        pairs=pairs_of(conflicts, accounts),
        texts=[documents[each] for each in about.texts if each in documents],
    )
