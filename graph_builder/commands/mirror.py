"""`kamergraaf fetch` and `kamergraaf update`: a mirror of the Tweede Kamer's data, and a graph kept up with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of, notes
from graph_builder.commands.link import manners
from graph_builder.corpus.building import Order, open_ledger, read_all, scan
from graph_builder.corpus.checking import check_shards
from graph_builder.corpus.crew import cores
from graph_builder.corpus.ledger import Read
from graph_builder.corpus.rules import current_rules
from graph_builder.corpus.withdrawal import without_withdrawn
from graph_builder.errors import ValidationError
from graph_builder.extract import load_knowledge
from graph_builder.iris import Base
from graph_builder.link.client import Client
from graph_builder.link.fetching import Fetched, Follower, fetch_letters
from graph_builder.link.mirror import Mirror
from graph_builder.link.mirrored import Mirrored
from graph_builder.link.official import KEY as OFFICIAL
from graph_builder.link.sheet import source_graph
from graph_builder.link.sources import load_source
from graph_builder.link.sru import Enriched, ask
from graph_builder.link.told import Update, warned
from graph_builder.link.tweede_kamer.records import KEY
from graph_builder.link.updating import link_all
from graph_builder.publish import kept, publish_graphs
from graph_builder.review import read_reviews
from graph_builder.store import Shard, Store, split
from graph_builder.store.files import locked

_RECENT = timedelta(days=31)

MirrorOption = Annotated[
    Path, typer.Option("--mirror", help="The folder of the mirror.", envvar="KAMERGRAAF_MIRROR", metavar="DIR")
]
SinceOption = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], help="Letters dated earlier are left out; else a month counts."),
]
StartOption = Annotated[
    int | None,
    typer.Option("--start", help="The feed's token from which a first run starts; else all of its history.", min=0),
]
FeedOption = Annotated[
    str | None, typer.Option("--address", help="Where the SyncFeed is, if elsewhere than usual.", metavar="URL")
]

ReviewsOption = Annotated[
    Path | None,
    typer.Option("--reviews", help="What people decided; else reviews.ttl in the store.", envvar="KAMERGRAAF_REVIEWS"),
]


def fetch_command(
    *,
    mirror: MirrorOption,
    since: SinceOption = None,
    start: StartOption = None,
    category: Annotated[list[str] | None, typer.Option("--category", help="Only this kind; may be repeated.")] = None,
    address: FeedOption = None,
) -> None:
    """Bring the local mirror of the Tweede Kamer's data up to date, and fetch the files of new letters.

    The feed is followed from where the last run stopped; a run may be cut off anywhere. Where the source is down, what
    is kept stays, and the next run goes on. Letters lie in the folder `letters` below the mirror's, ready for a build.

    \b
    kamergraaf fetch --mirror mirror --start 26600000
    kamergraaf link --source tweede-kamer --mirror mirror --store store
    """  # noqa: D301 (click keeps lines as they are after \b)
    mirror.mkdir(parents=True, exist_ok=True)
    with locked(mirror, 0):
        for fetched in _fetch(mirror, _day(since), start, category or (), address):
            _tell(fetched)


def update_command(
    inputs: Annotated[
        list[Path] | None, typer.Argument(help="Further documents, or folders.", metavar="INPUT…")
    ] = None,
    *,
    store: StoreOption,
    mirror: MirrorOption,
    since: SinceOption = None,
    start: StartOption = None,
    offline: Annotated[bool, typer.Option("--offline", help="Fetch nothing: use the mirror as it is.")] = False,
    address: FeedOption = None,
    reviews: ReviewsOption = None,
    official: Annotated[
        bool, typer.Option("--official", help="Ask the official publications for titles and dates as well.")
    ] = False,
    official_address: Annotated[
        str | None, typer.Option("--official-address", help="Where those are, if elsewhere than usual.", metavar="URL")
    ] = None,
    base: BaseOption = BASE,
) -> None:
    """Fetch, build, link, validate and publish in one go; safe to run from cron.

    New letters are read, while what the others gave is kept, as are people's decisions about it and what was withdrawn.
    Every paper that they name is linked from the mirror, and one generation is published if all of it holds; else the
    generation published before stays. A run that starts while another is busy stops at once. At the end it says what
    was fetched, built and linked, and what a person should look at.

    \b
    kamergraaf update --store store --mirror mirror --official
    """  # noqa: D301 (click keeps lines as they are after \b)
    started = datetime.now(UTC)
    mirror.mkdir(parents=True, exist_ok=True)
    with locked(mirror, 0):
        fetched = () if offline else _fetch(mirror, _day(since), start, (), address)
        target, where = Store.open(store, create=True), base_of(base)
        decided = read_reviews(reviews or store / "reviews.ttl")
        order = Order(base=where, rules=current_rules(load_knowledge), reviews=decided, workers=cores())
        letters = _read(target, [mirror / "letters", *(inputs or [])], order)
        with Mirror.open(mirror, create=True) as opened:
            withdrawn = sorted(opened.withdrawn())
            gone = {f"<{where.iri(f'document/{paper}/graph')}>" for paper in withdrawn}
            others = kept(target, (shard.graph for shard in letters.shards), where)
            asked = partial(_ask, address=official_address) if official and not offline else _ask_nobody
            known = _Known(target, (*letters.shards, *(shard for shard in others if shard.graph not in gone)))
            linked = link_all(known, Mirrored(opened), load_knowledge().registry, where, asked)
    update = Update(fetched, letters.read, letters.skipped, withdrawn, linked.parliament, linked.official)
    for line in update.lines():
        notes.print(line)
    for line in update.attention():
        notes.print(line, style="yellow")
    _publish(known, linked.links, where, started)


def _ask(papers: set[str], address: str | None) -> Enriched:
    """Ask the official publications for papers."""
    with Client(manners()) as client:
        return ask(client, papers, datetime.now(UTC), address)


def _ask_nobody(_: set[str]) -> Enriched:
    return Enriched()


@dataclass(frozen=True, slots=True)
class _Letters:
    """What the documents of an update gave."""

    shards: tuple[Shard, ...]
    read: tuple[Read, ...]
    skipped: tuple[tuple[str, str], ...]


def _read(target: Store, inputs: Sequence[Path], order: Order) -> _Letters:
    """Read documents, each once; those that were withdrawn are left out."""
    with open_ledger(target) as ledger:
        scan(ledger, [str(path) for path in inputs if path.exists()])
        read_all(target, ledger, order, lambda _: None)
        shards = tuple(without_withdrawn(target, ledger.shards(), order.base))
        return _Letters(shards, tuple(ledger.read()), tuple(ledger.skipped()))


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is to be published but for new links; quads are read from the disk each time they are gone through."""

    store: Store
    shards: tuple[Shard, ...]

    def __iter__(self) -> Iterator[ox.Quad]:
        for shard in self.shards:
            yield from ox.parse(b"".join(self.store.lines(shard)), format=ox.RdfFormat.N_QUADS)


def _publish(known: _Known, links: Iterable[list[ox.Quad]], base: Base, started: datetime) -> None:
    """Check everything, publish it, and say what a person should look at."""
    target, replaced = known.store, {str(source_graph(key, base)) for key in (OFFICIAL, KEY)}
    new = (shard for said in links for shard in split(target.path, said))
    others = (shard for shard in known.shards if shard.graph not in replaced)
    shards = sorted([*others, *new], key=lambda shard: shard.graph)
    report = check_shards(target, shards, base)
    if not report.conforms:
        raise ValidationError(f"Nothing was published, as the graph breaks a shape:\n{report.as_text()}")
    before = target.current_name()
    generation = publish_graphs(target, shards, base, started)
    if warnings := warned(report, target.path):
        notes.print(warnings)
    what = "nothing new: generation" if generation.name == before else f"{generation.manifest.quads} quads: generation"
    typer.echo(f"{what} {generation.name} is current in {target.path}, {len(report.results)} warnings")


def _fetch(
    mirror: Path, since: date, start: int | None, categories: Sequence[str], address: str | None
) -> tuple[Fetched, Fetched]:
    """Follow the feed and fetch new letters; gives what came of each."""
    largest = load_source(KEY).data["syncfeed"]["largest_file"]
    with Mirror.open(mirror, create=True) as opened:
        with Client(manners()) as client, notes.status("fetching") as status:

            def show(kind: str, news: int) -> None:
                status.update(f"{kind}: {news} new or changed")

            follower = Follower(client, opened, lambda: datetime.now(UTC), show)
            followed = follower.follow(categories, address=address, start=start)
        with Client(replace(manners(), largest=largest)) as client:
            return followed, fetch_letters(client, opened, mirror / "letters", since, host=address)


def _tell(fetched: Fetched) -> None:
    news = [f"{count} {category}" for category, count in fetched.news.items() if count]
    if fetched.news:
        notes.print(f"new or changed: {', '.join(news) or 'nothing'}")
    for path in fetched.files:
        notes.print(f"fetched {path}")
    for name, why in fetched.missing.items():
        notes.print(f"{name} is to be fetched in a next run: {why}", style="yellow")


def _day(since: datetime | None) -> date:
    return since.date() if since else (datetime.now(UTC) - _RECENT).date()
