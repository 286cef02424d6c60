"""`kamergraaf review`: accept, reject, correct or add a statement; decisions are kept in a file."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of, notes
from graph_builder.errors import ReviewError
from graph_builder.iris import Base
from graph_builder.model import Claim, Review, Verdict
from graph_builder.review import decide, folded, published_statement, read_reviews, write_reviews
from graph_builder.review.file import claim_from_words, claim_words
from graph_builder.review.published import text_of
from graph_builder.store import Store
from ontology.terms import load_vocabulary

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Put right what was read: accept, reject, correct or add a statement.

    Decisions are kept in a Turtle file (STORE/reviews.ttl unless --reviews names another), by document and quote. They
    take effect at the next `kamergraaf build`, and at every one after it, whatever the rules then read.

    \b
    kamergraaf review reject document/kst-32623-376#statement-2973-funding-1 --store store --by NAME --why "…"
    kamergraaf review list --store store
    """,
)

Instead = tuple[str | None, list[str], str, bool]
"""Kind (None: as it was), roles, modality and negation of a corrected statement."""

FileOption = Annotated[
    Path | None,
    typer.Option("--reviews", help="The file of decisions.", envvar="KAMERGRAAF_REVIEWS", metavar="FILE"),
]
StatementArgument = Annotated[str, typer.Argument(help="The statement's IRI, or its path below the base.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides.", envvar="KAMERGRAAF_REVIEWER")]
WhyOption = Annotated[str, typer.Option("--why", help="Why.")]
RoleOption = Annotated[
    list[str],
    typer.Option("--role", help="A role and what fills it: agent=actor/netherlands, or topic=words of the document."),
]
KindOption = Annotated[str | None, typer.Option("--kind", help="The kind of statement, as in Funding.")]
ModalityOption = Annotated[str, typer.Option("--modality", help="asserted, intended, conditional or reported.")]
NegatedOption = Annotated[bool, typer.Option("--negated", help="The text denies it.")]


@app.command("accept")
def accept(
    statement: StatementArgument, *, store: StoreOption, by: ByOption, why: WhyOption = "",
    reviews: FileOption = None, base: BaseOption = BASE,
) -> None:  # fmt: skip
    """Say that a statement was read rightly: it stays, also when the rules change."""
    _keep(reviews, store, _about(statement, "accepted", store=store, by=by, why=why, base=base_of(base)), base_of(base))


@app.command("reject")
def reject(
    statement: StatementArgument, *, store: StoreOption, by: ByOption, why: WhyOption = "",
    reviews: FileOption = None, base: BaseOption = BASE,
) -> None:  # fmt: skip
    """Say that the text does not say this: it is left out from the next build on."""
    _keep(reviews, store, _about(statement, "rejected", store=store, by=by, why=why, base=base_of(base)), base_of(base))


@app.command("correct")
def correct(
    statement: StatementArgument, *, store: StoreOption, by: ByOption, role: RoleOption, kind: KindOption = None,
    modality: ModalityOption = "asserted", negated: NegatedOption = False, why: WhyOption = "",
    reviews: FileOption = None, base: BaseOption = BASE,
) -> None:  # fmt: skip
    """Say what the text does say: all roles of the statement as it should be, and its kind where that was wrong."""
    place = base_of(base)
    instead = (kind, role, modality, negated)
    taken = _about(statement, "corrected", store=store, by=by, why=why, base=place, instead=instead)
    _keep(reviews, store, taken, place)


@app.command("add")
def add(
    document: Annotated[str, typer.Argument(help="The document's key, as in kst-32623-376.")],
    *, quote: Annotated[str, typer.Option("--quote", help="The words that say it, as they stand in the document.")],
    kind: Annotated[str, typer.Option("--kind", help="The kind of statement, as in Funding.")], role: RoleOption,
    store: StoreOption, by: ByOption, modality: ModalityOption = "asserted", negated: NegatedOption = False,
    why: WhyOption = "", reviews: FileOption = None, base: BaseOption = BASE,
) -> None:  # fmt: skip
    """Add a statement that was not read."""
    key = document.removeprefix(base_of(base).iri("document/")).removeprefix("document/")
    if folded(quote) not in folded(text_of(_graph(store), key, base_of(base))):
        raise ReviewError(f"{key} does not say {folded(quote)!r}: copy the words from the document.")
    claim = _claim(kind, role, modality, negated)
    taken = Review(key, folded(quote), "", "added", None, claim, by, datetime.now(UTC).date(), why)
    _keep(reviews, store, taken, base_of(base))


@app.command("list")
def list_(*, store: StoreOption, reviews: FileOption = None, base: BaseOption = BASE) -> None:
    """List decisions, with those that are open again because the document no longer has the words."""
    decisions = read_reviews(_file(reviews, store))
    if not decisions:
        notes.print("Nobody has decided anything yet.")
        return
    graph, place = _graph(store), base_of(base)
    texts: dict[str, str] = {}
    for review in decisions:
        if review.document not in texts:
            texts[review.document] = folded(text_of(graph, review.document, place))
        state = "" if review.quote in texts[review.document] else " OPEN: the document no longer says this"
        claim = "; ".join(claim_words(review.instead or review.read or Claim("?", ())))
        typer.echo(f"{review.on} {review.verdict} by {review.by}: {review.document} „{review.quote}” ({claim}){state}")
    counts = Counter(review.verdict for review in decisions)
    judged = counts["accepted"] + counts["rejected"] + counts["corrected"]
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    notes.print(f"{told}; of {judged} that the rules read, {counts['accepted']} were right" if judged else told)


def _about(
    statement: str, verdict: Verdict, *, store: Path, by: str, why: str, base: Base, instead: Instead | None = None
) -> Review:
    said = published_statement(_graph(store), statement, load_vocabulary(), base)
    claim = _claim(instead[0] or said.claim.kind, *instead[1:]) if instead else None
    today = datetime.now(UTC).date()
    return Review(said.document, said.quote, said.prefix, verdict, said.claim, claim, by, today, why)


def _claim(kind: str, roles: list[str], modality: str, negated: bool) -> Claim:
    pairs = [role.partition("=") for role in roles]
    wrong = next(
        (role for role, (_, equals, filler) in zip(roles, pairs, strict=True) if not (equals and filler)), None
    )
    if wrong is not None:
        raise typer.BadParameter(f"{wrong!r} is no role: write it as agent=actor/netherlands")
    lines = [f"{role} {folded(filler)}" for role, _, filler in pairs]
    return claim_from_words([f"kind {kind}", f"modality {modality}", f"negated {str(negated).lower()}", *lines])


def _keep(reviews: Path | None, store: Path, taken: Review, base: Base) -> None:
    file = _file(reviews, store)
    write_reviews(file, decide(read_reviews(file), taken, load_vocabulary()), base)
    typer.echo(f"{taken.verdict}: kept in {file}; it takes effect at the next `kamergraaf build`")


def _file(reviews: Path | None, store: Path) -> Path:
    return reviews or store / "reviews.ttl"


def _graph(store: Path) -> ox.Store:
    return Store.open(store).open_current()
