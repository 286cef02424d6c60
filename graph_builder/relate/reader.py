"""Reading one sentence after another, with what the sentences before it have said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from graph_builder.model import Block, Document, Filler, Mention, Reference, Span, Statement
from graph_builder.relate.acts.attributes import read_attributes
from graph_builder.relate.acts.cases import read_case
from graph_builder.relate.acts.match import read_verbs
from graph_builder.relate.acts.nominals import read_nominals
from graph_builder.relate.acts.phrases import read_phrases
from graph_builder.relate.acts.visits import to_country
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.leads import announced, held, joined, shares_out, unfinished, within
from graph_builder.relate.lexicon.frames import Frames
from graph_builder.relate.parliament.asked import read_asked, read_requested
from graph_builder.relate.parliament.executions import read_executions
from graph_builder.relate.parliament.motions import read_request
from graph_builder.relate.promises.decisions import promises_to_ask
from graph_builder.relate.promises.pledges import read_pledges
from graph_builder.relate.promises.undertakings import promises_aside, read_promises
from graph_builder.relate.promises.willing import answered
from graph_builder.relate.reported import states
from graph_builder.relate.roles.talks import talks, told_alone
from graph_builder.relate.said import of_government, stretch, told_before, topics
from graph_builder.relate.speakers import Speakers, council_of
from graph_builder.relate.stating import stated
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.cutting import Tokens
from graph_builder.relate.syntax.ellipsis import continued, parcel
from graph_builder.relate.syntax.nounphrases import fillers
from graph_builder.relate.syntax.openings import behind_answer, behind_opening
from graph_builder.relate.syntax.parse import parse
from graph_builder.relate.syntax.pronouns import bodies_of
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import LOW, Token

_OFFICIALS = ("minister", "staatssecretaris", "minister-president")
"""Words that stand for somebody whom "hij" can stand for."""


_WANTING = ("Advocacy", "Urging")
"""Kinds of act whose topic somebody else can back or oppose."""


class Reader:
    """Reads the sentences of one document, in the order of the text."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], references: Sequence[Reference], frames: Frames
    ) -> None:
        self._document = document
        self._mentions = mentions
        self._cases = any(mention.type == "LegalCase" for mention in mentions)
        self._tokens = Tokens(document, mentions, references, frames.known)
        self._context = Context(document, frames, council=council_of(document, mentions), sums=self._tokens.sums)
        self._speakers = Speakers(document)
        self._starts = [block.span.start for block in document.blocks]
        self._before: list[Statement] = []
        self._gave: list[Statement] = []
        self._within: Block | None = None
        self._passed_over: list[Token] = []
        self._lead: list[Token] = []
        self._announced: Draft | None = None
        self._giver: Filler | None = None
        self._opens = False
        self._requested: set[Span] = set()

    def names_actors(self, span: Span) -> bool:
        """Tell whether a sentence names somebody who can act, and is there to state something."""
        block = self._block(span)
        if block is not None and (block.kind == "heading" or block.part == "question"):
            return False
        return any(unit.actor for unit in self._tokens.units(span))

    def read(self, span: Span) -> list[Statement]:
        """Read the statements of a sentence."""
        block = self._block(span)
        if block is not None and block is not self._within:
            # Each item of a list speaks of somebody else: its "zij" is nobody of the item before.
            self._context.person = None if block.kind == "item" else self._context.person
            self._context.matter = None
            self._context.bodies, self._within, self._passed_over = (), block, []
            self._gave = [said for said in self._before if said.kind == "Funding"]
            self._context.tokens, self._context.citing = [], []
            self._opens = block.kind == "item"
            if not self._opens:
                self._lead, self._announced, self._giver = [], None, None
        if block is not None and block.part == "request":
            found = self._request(block)
        elif self._silent(span, block):
            found = []
        else:
            self._context.speaks = self._context.first_person = self._speakers.government_at(span.start)
            self._context.listed = False
            found = list(self._item(span) if self._opens else self._sentence(span))
            if not found and block is not None and block.part == "answer":
                found = list(self._answer(span))
            if self._announced is not None and not self._opens and (block is None or block.kind != "item"):
                # "Ik zal de volgende stappen zetten:" promises what the items say.
                found = [said for said in found if said.kind != "Undertaking"]
        given = [said.trigger for said in found if said.trigger is not None and _gives(said)]
        # Who decides to give somebody money funds him; that is one act, not two.
        found = [s for s in found if not (s.kind == "Undertaking" and any(map(stretch(s).covers, given)))]
        self._opens, self._before = False, found
        gave = [said for said in found if said.kind == "Funding"]
        if gave or any(token.type == "Money" for token in self._context.tokens):
            self._gave = gave
        wanted = {f.span for said in found if said.kind in _WANTING for f in said.fillers("topic") if f.entity is None}
        self._context.matter = next(iter(wanted)) if len(wanted) == 1 else None
        return found

    def _answer(self, span: Span) -> Iterator[Statement]:
        """Read a sentence of an answer that states nothing by itself."""
        words = behind_answer(self._tokens.prose(span)[0], self._context.grammar.words["answers"])
        yield from answered(bisect_right(self._starts, span.start) - 1, span, words, self._context)

    def _item(self, span: Span) -> Iterator[Statement]:
        """Read the first sentence of a list's item, with the sentence that it goes on with."""
        item, _ = self._tokens.prose(span)
        promised = held(self._announced, item, self._context) if self._announced is not None and item else None
        given = parcel(item, self._giver, self._context) if self._giver is not None and item else None
        self._context.listed = self._announced is not None
        if promised is not None:
            yield promised
        elif given is not None:
            yield given
        elif self._lead:
            whole = (within(said, span) for said in self._sentence(span, self._lead))
            yield from (said for said in whole if said is not None)
        else:
            yield from self._sentence(span)

    def _block(self, span: Span) -> Block | None:
        at = bisect_right(self._starts, span.start) - 1
        return self._document.blocks[at] if at >= 0 else None

    def _before_item(self, span: Span) -> bool:
        """Tell whether a list begins behind the block of a sentence."""
        after = bisect_right(self._starts, span.start)
        return after < len(self._starts) and self._document.blocks[after].kind == "item"

    def _silent(self, span: Span, block: Block | None) -> bool:
        """Headings, questions and a member's own words state nothing."""
        if block is not None and (block.kind == "heading" or block.part == "question"):
            return True
        return self._document.text[span.end - 1] == "?"

    def _request(self, block: Block) -> list[Statement]:
        if block.span in self._requested:
            return []
        self._requested.add(block.span)
        return list(read_request(self._document, block, self._mentions))

    def _words(self, span: Span, lead: Sequence[Token]) -> tuple[list[Token], list[str]]:
        """Give the words of a sentence, with those that it goes on with before it; and these in lower case."""
        grammar = self._context.grammar
        prose, lows = self._tokens.prose(span)
        words = joined(lead, prose) if lead else behind_answer(prose, grammar.words["answers"])
        lows = lows if words is prose else [*map(LOW, words)]
        opened = behind_opening(words, lows, grammar.openings)
        return opened, lows if opened is words else [*map(LOW, opened)]

    def _sentence(self, span: Span, lead: Sequence[Token] = ()) -> Iterator[Statement]:
        context = self._context
        words, lows = self._words(span, lead)
        context.earlier, context.before = context.tokens, self._before
        context.cited = context.citing
        context.citing = [unit for unit in self._tokens.units(span) if unit.type == "Citation"]
        context.tokens, context.lows, context.talks = words, lows, []
        clauses: list[Clause] = []
        if self._may_state(words):
            if self._passed_over and not {"zij", "ze"}.isdisjoint(lows):
                self._remember(self._passed_over, parse(self._passed_over, context.grammar))
            clauses = context.clauses = parse(words, context.grammar)
            told: list[Span] = []
            promised: list[Span] = []
            own = False
            for clause in clauses:
                found = list(self._clause(clause)) if states(clause, context) else []
                if not found:
                    continue
                if self._inside(clause, told):
                    # What is promised in order to fight a wrong, fights it; who decides to give money gives it.
                    aims = clause.kind == "infinitive"
                    kept = {"Countering"} if aims else set[str]()
                    kept |= {"MotionExecution"} if own else set[str]()
                    found = [said for said in found if _gives(said) or said.kind in kept]
                told += [topic for said in found for topic in topics(said)]
                # What the government stands up for "conform de motie A" executes the motion.
                own = own or any(of_government(said) for said in found)
                promised += [topic for said in found if said.kind == "Undertaking" for topic in topics(said)]
                yield from found
            yield from (stated(draft, context) for draft in read_asked(clauses, context))
            pledges = (stated(draft, context) for draft in read_pledges(clauses, context))
            yield from (said for said in pledges if not told_before(said, promised))
            yield from continued(clauses, self._gave, context)
        self._remember(words, clauses)
        self._passed_over = [] if clauses else words
        if words and words[-1].low == ":" and not lead and self._before_item(span):
            self._open_list(words[:-1], clauses)
        for clause in clauses:
            # A parent and its children hold each other: parted, they are gone at once, without the garbage collector.
            clause.children.clear()

    def _inside(self, clause: Clause, told: Sequence[Span]) -> bool:
        """Tell whether a clause belongs to what the clauses before it are about, and promises nothing of its own."""
        if not told or (clause.marker is None and clause.beside is None):
            return False
        first = next((token for token in clause.tokens if not token.point), clause.tokens[0])
        # What a motion asks that somebody takes up, it asks all the same.
        asked = clause.antecedent is not None and clause.antecedent.type == "Motion"
        inside = not asked and any(first.inside(topic) for topic in told)
        return inside and not promises_aside(clause, self._context)

    def _open_list(self, words: list[Token], clauses: Sequence[Clause]) -> None:
        """Keep a sentence that a list goes on with, or what it says that the list holds."""
        clauses = clauses or parse(words, self._context.grammar)
        self._announced, self._giver = announced(clauses, self._context), shares_out(clauses, self._context)
        self._lead = words if self._announced is None and unfinished(words, self._context.grammar) else []

    def _may_state(self, words: Sequence[Token]) -> bool:
        """Tell whether a sentence has words that can state something, or can go on with the funding before it."""
        if self._gave:
            return True
        if self._context.frames.may_state(self._context.lows):
            return True
        return any(token.type == "LegalCase" or not token.whole for token in words)

    def _clause(self, clause: Clause) -> Iterator[Statement]:
        context = self._context
        told = (draft for draft in read_verbs(clause, context) if not promises_to_ask(draft, context))
        said = [draft for draft in told if not to_country(draft, context)]
        fixed = [*read_phrases(clause, context)]
        # "Tijdens het overleg met A": the phrase has told what its noun tells.
        nouns = [draft for draft in read_nominals(clause, context) if not any(_same(draft, other) for other in fixed)]
        others = (*fixed, *nouns, *read_attributes(clause, context))
        context.talks += talks(said, clause)
        if others:
            said += _beside(said, [draft for draft in others if not to_country(draft, context)])
        if not any(draft.frame.verbs or draft.frame.kind == "Countering" for draft in said):
            said += list(read_executions(clause, context)) or read_promises(clause, context)
        for draft in (*said, *read_requested(clause, context)):
            yield stated(draft, context)
        if self._cases:
            yield from read_case(clause, context)

    def _remember(self, words: Sequence[Token], clauses: Sequence[Clause]) -> None:
        """Keep the one person that a sentence names, or who is its subject, for "zij" and "hij" in the next."""
        named = (token for token in words if token.type == "Person")
        persons = {token.mention.entity: token for token in named if token.mention}
        first = subject(clauses[0], self._context) if clauses and not persons else None
        self._context.bodies = bodies_of(first) if first is not None else ()
        if len(persons) == 1:
            token = next(iter(persons.values()))
            assert token.mention
            self._context.person = Filler(token.mention.span, token.mention.entity)
        elif persons:
            self._context.person = None
        elif first is not None and (told := told_alone(first, self._context)) is not None:
            self._context.person = told
        elif first is not None:
            official = first.tokens[0] if len(first.tokens) == 1 else None
            if official is not None and (official.type == "Role" or official.low.removeprefix("de ") in _OFFICIALS):
                self._context.person = next(iter(fillers((official,), self._context)), None)


def _beside(said: Sequence[Draft], others: Sequence[Draft]) -> list[Draft]:
    """Give what the nouns and phrases of a clause tell beside what its verb has told."""
    if said:
        # What the clause is about, its verb has told.
        for draft in others:
            draft.roles = [role for role in draft.roles if role[0] != "topic" or draft.frame.kind != "Cooperation"]
    kinds = {draft.frame.kind for draft in said}
    # "In gesprek met X aandringen": whom something is urged on, the verb has told.
    addressed = {f.entity for draft in said for role, f in draft.roles if role in ("addressee", "forum")}
    return [draft for draft in others if draft.frame.kind not in kinds and not _repeats(draft, addressed)]


def _gives(said: Statement) -> bool:
    """Tell whether a funding says how much somebody gets, or through whom."""
    gets = said.fillers("recipient") and said.fillers("amount")
    return said.kind == "Funding" and bool(gets or said.fillers("channel"))


def _same(draft: Draft, other: Draft) -> bool:
    """Tell whether two drafts say the same of the same words."""
    mine = {filler.span for role, filler in draft.roles if role == "partner"}
    return draft.frame.kind == other.frame.kind and bool(mine) and mine <= {filler.span for _, filler in other.roles}


def _repeats(draft: Draft, addressed: Set[str | None]) -> bool:
    """Tell whether a contact is only the way in which somebody is addressed."""
    partners = [filler.entity for role, filler in draft.roles if role == "partner"]
    return draft.frame.kind == "Contact" and not addressed.isdisjoint(partners)
