"""From the papers in a graph to what the source registers of them.

One paper that cannot be looked up never stops the others: what an earlier run found of it is kept, and the run says so.
A source that is down is not asked on and on.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pyoxigraph as ox

from graph_builder.describe.papers import Number, number_of
from graph_builder.describe.sheet import A, kg
from graph_builder.errors import AnswerError, LinkError, SourceDownError
from graph_builder.iris import Base
from graph_builder.link.sheet import Earlier, SourceSheet, source_graph
from graph_builder.link.sources import load_source
from graph_builder.link.tweede_kamer.describe import Describer, registered_parties
from graph_builder.link.tweede_kamer.parliament import Found, Parliament
from graph_builder.link.tweede_kamer.records import KEY, read_case, read_dossier, read_member, read_paper, read_party
from graph_builder.link.tweede_kamer.values import Case, Dossier, Paper
from ontology.registry import Registry

__all__ = ["Linked", "link_parliament", "numbered_papers"]

_MOST_FAILURES = 2
"""Papers in a row for which the source was down, before it is left alone."""
_MOST_ODDITIES = 5
"""Papers in a row for which it answered with something else, before it is left alone."""


@dataclass(slots=True)
class Linked:
    """What became of the papers."""

    quads: list[ox.Quad] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    """Identifiers of papers that the source registers."""
    unknown: list[str] = field(default_factory=list)
    """Identifiers of papers whose number it does not know."""
    missing: dict[str, str] = field(default_factory=dict)
    """Identifiers of papers that could not be looked up, and why; a later run completes them."""
    complaints: list[str] = field(default_factory=list)
    """What is odd about what the source said, each a sentence."""


def numbered_papers(quads: Iterable[ox.Quad], base: Base) -> dict[str, bool]:
    """Find the papers of the Tweede Kamer in a graph, and whether each is taken for a motion.

    Papers of the Eerste Kamer, whose numbers are letters, are left out: this source does not hold them.
    """
    prefix, motion = base.iri("paper/"), kg("Motion")
    found: dict[str, bool] = {}
    for quad in quads:
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.NamedNode) and node.value.startswith(prefix):
                identifier = node.value.removeprefix(prefix)
                number = number_of(identifier)
                if number and number.number.isdigit():
                    is_motion = node == quad.subject and quad.predicate == A and quad.object == motion
                    found[identifier] = found.get(identifier, False) or is_motion
    return dict(sorted(found.items()))


def link_parliament(
    quads: Iterable[ox.Quad],
    parliament: Parliament,
    registry: Registry,
    base: Base,
    each: Callable[[str], None] = lambda _: None,
    *,
    whole: bool = False,
) -> Linked:
    """Look up every numbered paper that a graph names.

    Args:
        quads: All that was published, an earlier run's links included; gone through twice.
        parliament: Who answers.
        registry: The parties as they are registered.
        base: Where the deployment publishes its data.
        each: Called before each paper.
        whole: Whether every other motion of the dossiers that the papers are in is written as well.
    """
    own = source_graph(KEY, base)
    papers = numbered_papers((quad for quad in quads if quad.graph_name != own), base)
    return _Run(quads, parliament, registry, base).run(papers, each, whole)


class _Run:
    """One run over the papers of a graph."""

    def __init__(self, quads: Iterable[ox.Quad], parliament: Parliament, registry: Registry, base: Base) -> None:
        source = load_source(KEY)
        self._sheet = SourceSheet(source, base)
        self._earlier = Earlier(quad for quad in quads if quad.graph_name == self._sheet.graph)
        self._parliament = parliament
        data = source.data
        self._describe = Describer(self._sheet, registered_parties(registry), data["outcomes"], data["choices"])
        self._linked = Linked()
        self._names: dict[str, str | None] = {}
        self._people: set[str] = set()
        self._failures = self._oddities = 0

    def run(self, papers: dict[str, bool], each: Callable[[str], None], whole: bool) -> Linked:
        for identifier, is_motion in papers.items():
            each(identifier)
            self._try(identifier, is_motion)
        dossiers = {number.dossier for name in papers if (number := number_of(name))} if whole else set()
        for dossier in sorted(dossiers):
            each(dossier)
            self._others(dossier, papers)
        self._actors()
        self._linked.quads = self._sheet.quads()
        self._linked.complaints = list(dict.fromkeys(self._linked.complaints))
        return self._linked

    def _try(self, identifier: str, is_motion: bool) -> None:
        number = number_of(identifier)
        if number is None:
            return
        if self._left_alone():
            self._miss(identifier, "The source was left alone after it failed several times in a row.")
            return
        try:
            self._paper(identifier, number, is_motion)
            self._failures = self._oddities = 0
        except SourceDownError as error:
            self._failures += 1
            self._miss(identifier, str(error))
        except AnswerError as error:
            self._oddities += 1
            self._miss(identifier, str(error))

    def _left_alone(self) -> bool:
        return self._failures >= _MOST_FAILURES or self._oddities >= _MOST_ODDITIES

    def _miss(self, identifier: str, why: str) -> None:
        self._linked.missing[identifier] = why
        self._sheet.keep(self._earlier.of(self._sheet.node(f"paper/{identifier}")))
        number = number_of(identifier)
        if number:
            self._sheet.keep(self._earlier.of(self._sheet.node(f"dossier/{number.dossier}")))

    def _paper(self, identifier: str, number: Number, is_motion: bool) -> None:
        """Look up one paper: a motion by its case, another paper, or a motion without one, by its document."""
        order = int(number.number)
        cases = self._cases(self._parliament.cases(number.dossier, order), number) if is_motion else []
        papers = [] if cases else self._papers(self._parliament.documents(number.dossier, order), number)
        dossiers = [] if cases or papers else list(self._dossiers(number.dossier))
        node = self._sheet.node(f"paper/{identifier}")
        for found, case in cases:
            self._describe.case(node, case, found)
            self._meet(case)
        for found, paper in papers:
            self._describe.document(node, paper, found)
            for case in paper.cases:
                self._describe.case(node, case, found)
                self._sheet.add(self._describe.record(paper.number), kg("inCase"), self._describe.record(case.number))
                self._meet(case)
        if cases or papers:
            self._linked.found.append(identifier)
            return
        for dossier in dossiers:
            self._describe.dossier(dossier)
        self._describe.unknown(node)
        self._linked.unknown.append(identifier)

    def _others(self, dossier: str, papers: Container[str]) -> None:
        """Write the motions of a dossier that no document names: in the source's graph they are papers too."""
        for found in self._asked(partial(self._parliament.motions, dossier)):
            case = read_case(found.row, self._linked.complaints)
            if case is None or case.order is None or dossier not in (each.number for each in case.dossiers):
                continue
            identifier = f"kst-{dossier}-{case.order}"
            if identifier not in papers:
                node = self._sheet.node(f"paper/{identifier}")
                self._describe.motion(node, Number(dossier, str(case.order)), identifier)
                self._describe.case(node, case, found, compared=False)
                self._meet(case)

    def _cases(self, found: Iterable[Found], number: Number) -> list[tuple[Found, Case]]:
        read = ((each, read_case(each.row, self._linked.complaints)) for each in found)
        return [(each, case) for each, case in read if case and self._is_it(case, number)]

    def _papers(self, found: Iterable[Found], number: Number) -> list[tuple[Found, Paper]]:
        """Read documents, each once: one in two cases comes back twice."""
        read = ((each, read_paper(each.row, self._linked.complaints)) for each in found)
        papers = {paper.id: (each, paper) for each, paper in read if paper and self._is_it(paper, number)}
        return list(papers.values())

    def _dossiers(self, dossier: str) -> Iterator[Dossier]:
        for each in self._parliament.dossiers(dossier):
            read = read_dossier(each.row, self._linked.complaints)
            if read and read.number == dossier:
                yield read

    def _is_it(self, record: Case | Paper, number: Number) -> bool:
        """Tell whether a record is of the paper that was asked for: the number alone is not unique."""
        fits = record.order == int(number.number) and number.dossier in (each.number for each in record.dossiers)
        if not fits:
            where = ", ".join(each.number for each in record.dossiers) or "no dossier"
            self._linked.complaints.append(
                f"Asked for {number.dossier} nr. {number.number}, the source gave {record.number} "
                f"(nr. {record.order} in {where}); it is left out."
            )
        return fits

    def _meet(self, case: Case) -> None:
        """Remember who appears in a case, by the name that is written there."""
        for submission in case.submissions:
            if submission.person:
                self._names.setdefault(submission.person, submission.name)
                self._people.add(submission.person)
            if submission.party:
                self._names.setdefault(submission.party, None)
        for vote in (vote for decision in case.decisions for vote in decision.votes):
            if vote.person:
                self._people.add(vote.person)
                self._names.setdefault(vote.person, vote.name)
            elif vote.party:
                self._names[vote.party] = self._names.get(vote.party) or vote.name

    def _actors(self) -> None:
        """Write the parties and members that appeared; one without a row of its own gets the name written there."""
        left = dict(self._names)
        for found in self._asked(self._parliament.parties) if left else ():
            party = read_party(found.row, self._linked.complaints)
            if party and party.id in left and (party.abbreviation or party.name):
                self._describe.party(party, found)
                del left[party.id]
        for id_ in sorted(self._people):
            for found in self._asked(partial(self._parliament.members, id_)):
                member = read_member(found.row, self._linked.complaints)
                if member and member.id in left and member.surname:
                    self._describe.member(member, found)
                    del left[member.id]
                    for period in member.periods:
                        if period.party not in self._names:
                            left[period.party] = None
        self._describe.named(left, self._people)

    def _asked(self, ask: Callable[[], list[Found]]) -> list[Found]:
        """Ask for actors; without an answer their names are those written with votes and submissions."""
        if self._left_alone():
            return []
        try:
            return ask()
        except SourceDownError as error:
            self._failures += 1
            self._linked.complaints.append(str(error))
        except LinkError as error:
            self._linked.complaints.append(str(error))
        return []
