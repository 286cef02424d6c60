"""Cutting a sentence into clauses.

No parser runs offline, so this reads what Dutch marks on its surface: subordinators, relative words, the finite verb in
second place or last, *om … te*, coordination. It does not guess: a stretch without a verb stays with what is before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.relate.lexicon.grammar import AUXILIARY, HARD_POINTS, MODAL, PERFECT, Grammar
from graph_builder.relate.lexicon.inflect import Reading
from graph_builder.relate.syntax.clauses import Clause, Predicate
from graph_builder.relate.syntax.junctions import Junctions
from graph_builder.relate.syntax.outlook import Ahead
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.verbs import give_back, read_verb

_WAITING = frozenset(["zullen", "willen", "gaan", "hebben"])
"""Verbs that wait for another one at the end of their clause."""
_SUPPOSING = frozenset(["mocht", "mochten"])
"""How a condition without "als" opens."""


def parse(tokens: Sequence[Token], grammar: Grammar) -> list[Clause]:
    """Cut a sentence into clauses.

    Args:
        tokens: The sentence, asides left out.
        grammar: The closed word classes.

    Returns:
        Its clauses in the order of their first words; none without tokens.
    """
    cutter, done = _Cutter(tokens, grammar), 0
    lows = cutter.lows
    for at in _turning(tokens, lows, grammar):
        cutter.current.extend(tokens[done:at], lows[done:at])
        cutter.take(at)
        done = at + 1
    cutter.current.extend(tokens[done:], lows[done : len(tokens)])
    found = [clause for clause in cutter.clauses if clause.tokens]
    compounds = grammar.heads_in(lows[: len(tokens)])
    for clause in found:
        give_back(clause, grammar)
    for clause in found:
        clause.words = frozenset([*clause.lows, *grammar.heads_in(clause.lows)] if compounds else clause.lows)
        _complete(clause, grammar)
    return found


def _turning(tokens: Sequence[Token], lows: Sequence[str], grammar: Grammar) -> list[int]:
    """Give where words stand that can be verbs, or can end or begin a clause: any other only goes on with it."""
    structural = grammar.structural
    turning = [at for at, token in enumerate(tokens) if token.readings or lows[at] in structural]
    if "te" in lows:
        # Behind "te" an infinitive stands that no table may know.
        turning = sorted({*turning, *(at for at in range(len(tokens)) if lows[at - 1] == "te")})
    return turning


def _complete(clause: Clause, grammar: Grammar) -> None:
    """Where an auxiliary waits for an infinitive that no table knows, take the last word that looks like one."""
    if clause.finite is None or clause.verbs or clause.finite.reading.lemma not in ("zullen", "willen"):
        return
    behind = [at for at in range(len(clause.tokens) - 1, clause.finite.at, -1) if not clause.tokens[at].point]
    for at in behind:
        before, token = clause.tokens[at - 1].low, clause.tokens[at]
        known = next((reading for reading in token.readings if reading.form == "infinitive"), None)
        if known is not None and before not in ("te", "de", "een", "van"):
            clause.verbs.append(Predicate(at, known))
            return
        # "Wij willen meer ruimte voor boeren": a noun.
        if before in ("de", "een", "deze", "die", "onze", "hun"):
            # "Wij willen een eerlijke verdeling van de lasten".
            continue
        governed = before in grammar.words["prepositions"] and grammar.words["adverbial_er"].isdisjoint(clause.lows)
        if at == behind[0] and not governed and len(token.low) > 5 and token.low.endswith("en") and not token.readings:
            clause.verbs.append(Predicate(at, Reading(token.low, "", "infinitive")))
            return


class _Cutter(Junctions):
    def __init__(self, tokens: Sequence[Token], grammar: Grammar) -> None:
        super().__init__(tokens, grammar)
        self.clauses = [self.current]
        self._marked: dict[int, int] = {}

    def take(self, at: int) -> None:
        """Put the next word in the clause it belongs to, where it can be a verb or can end or begin a clause."""
        token = self.tokens[at]
        low = token.low
        if low in HARD_POINTS:
            if self.current.tokens:
                self._open(Clause("main"))
            return
        kind = self.opens(at) if low in self.openers else None
        if kind:
            before = at - 2 if self.low(at - 1) == "," else at - 1
            antecedent = self.tokens[before] if kind == "relative" and before >= 0 else None
            self._marked[token.start] = at
            self._open(Clause(kind, token, self._parent_for(at), antecedent=antecedent))
            return
        if low == ",":
            self._comma(at)
        elif low in self.words["coordinators"]:
            self._coordinator(at)
        elif self.current.kind == "infinitive" and self._ends_parent(at):
            self.current = self.current.parent or self.current
        elif self.current.kind != "main" and self.current.complete and self.finite_here(at) and not self._joined(at):
            self._resume()
        self._add(at)

    def _add(self, at: int) -> None:
        current, token = self.current, self.tokens[at]
        current.add(token)
        if token.readings:
            read_verb(current, at, self)
        elif self.low(at - 1) == "te" and self.is_infinitive(token) and not self.gerundive(at):
            reading = Reading(token.low, "", "infinitive")
            current.embedded.append(Predicate(len(current.tokens) - 1, reading, True))

    def _open(self, clause: Clause) -> None:
        if clause.parent:
            clause.parent.children.append(clause)
        self.current = clause
        self.clauses.append(clause)

    def _join(self, partner: Clause | None) -> None:
        """Open a clause coordinated with the current one."""
        current = self.current
        marker = current.marker if current.kind == "infinitive" else None
        beside = current if current.kind in ("sub", "relative") else None
        self._open(Clause(current.kind, marker, current.parent, partner, beside, current.antecedent))

    def _parent_for(self, at: int) -> Clause:
        """A subordinate clause after a finished one with the same marker belongs with it to the same clause."""
        current = self.current
        if current.parent and current.complete and self.low(at - 1) in ("en", "of", ","):
            if current.marker is not None and self.low(at) == current.marker.low:
                return current.parent
        return current

    def _root(self) -> Clause:
        clause = self.current
        while clause.parent:
            clause = clause.parent
        return clause

    def _resume(self) -> None:
        """Go back to the nearest clause above that still lacks its finite verb, else begin a new main clause."""
        clause = self.current.parent
        while clause:
            if clause.kind != "infinitive" and clause.finite is None:
                self.current = clause
                return
            clause = clause.parent
        root = self._root()
        self._open(Clause("main", partner=root if root.finite else None))

    def _joined(self, at: int) -> bool:
        """Tell whether this verb goes with the one before it: in a cluster, or as in "is en blijft"."""
        current = self.current
        if self.low(at - 1) in self.words["joining"] and current.finite is not None:
            if current.finite.at == len(current.tokens) - 2:
                return True
        last = current.tokens[-1] if current.tokens else None
        if current.kind == "infinitive" and current.embedded:
            before = current.embedded[-1]
            helps = before.at == len(current.tokens) - 1 and before.reading.lemma in MODAL
            return helps and "infinitive" in self.forms(at)
        if last is None or not last.readings or current.kind == "infinitive" or self.finite_beside(at):
            return False
        return bool(self.forms(at) & {"infinitive", "participle"}) or current.finite is None or not current.verbs

    def _ends_parent(self, at: int) -> bool:
        """Tell whether a verb belongs to what is said of a thing told whole: "het plan [om hulp te geven] gesteund"."""
        current, parent = self.current, self.current.parent
        if parent is None or parent.finite is None or parent.verbs or not current.embedded or not self.final(at):
            return False
        last = current.embedded[-1]
        if last.at != len(current.tokens) - 1 or last.reading.lemma in AUXILIARY | MODAL:
            return False
        lemma, forms = parent.finite.reading.lemma, self.forms(at)
        return ("participle" in forms and lemma in AUXILIARY) or ("infinitive" in forms and lemma in MODAL)

    def _comma(self, at: int) -> None:
        """Decide whether a comma ends the current clause."""
        current, verb = self.current, self.first_verb(at + 1)
        if current.kind != "main":
            if current.complete or self.looks_finite(at - 1):
                self._leave(at, verb)
        elif current.complete and current.finite and verb and not self.needs_verb(current, verb):
            # "Mocht dit nodig blijken, [zal ik …]": what opens with its verb is a condition.
            supposed = current.lows[0] in _SUPPOSING and verb.at == at + 1 and verb.form in ("finite", "plural")
            if supposed or self.anew(at + 1, verb) or self.second_place(at + 1, verb) or self.tells_who(at + 1):
                self._open(Clause("main"))
            elif self.lists(at + 1, verb):
                self._open(Clause("main", partner=self._root()))

    def _leave(self, at: int, verb: Ahead | None) -> None:
        """End a subordinate clause at a comma, if what follows belongs elsewhere."""
        parent = self.current.parent
        if verb and verb.at == at + 1 and verb.form in ("finite", "plural"):
            if parent is not None and self._parenthetical() and self._waits_for(parent, verb):
                # "Zal deze misstanden, [die er zijn], bestrijden".
                self.current = parent
            else:
                self._resume()
            return
        while parent and parent.kind != "main" and parent.complete:
            parent = parent.parent
        unfinished = parent is not None and (not parent.complete or self.needs_verb(parent, verb))
        if parent and (unfinished or (verb is None and self._parenthetical())):
            self.current = parent
        elif verb and self.second_place(at + 1, verb):
            self._open(Clause("main"))

    def _waits_for(self, clause: Clause, verb: Ahead) -> bool:
        """Tell whether the verb behind a relative clause, the sentence's last, is the one its modal waits for."""
        return self.needs_verb(clause, verb) and "infinitive" in self.forms(verb.at) and self.final(verb.at)

    def _parenthetical(self) -> bool:
        """Tell whether the current clause was let in between two commas."""
        marker = self.current.marker
        return marker is not None and self.low(self._marked.get(marker.start, 0) - 1) == ","

    def _coordinator(self, at: int) -> None:
        """Decide whether "en", "of", "maar" joins predicates; if it joins other things, the clause goes on."""
        following = at + 1
        while self.low(following) in self.words["adverbs"]:
            following += 1
        verb = self.first_verb(following) if following < len(self.tokens) else None
        if verb is None:
            return
        current = self.current
        if current.kind in ("sub", "relative") and current.complete and self.heads_cluster(verb.at):
            self._join(None if self._own_subject(following, verb.at) else current)
        elif current.finite and current.finite.at == len(current.tokens) - 1 and verb.at == following:
            if current.kind != "main" and self._goes_on_with(verb):
                self._open(Clause("main", partner=self._root()))
        elif verb.form in ("finite", "plural") and verb.at == following and not self.final(verb.at):
            main = self._root()
            if main.complete and not self.other_number(main, verb):
                self._open(Clause("main", partner=main))
            elif (main.finite is None or main.complete) and current.kind in ("sub", "relative") and current.complete:
                # "Omdat de instroom A raakt en vraagt om B, heeft het kabinet …", "ik vind dat zij A doen en kiezen …".
                self._join(current)
        elif current.complete and (self.anew(following, verb) or not self.needs_verb(current, verb)):
            self._join_predicate(following, verb)

    def _goes_on_with(self, verb: Ahead) -> bool:
        """Tell whether a main clause goes on with an auxiliary behind a subordinate one: "… nodig is en zal daarom …".

        It stands in second place, far from the verb that it waits for: "is en zal blijven" has the two together.
        """
        main = self._root()
        waits = any(reading.lemma in _WAITING for reading in self.tokens[verb.at].readings)
        second = waits and verb.form in ("finite", "plural") and not self.final(verb.at)
        apart = second and not self.forms(verb.at + 1) & {"participle", "infinitive"}
        return apart and main.kind == "main" and main.complete and not self.other_number(main, verb)

    def _own_subject(self, start: int, end: int) -> bool:
        return any(self.begins_subject(token) for token in self.tokens[start:end])

    def _join_predicate(self, following: int, verb: Ahead) -> None:
        """Open the clause of a coordinated predicate, by the form of its verb."""
        current, auxiliaries = self.current, set(self.current.auxiliaries())
        if verb.form == "te":
            if current.kind == "infinitive":
                self._join(current)
        elif verb.form == "participle":
            if current.verbs and auxiliaries & PERFECT:
                self._join(current)
        elif verb.form == "plural" and current.verbs and auxiliaries & MODAL:
            self._join(current)
        elif current.kind in ("sub", "relative") and (self.final(verb.at) or verb == (following, "plural")):
            self._join(None if self._own_subject(following, verb.at) else current)
        elif verb.at > following and (current.kind == "main" or verb.form == "finite"):
            self._open(Clause("main"))
