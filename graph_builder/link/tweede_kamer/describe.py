"""What the source registers, as quads of its own graph.

Records, submissions, decisions and votes are this ontology's, aligned to ELI-DL; people and parties are FOAF and ORG as
elsewhere in the graph. A party's uninterrupted periods are nodes of their own (that is what votes name), each tied to
the registered party where its name tells which one that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF

from graph_builder.describe.accounts import content_words, surnames
from graph_builder.describe.papers import Number
from graph_builder.describe.sheet import A, boolean, day, integer, kg, term, text
from graph_builder.link.sheet import SourceSheet
from graph_builder.link.titles import about
from graph_builder.link.tweede_kamer.parliament import Found
from graph_builder.link.tweede_kamer.values import Case, Decision, Dossier, Member, Paper, Party, Submission, Vote
from ontology.registry import Registry

__all__ = ["Describer", "party_key", "registered_parties"]

_DATE = term(DCTERMS.date)
_PAGE = term(FOAF.isPrimaryTopicOf)


def party_key(name: str) -> str:
    """Fold a party's name so that its spellings meet: "Groenlinks - PvdA" is "groenlinkspvda"."""
    return re.sub(r"\W+", "", name.casefold())


def registered_parties(registry: Registry) -> dict[str, str]:
    """Give the registered party that each name stands for; a name of two parties is left out."""
    found: dict[str, set[str]] = {}
    for entry in registry.entries.values():
        for name in entry.names if entry.cls == "Party" else ():
            found.setdefault(party_key(name.text), set()).add(entry.path)
    return {name: paths.pop() for name, paths in found.items() if len(paths) == 1}


class Describer:
    """Writes what the source says on its sheet."""

    def __init__(
        self, sheet: SourceSheet, parties: Mapping[str, str], outcomes: Mapping[str, str], choices: Mapping[str, str]
    ) -> None:
        """Prepare to write.

        Args:
            sheet: The source's.
            parties: Folded names of registered parties to their paths.
            outcomes: The source's words for a decision to local names of `kg:Outcome`s.
            choices: The source's words for a vote to local names of `kg:VoteChoice`s.
        """
        self._sheet = sheet
        self._parties, self._outcomes, self._choices = parties, outcomes, choices

    def record(self, number: str) -> ox.NamedNode:
        """Name what the source registers under a number of its own."""
        return self._sheet.node(f"record/tweede-kamer/{number}")

    def actor(self, id_: str) -> ox.NamedNode:
        """Name a person or a party's period by the source's Id."""
        return self._sheet.node(f"actor/tk-{id_}")

    def case(self, paper: ox.NamedNode, case: Case, origin: Found, *, compared: bool = True) -> None:
        """Write a case of a paper, with who submitted it and what was decided.

        Args:
            paper: The paper.
            case: What the source says.
            origin: From where, and when.
            compared: Whether documents say something of the paper that its title can be compared with.
        """
        node = self._record(paper, "CaseRecord", case, origin, compared)
        for predicate, words in (
            ("recordKind", case.kind),
            ("recordStatus", case.status),
            ("cabinetView", case.view),
        ):
            if words:
                self._sheet.add(node, kg(predicate), text(words))
        for order, submission in enumerate(case.submissions, 1):
            self._submission(node, order, submission)
        for decision in case.decisions:
            self._decision(node, decision)
        for number in case.answers:
            self._tie(node, self._other(number))
        for number in case.answered_by:
            self._tie(self._other(number), node)
        for document in case.papers:
            self.document(paper, document, origin, compared=compared)
            self._sheet.add(self.record(document.number), kg("inCase"), node)
        for dossier in case.dossiers:
            self.dossier(dossier)

    def motion(self, paper: ox.NamedNode, number: Number, identifier: str) -> None:
        """Write a motion that no document names, as the paper that it is."""
        dossier = self._sheet.node(f"dossier/{number.dossier}")
        self._sheet.add(paper, A, kg("Motion"))
        self._sheet.add(paper, kg("identifier"), text(identifier))
        self._sheet.add(paper, kg("dossierNumber"), text(number.dossier))
        self._sheet.add(paper, kg("number"), text(number.number))
        self._sheet.add(paper, kg("inDossier"), dossier)
        self._sheet.label(paper, f"motie {number.written()}", f"motion {number.written()}")

    def document(self, paper: ox.NamedNode, document: Paper, origin: Found, *, compared: bool = True) -> None:
        """Write a document of a paper; the arguments are those of `case`."""
        node = self._record(paper, "DocumentRecord", document, origin, compared)
        if document.kind:
            self._sheet.add(node, kg("recordKind"), text(document.kind))
        page = ox.NamedNode(
            f"https://www.tweedekamer.nl/kamerstukken/detail?id={document.number}&did={document.number}"
        )
        if re.fullmatch(r"\d{4}D\d{5}", document.number):
            self._sheet.add(node, _PAGE, page)
            self._sheet.add(page, A, term(FOAF.Document))
            self._sheet.label(page, f"pagina van document {document.number}", f"page of document {document.number}")
        for dossier in document.dossiers:
            self.dossier(dossier)

    def dossier(self, dossier: Dossier) -> None:
        """Write a dossier's title and how far its numbers go."""
        node = self._sheet.node(f"dossier/{dossier.number}")
        if dossier.title:
            self._sheet.add(node, kg("dossierTitle"), text(dossier.title))
        if dossier.highest is not None:
            self._sheet.add(node, kg("highestNumber"), integer(dossier.highest))

    def unknown(self, paper: ox.NamedNode) -> None:
        """Write that the source does not know a paper's number."""
        self._sheet.add(paper, kg("unknownTo"), self._sheet.graph)

    def party(self, party: Party, origin: Found) -> None:
        """Write one period of a party, and which registered party it is a period of."""
        node = self.actor(party.id)
        self._name_party(node, party.abbreviation or party.name)
        self._sheet.retrieved(node, origin.address, origin.at)
        for predicate, value in (("validFrom", party.start), ("validTo", party.end)):
            if value:
                self._sheet.add(node, kg(predicate), day(value))

    def member(self, member: Member, origin: Found) -> None:
        """Write a member of the House."""
        node = self.actor(member.id)
        self._sheet.retrieved(node, origin.address, origin.at)
        self._name_person(node, member.name)
        if member.surname:
            self._sheet.add(node, term(FOAF.familyName), text(member.surname))
        if member.number is not None:
            self._sheet.add(node, kg("identifier"), text(str(member.number)))
        for period in member.periods:
            membership = self._sheet.node(f"record/tweede-kamer/membership-{period.id}")
            self._sheet.add(membership, A, kg("Membership"))
            self._sheet.add(membership, kg("member"), node)
            self._sheet.add(membership, kg("memberOfParty"), self.actor(period.party))
            self._sheet.label(membership, f"lidmaatschap van {member.name}", f"membership of {member.name}")
            for predicate, value in (("validFrom", period.start), ("validTo", period.end)):
                if value:
                    self._sheet.add(membership, kg(predicate), day(value))

    def named(self, names: Mapping[str, str | None], people: Iterable[str]) -> None:
        """Name the actors that the source has no row for, or an empty one, by what votes and submissions call them.

        Args:
            names: Id to the name written there.
            people: Those of the Ids that are persons; the others are parties.
        """
        persons = set(people)
        for id_, name in names.items():
            (self._name_person if id_ in persons else self._name_party)(self.actor(id_), name)

    def _record(self, paper: ox.NamedNode, cls: str, said: Case | Paper, origin: Found, compared: bool) -> ox.NamedNode:
        number, title = said.number, said.title
        node = self.record(number)
        self._sheet.add(paper, kg("record"), node)
        self._sheet.add(node, A, kg(cls))
        self._sheet.add(node, kg("identifier"), text(number))
        self._sheet.retrieved(node, origin.address, origin.at)
        dutch, english = ("zaak", "case") if cls == "CaseRecord" else ("document", "document")
        self._sheet.label(node, f"{dutch} {number}" + (f": {title}" if title else ""), f"{english} {number}")
        if title:
            self._sheet.add(node, kg("officialTitle"), text(title))
            for word in content_words([about(title)]) if compared else ():
                self._sheet.add(node, kg("officialWord"), text(word))
        if said.day:
            self._sheet.add(node, _DATE, day(said.day))
        return node

    def _submission(self, record: ox.NamedNode, order: int, submission: Submission) -> None:
        node = ox.NamedNode(f"{record.value}#submission-{order}")
        self._sheet.add(record, kg("submission"), node)
        self._sheet.add(node, A, kg("Submission"))
        self._sheet.add(node, kg("order"), integer(order))
        self._sheet.add(node, kg("submissionRole"), text(submission.role))
        name = submission.name or submission.role
        self._sheet.label(node, f"{submission.role}: {name}", f"{submission.role}: {name}")
        for surname in surnames([submission.name]) if submission.name else ():
            self._sheet.add(record, kg("officialSubmitterName"), text(surname))
        if submission.person:
            self._sheet.add(node, kg("submitter"), self.actor(submission.person))
            self._sheet.add(record, kg("officialSubmitter"), self.actor(submission.person))
        if submission.party:
            self._sheet.add(node, kg("forParty"), self.actor(submission.party))

    def _decision(self, record: ox.NamedNode, decision: Decision) -> None:
        node = self._sheet.node(f"record/tweede-kamer/besluit-{decision.id}")
        self._sheet.add(record, kg("decision"), node)
        self._sheet.add(node, A, kg("Decision"))
        self._sheet.label(node, f"besluit: {decision.kind or 'stemming'}", f"decision: {decision.kind or 'vote'}")
        if decision.kind:
            self._sheet.add(node, kg("outcomeText"), text(decision.kind))
        outcome = self._outcomes.get(decision.kind or "")
        if outcome:
            self._sheet.add(node, kg("outcome"), kg(outcome))
        if decision.day:
            self._sheet.add(node, _DATE, day(decision.day))
        if decision.method:
            self._sheet.add(node, kg("votingMethod"), text(decision.method))
        for vote in decision.votes:
            self._vote(node, vote)

    def _vote(self, decision: ox.NamedNode, vote: Vote) -> None:
        voter = vote.person or vote.party
        key = voter or party_key(vote.name or "")
        node = ox.NamedNode(
            f"{decision.value}#vote-{key}-{party_key(vote.choice)}{'-vergissing' if vote.mistake else ''}"
        )
        self._sheet.add(decision, kg("vote"), node)
        self._sheet.add(node, A, kg("Vote"))
        self._sheet.add(node, kg("choiceText"), text(vote.choice))
        self._sheet.label(node, f"{vote.name or 'stem'}: {vote.choice}", f"{vote.name or 'vote'}: {vote.choice}")
        if vote.choice in self._choices:
            self._sheet.add(node, kg("choice"), kg(self._choices[vote.choice]))
        if voter:
            self._sheet.add(node, kg("voter"), self.actor(voter))
        elif vote.name and party_key(vote.name) in self._parties:
            self._sheet.add(node, kg("voter"), self._sheet.node(self._parties[party_key(vote.name)]))
        if vote.seats is not None and not vote.person:
            self._sheet.add(node, kg("seats"), integer(vote.seats))
        if vote.mistake:
            self._sheet.add(node, kg("byMistake"), boolean(True))

    def _other(self, number: str) -> ox.NamedNode:
        node = self.record(number)
        self._sheet.add(node, A, kg("CaseRecord"))
        self._sheet.add(node, kg("identifier"), text(number))
        return node

    def _tie(self, answer: ox.NamedNode, answered: ox.NamedNode) -> None:
        self._sheet.add(answer, kg("answersRecord"), answered)

    def _name_party(self, node: ox.NamedNode, name: str | None) -> None:
        self._sheet.add(node, A, kg("Party"))
        shown = name or f"fractie {node.value.rpartition('/tk-')[2]}"
        self._sheet.label(node, shown, shown)
        if name and party_key(name) in self._parties:
            self._sheet.add(node, kg("periodOf"), self._sheet.node(self._parties[party_key(name)]))

    def _name_person(self, node: ox.NamedNode, name: str | None) -> None:
        self._sheet.add(node, A, kg("Person"))
        shown = name or f"lid {node.value.rpartition('/tk-')[2]}"
        self._sheet.label(node, shown, shown)
        if name:
            self._sheet.add(node, term(FOAF.name), text(name))
