"""The file in which decisions are kept: Turtle, one block a decision, in an order that leaves small differences.

Passages are given as text quote selectors of the Web Annotation vocabulary (https://www.w3.org/TR/annotation-vocab/):
`oa:exact` and `oa:prefix`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import cast, get_args

from rdflib import DC, DCTERMS, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from graph_builder.errors import ReviewError
from graph_builder.iris import Base
from graph_builder.model import Claim, Modality, Review, Verdict
from graph_builder.store.files import replace
from ontology.terms import KG

__all__ = ["OA", "name_of", "read_reviews", "write_reviews"]

OA = Namespace("http://www.w3.org/ns/oa#")
_HEAD = (
    "# What people decided about statements: edit by hand or with `kamergraaf review`, keep under version control.\n"
)


def name_of(review: Review) -> str:
    """Give a decision's path below the base: the same for the same statement, so that a new one replaces the old."""
    about = (review.document, review.quote, review.prefix, repr(review.read or review.instead))
    return f"review/{hashlib.sha256(chr(0).join(about).encode()).hexdigest()[:16]}"


def read_reviews(path: Path) -> tuple[Review, ...]:
    """Read a file of decisions; none at all is an empty one.

    Raises:
        ReviewError: It is no Turtle, or a decision lacks a part; the message says which.
    """
    if not path.exists():
        return ()
    try:
        graph = Graph().parse(path, format="turtle")
    except Exception as error:  # rdflib's parser raises errors of many kinds
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ReviewError(f"{path} cannot be read as Turtle: {reason}; correct the file.") from error
    reviews = [_review(graph, cast(URIRef, node), path) for node in graph.subjects(RDF.type, KG.Review)]
    return tuple(sorted(reviews, key=lambda review: (review.document, review.quote, name_of(review))))


def write_reviews(path: Path, reviews: Iterable[Review], base: Base) -> None:
    """Write decisions to a file, whole or not at all.

    Raises:
        ReviewError: It cannot be written there.
    """
    blocks = {(review.document, review.quote, name_of(review)): _block(review, base) for review in reviews}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(
            path, (_HEAD + _PREFIXES.format(base=base.value) + "".join(blocks[key] for key in sorted(blocks))).encode()
        )
    except OSError as error:
        raise ReviewError(f"{path} cannot be written: {error.strerror}; name a file that you may write.") from error


_PREFIXES = f"""@base <{{base}}> .
@prefix dc: <{DC}> .
@prefix dcterms: <{DCTERMS}> .
@prefix kg: <{KG}> .
@prefix oa: <{OA}> .
@prefix rdfs: <{RDFS}> .
@prefix xsd: <{XSD}> .
"""


def _block(review: Review, base: Base) -> str:
    """Write one decision."""
    lines = [
        f"kg:reviewOf <document/{review.document}>",
        f"oa:exact {_quoted(review.quote)}",
        f"oa:prefix {_quoted(review.prefix)}",
        f"kg:verdict kg:{review.verdict.capitalize()}",
        *_claim_lines("read", review.read),
        *_claim_lines("instead", review.instead),
        f"dc:creator {_quoted(review.by)}",
        f'dcterms:date "{review.on.isoformat()}"^^xsd:date',
        f"rdfs:comment {_quoted(review.why)}",
    ]
    return f"\n<{name_of(review)}> a kg:Review ;\n    " + " ;\n    ".join(lines) + " .\n"


def _claim_lines(what: str, claim: Claim | None) -> list[str]:
    if claim is None:
        return []
    words = " , ".join(_quoted(each) for each in claim_words(claim))
    return [f"kg:{what}Claim {words}"]


def claim_words(claim: Claim) -> list[str]:
    """Write a claim as lines: "kind Funding", then a line a role, "agent actor/netherlands"."""
    more = [f"modality {claim.modality}"] if claim.modality != "asserted" else []
    more += ["negated true"] if claim.negated else []
    return [f"kind {claim.kind}", *more, *(f"{role} {value}" for role, value in claim.roles)]


def claim_from_words(lines: Iterable[str]) -> Claim:
    """Read a claim that `claim_words` wrote, in any order.

    Raises:
        ReviewError: It has no kind, or an unknown modality.
    """
    pairs = [(role, value.strip()) for role, _, value in (line.partition(" ") for line in lines)]
    plain = {role: value for role, value in pairs if role in ("kind", "modality", "negated")}
    roles = tuple(sorted(pair for pair in pairs if pair[0] not in ("kind", "modality", "negated")))
    modality = plain.get("modality", "asserted")
    if "kind" not in plain or modality not in get_args(Modality):
        raise ReviewError("a claim has one line such as 'kind Funding', and as modality one of the four.")
    return Claim(plain["kind"], roles, cast(Modality, modality), plain.get("negated") == "true")


def _quoted(words: str) -> str:
    return Literal(words).n3() if "\n" not in words else Literal(" ".join(words.split())).n3()


def _review(graph: Graph, node: URIRef, path: Path) -> Review:
    def one(predicate: URIRef) -> str:
        value = graph.value(node, predicate)
        if value is None:
            raise ReviewError(f"{path}: the decision <{node}> has no {predicate.n3(graph.namespace_manager)}; add it.")
        return str(value)

    def claim(predicate: URIRef) -> Claim | None:
        lines = sorted(str(value) for value in graph.objects(node, predicate))
        try:
            return claim_from_words(lines) if lines else None
        except ReviewError as error:
            raise ReviewError(f"{path}: in the decision <{node}> {error}") from error

    verdict = one(KG.verdict).removeprefix(str(KG)).lower()
    if verdict not in get_args(Verdict):
        raise ReviewError(f"{path}: the decision <{node}> has a verdict that is none: {verdict}.")
    return Review(
        document=one(KG.reviewOf).rpartition("/document/")[2],
        quote=one(OA.exact),
        prefix=str(graph.value(node, OA.prefix) or ""),
        verdict=cast(Verdict, verdict),
        read=claim(KG.readClaim),
        instead=claim(KG.insteadClaim),
        by=one(DC.creator),
        on=_day(one(DCTERMS.date), node, path),
        why=str(graph.value(node, RDFS.comment) or ""),
    )


def _day(words: str, node: URIRef, path: Path) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise ReviewError(f"{path}: the decision <{node}> has a date that is none: {words}.") from error
