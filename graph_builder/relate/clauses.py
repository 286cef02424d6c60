"""Clauses: where a Dutch sentence's predicates begin and end, and which verb each has.

No parser is to be had that runs offline, so this reads what Dutch marks on its surface: subordinators and relative
words, the finite verb in second place or last, *om … te*, and coordination of predicates. It gives up rather than
guesses: a stretch without a verb stays with the clause before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph_builder.relate.grammar import Grammar
from graph_builder.relate.inflect import Reading
from graph_builder.relate.tokens import Token

ClauseKind = Literal["main", "sub", "relative", "infinitive"]

_ADJECTIVE = (
    "ige",
    "sche",
    "lijke",
    "nde",
    "ieve",
    "ële",
    "nele",
    "nieuwe",
    "grote",
    "goede",
    "extra",
    "eigen",
    "bare",
    "se",
)
"""Endings of adjectives: the word behind one is a noun though it could be a verb."""
_PERFECT = frozenset(["hebben", "zijn", "worden"])
_MODAL = frozenset(
    ["zullen", "kunnen", "moeten", "mogen", "willen", "gaan", "laten", "blijven", "helpen", "doen", "komen"]
)


@dataclass(slots=True)
class Predicate:
    """A word read as a verb inside a clause."""

    at: int
    """Index into the clause's tokens."""
    reading: Reading
    te: bool = False
    """Whether *te* stands before it."""


@dataclass(slots=True)
class Clause:
    """A predicate with what belongs to it."""

    kind: ClauseKind
    marker: Token | None = None
    """The word that opens it: "omdat", "die", "om"; None for a main clause."""
    parent: Clause | None = None
    partner: Clause | None = None
    """The clause that it is coordinated with and shares its subject with."""
    antecedent: Token | None = None
    """What stands directly before a relative word."""
    tokens: list[Token] = field(default_factory=list)
    finite: Predicate | None = None
    verbs: list[Predicate] = field(default_factory=list)
    """Participles and infinitives without *te*."""
    embedded: list[Predicate] = field(default_factory=list)
    """Infinitives with *te*."""
    children: list[Clause] = field(default_factory=list)
    _lows: list[str] | None = None

    @property
    def lows(self) -> list[str]:
        """Its words in lower case, empty for units; only once it is complete."""
        if self._lows is None or len(self._lows) != len(self.tokens):
            self._lows = [token.low for token in self.tokens]
        return self._lows

    @property
    def start(self) -> int:
        """Offset of its first word."""
        if self.marker:
            return self.marker.start
        return next((token.start for token in self.tokens if not token.point), self.tokens[0].start)

    @property
    def end(self) -> int:
        """Offset after its last word, its own subordinate clauses left out."""
        last = len(self.tokens) - 1
        while last > 0 and self.tokens[last].point:
            last -= 1
        return self.tokens[last].end

    @property
    def whole_end(self) -> int:
        """Offset after its last word, with its subordinate clauses."""
        return max([self.end, *(child.whole_end for child in self.children if child.tokens)])

    @property
    def complete(self) -> bool:
        """Whether it has the verbs that it needs so far."""
        if self.kind == "infinitive":
            return bool(self.embedded)
        if self.finite is None:
            return bool(self.verbs) and self.partner is not None
        return bool(self.verbs) or self.finite.reading.lemma not in ("zullen", "kunnen", "moeten", "mogen")

    def auxiliaries(self) -> tuple[str, ...]:
        """Give the lemmas of its finite verb and of the auxiliaries it shares with its partner."""
        helping = [p.reading.lemma for p in self.verbs if p.reading.lemma in _PERFECT]
        if self.finite:
            return (self.finite.reading.lemma, *helping)
        return (*self.partner.auxiliaries(), *helping) if self.partner else tuple(helping)


def parse(tokens: Sequence[Token], grammar: Grammar) -> list[Clause]:
    """Cut a sentence into clauses.

    Args:
        tokens: The sentence, asides left out.
        grammar: The closed word classes.

    Returns:
        Its clauses in the order of their first words; none without tokens.
    """
    cutter = _Cutter(tokens, grammar)
    for at in range(len(tokens)):
        cutter.take(at)
    found = [clause for clause in cutter.clauses if clause.tokens]
    for clause in found:
        _complete(clause)
    return found


def _complete(clause: Clause) -> None:
    """Where an auxiliary waits for an infinitive that no table knows, take the last word that looks like one."""
    if clause.finite is None or clause.verbs or clause.finite.reading.lemma not in ("zullen", "willen"):
        return
    for at in range(len(clause.tokens) - 1, clause.finite.at, -1):
        low = clause.tokens[at].low
        if clause.tokens[at].point:
            continue
        if len(low) > 5 and low.endswith("en") and not clause.tokens[at].readings:
            clause.verbs.append(Predicate(at, Reading(low, "", "infinitive")))
        return


class _Cutter:
    def __init__(self, tokens: Sequence[Token], grammar: Grammar) -> None:
        self._tokens = tokens
        self._words = grammar.words
        self._openers = grammar.openers
        self._current = Clause("main")
        self.clauses = [self._current]

    def take(self, at: int) -> None:
        """Put the next word in the clause it belongs to."""
        token = self._tokens[at]
        current = self._current
        if token.low in (";", ":") or (token.low in ("–", "—", "?", "!", ".") and current.tokens):
            if current.tokens and token.low != ".":
                self._open(Clause("main"))
            return
        kind = self._opens(at)
        if kind:
            before = self._tokens[at - 1] if at else None
            if before and before.low == "," and at > 1:
                before = self._tokens[at - 2]
            parent = self._parent_for(at)
            self._open(Clause(kind, token, parent, antecedent=before if kind == "relative" else None))
            return
        if token.low == ",":
            self._comma(at)
        elif token.low in self._words["coordinators"]:
            self._coordinator(at)
        elif current.kind != "main" and current.complete and self._finite_here(at) and not self._joined(at):
            self._resume(at)
        self._add(token, at)

    def _open(self, clause: Clause) -> None:
        if clause.parent:
            clause.parent.children.append(clause)
        self._current = clause
        self.clauses.append(clause)

    def _parent_for(self, at: int) -> Clause:
        """A subordinate clause after a finished one and a comma belongs with it to the same clause."""
        current = self._current
        if at and self._tokens[at - 1].low in ("en", "of", ",") and current.parent and current.complete:
            if self._tokens[at].low == (current.marker.low if current.marker else ""):
                return current.parent
        return current

    def _opens(self, at: int) -> ClauseKind | None:
        """Tell whether a clause begins with this word, and of which kind."""
        low, words = self._tokens[at].low, self._words
        if low not in self._openers:
            return None
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if after is None or after.low == ",":
            return None
        if low in words["infinitive_markers"]:
            open_ = self._current.kind == "infinitive" and not self._current.complete
            return "infinitive" if not open_ and self._infinitive_ahead(at) else None
        before = self._tokens[at - 1] if at else None
        if low == "dat":
            if before and before.low in words["prepositions"] and not self._begins_subject(after):
                return None
            begins = self._begins_subject(after) or self._ends_in_verb(at)
            return "sub" if begins and not self._verb_at(at + 1) else None
        if low == "die":
            if before is None or before.low in words["prepositions"] | words["coordinators"]:
                return None
            return "relative" if self._ends_in_verb(at) else None
        if low == "zoals" and before is None and self._begins_subject(after):
            return "sub"
        if low in words["examples"] and low != "als":
            closed = self._verb_before_comma(at + 1) and (before is not None or self._comma_ahead(at))
            return ("sub" if low == "zoals" else "relative") if closed else None
        if low in words["relatives"]:
            if before is None and low in ("wat", "welke", "wie", "waar"):
                return None
            return "relative" if self._ends_in_verb(at) else None
        if low in ("als", "of", "daar", "hoe"):
            opened = before is None or before.low == "," or (low in ("of", "hoe") and bool(before.readings))
            return "sub" if opened and self._ends_in_verb(at) else None
        if low in words["subordinators"]:
            return "sub" if self._ends_in_verb(at) else None
        return None

    def _begins_subject(self, token: Token) -> bool:
        words = self._words
        return token.actor or token.low in words["determiners"] or token.low in words["pronouns"]

    def _infinitive_ahead(self, at: int) -> bool:
        """Look for "te" with an infinitive before the sentence turns to something else."""
        limit = 30 if self._tokens[at].low in ("om", "teneinde") else 14
        for ahead in range(at + 1, min(at + limit, len(self._tokens) - 1)):
            token = self._tokens[ahead]
            if token.low == "te" and self._is_infinitive(self._tokens[ahead + 1]):
                return True
            if token.low in (";", ":", "dat", "omdat", "die", "om") or self._surely_finite(ahead):
                return False
        return False

    def _is_infinitive(self, token: Token) -> bool:
        if token.readings:
            return any(reading.form == "infinitive" for reading in token.readings)
        return token.low.endswith(("en", "aan", "oen", "ien")) and len(token.low) > 3

    def _surely_finite(self, at: int) -> bool:
        token = self._tokens[at]
        forms = {reading.form for reading in token.readings}
        return bool(forms & {"third", "past"}) and not forms & {"participle", "infinitive"} and not self._nominal(at)

    def _ends_in_verb(self, at: int) -> bool:
        """Tell whether a verb comes before the sentence is cut hard."""
        for ahead in range(at + 1, min(at + 40, len(self._tokens))):
            token = self._tokens[ahead]
            if token.low in (";", ":"):
                return False
            if token.readings and not self._nominal(ahead):
                return True
        return False

    def _comma_ahead(self, at: int) -> bool:
        return any(token.low == "," for token in self._tokens[at:])

    def _verb_before_comma(self, at: int) -> bool:
        for ahead in range(at, len(self._tokens)):
            if self._tokens[ahead].low == ",":
                return False
            if self._tokens[ahead].readings and not self._nominal(ahead):
                return True
        return False

    def _nominal(self, at: int) -> bool:
        """Tell whether a word that could be a verb stands where a noun does."""
        if at == 0:
            return False
        before = self._tokens[at - 1]
        token = self._tokens[at]
        if token.low == "zijn" and self._possessive(at):
            return True
        if at + 1 < len(self._tokens) and self._tokens[at + 1].low in self._words["nominative"]:
            return False
        forms = {reading.form for reading in token.readings}
        if before.low in ("het", "dit", "dat", "deze", "die"):
            sure = forms & {"third", "past"} and not forms & {"first", "infinitive"}
            return not sure
        if before.low in self._words["determiners"]:
            return True
        if before.low in self._words["prepositions"] and before.low not in ("te", "door"):
            return "participle" not in forms and (not forms & {"third", "past"} or bool(forms & {"first"}))
        return bool(
            forms <= {"first", "third", "plural", "infinitive"}
            and before.low.endswith(_ADJECTIVE)
            and not before.readings
            and not forms & {"third"}
            and not set(self._current.auxiliaries()) & _MODAL
        )

    def _possessive(self, at: int) -> bool:
        """Tell whether "zijn" stands before a noun; where a main clause lacks its verb, it is the verb."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if after is None or not after.low or after.point or after.readings:
            return False
        if self._current.kind == "main" and self._current.finite is None:
            return False
        words = self._words
        closed = (
            words["prepositions"] | words["determiners"] | words["adverbs"] | words["pronouns"] | words["negations"]
        )
        return after.low not in closed | words["coordinators"]

    def _verb_at(self, at: int) -> bool:
        """Tell whether the word there is a finite verb."""
        if at >= len(self._tokens):
            return False
        return any(reading.form in ("third", "past", "plural") for reading in self._tokens[at].readings) and not (
            at and self._nominal(at) and self._tokens[at - 1].low not in ("dat", "dit")
        )

    def _finite_here(self, at: int) -> bool:
        if at >= len(self._tokens):
            return False
        forms = {reading.form for reading in self._tokens[at].readings}
        return bool(forms & {"third", "past", "plural"}) and not self._nominal(at) and self._tokens[at - 1].low != "te"

    def _joined(self, at: int) -> bool:
        """Tell whether this verb goes with the one before it: in a cluster, or as in "is en blijft"."""
        current = self._current
        coordinated = self._tokens[at - 1].low in self._words["joining"]
        if coordinated and current.finite is not None and current.finite.at == len(current.tokens) - 2:
            return True
        return self._cluster(at)

    def _cluster(self, at: int) -> bool:
        """Tell whether this verb belongs to the verbs directly before it ("gesproken heeft", "moet worden gezien")."""
        current = self._current
        last = current.tokens[-1] if current.tokens else None
        if last is None or not last.readings:
            return False
        if current.kind == "infinitive":
            return False
        if any(reading.form in ("infinitive", "participle") for reading in self._tokens[at].readings):
            return True
        return current.finite is None or not current.verbs

    def _first_verb(self, at: int) -> tuple[int, str] | None:
        """Find the next verb before the next comma, coordinator or subordinate clause, and what it is."""
        for ahead in range(at, min(at + 25, len(self._tokens))):
            token = self._tokens[ahead]
            stops = token.low in (",", ";", ":") or token.low in self._words["joining"]
            if self._opens(ahead) or (ahead > at and stops):
                return None
            if not token.readings:
                continue
            if self._tokens[ahead - 1].low == "te":
                return ahead, "te"
            if self._nominal(ahead):
                continue
            forms = {reading.form for reading in token.readings}
            if forms & {"third", "past"} or (forms == {"first"} and self._near_i(ahead)):
                return (
                    (ahead, "participle") if "participle" in forms and self._awaits_participle() else (ahead, "finite")
                )
            if "participle" in forms:
                return ahead, "participle"
            if "plural" in forms:
                return ahead, "plural"
        return None

    def _near_i(self, at: int) -> bool:
        around = self._tokens[max(0, at - 1) : at + 2]
        return any(token.low == "ik" for token in around)

    def _awaits_participle(self) -> bool:
        return bool(set(self._current.auxiliaries()) & _PERFECT)

    def _resume(self, at: int) -> None:
        """Go back to the nearest clause above that still lacks its finite verb, else begin a new main clause."""
        clause = self._current.parent
        while clause:
            if clause.kind != "infinitive" and clause.finite is None:
                self._current = clause
                return
            clause = clause.parent
        root = self._root()
        self._open(Clause("main", partner=root if root.finite else None))

    def _root(self) -> Clause:
        clause = self._current
        while clause.parent:
            clause = clause.parent
        return clause

    def _comma(self, at: int) -> None:
        current = self._current
        verb = self._first_verb(at + 1)
        if current.kind != "main":
            ended = current.complete or self._looks_finite(at - 1)
            if not ended:
                return
            if verb and verb[0] == at + 1 and verb[1] in ("finite", "plural"):
                self._resume(at + 1)
                return
            parent = current.parent
            while parent and parent.kind != "main" and parent.complete:
                parent = parent.parent
            if parent and (not parent.complete or (verb is None and self._parenthetical(current))):
                self._current = parent
            elif parent and self._needs_verb(parent, verb):
                self._current = parent
            elif verb and verb[1] == "finite" and self._second_place(at + 1, verb[0]):
                self._open(Clause("main"))
            return
        if current.complete and verb and verb[1] == "finite" and not self._needs_verb(current, verb):
            if self._second_place(at + 1, verb[0]) and current.finite:
                self._open(Clause("main"))

    def _looks_finite(self, at: int) -> bool:
        """Tell whether a word that no table knows ends a subordinate clause as a verb would."""
        token = self._tokens[at]
        unknown = bool(token.low) and not token.readings and not token.capital
        return unknown and token.low.endswith(("t", "den", "ten", "de", "te")) and self._finite_here(at + 2)

    def _parenthetical(self, clause: Clause) -> bool:
        """Tell whether a clause was let in between two commas."""
        if clause.marker is None:
            return False
        at = next(i for i, token in enumerate(self._tokens) if token is clause.marker)
        return at > 0 and self._tokens[at - 1].low == ","

    def _second_place(self, at: int, verb: int) -> bool:
        """Tell whether what stands before a finite verb can be the one part that a main clause has there."""
        return verb > at and self._tokens[at].low not in self._words["joining"] and verb - at <= 8

    def _needs_verb(self, clause: Clause, verb: tuple[int, str] | None) -> bool:
        """Tell whether the verb ahead is the one that an auxiliary of the clause waits for."""
        if verb is None or clause.verbs or clause.finite is None:
            return False
        lemma = clause.finite.reading.lemma
        if lemma in _PERFECT:
            return verb[1] == "participle"
        return lemma in _MODAL and verb[1] in ("plural", "te")

    def _coordinator(self, at: int) -> None:
        """Decide whether "en", "of", "maar" joins predicates; if it joins other things, the clause goes on."""
        current = self._current
        following = at + 1
        while following < len(self._tokens) and self._tokens[following].low in self._words["adverbs"]:
            following += 1
        verb = self._first_verb(following) if following < len(self._tokens) else None
        if verb is None:
            return
        where, form = verb
        if current.kind in ("sub", "relative") and current.complete and self._heads_cluster(where):
            own = any(self._begins_subject(token) for token in self._tokens[following:where])
            self._open(Clause(current.kind, None, current.parent, None if own else current, current.antecedent))
            return
        if current.finite and current.finite.at == len(current.tokens) - 1 and where == following:
            return
        if form in ("finite", "plural") and where == following and not self._final(where):
            main = current if current.kind == "main" else self._main_above()
            if main.complete:
                self._open(Clause("main", partner=main))
            return
        if not current.complete or self._needs_verb(current, verb):
            return
        if form == "te":
            if current.kind == "infinitive":
                self._open(Clause("infinitive", current.marker, current.parent, current))
            return
        if form == "participle":
            if current.verbs and set(current.auxiliaries()) & _PERFECT:
                self._open(Clause(current.kind, None, current.parent, current, current.antecedent))
            return
        if form == "plural" and current.verbs and set(current.auxiliaries()) & _MODAL:
            self._open(Clause(current.kind, None, current.parent, current, current.antecedent))
            return
        if current.kind in ("sub", "relative") and (self._final(where) or (form == "plural" and where == following)):
            own = any(self._begins_subject(token) for token in self._tokens[following:where])
            partner = None if own else current
            self._open(Clause(current.kind, None, current.parent, partner, current.antecedent))
            return
        if current.kind == "main" or form == "finite":
            if where > following:
                self._open(Clause("main"))

    def _heads_cluster(self, at: int) -> bool:
        """Tell whether a finite verb stands directly before the verb that it helps, as it does at a clause's end."""
        if at + 1 >= len(self._tokens) or not any(
            r.lemma in _PERFECT | _MODAL | {"willen"} for r in self._tokens[at].readings
        ):
            return False
        return any(r.form in ("participle", "infinitive") for r in self._tokens[at + 1].readings)

    def _main_above(self) -> Clause:
        clause = self._current
        while clause.parent:
            clause = clause.parent
        return clause

    def _final(self, at: int) -> bool:
        """Tell whether a verb stands last in its clause."""
        ahead = at + 1
        while ahead < len(self._tokens) and self._tokens[ahead].readings and not self._nominal(ahead):
            ahead += 1
        return ahead >= len(self._tokens) or self._tokens[ahead].low in (",", ";", ":", "en")

    def _add(self, token: Token, at: int) -> None:
        current = self._current
        current.tokens.append(token)
        if token.readings:
            _read(current, self._tokens, at, self)
        elif at and self._tokens[at - 1].low == "te" and self._is_infinitive(token):
            reading = Reading(token.low, "", "infinitive")
            current.embedded.append(Predicate(len(current.tokens) - 1, reading, True))

    def attributive(self, at: int) -> bool:
        """Tell whether a participle stands before the noun it belongs to: "de aangenomen motie"."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if after is None or at == 0 or self._tokens[at - 1].type not in ("Date", "Person", "Parliament"):
            return False
        return after.type == "Motion" or after.low.startswith("motie")

    def nominal(self, at: int) -> bool:
        """Give `_nominal` to the reading of verbs."""
        return self._nominal(at)

    def near_i(self, at: int) -> bool:
        """Tell whether the subject can be "ik"."""
        return any(token.low == "ik" for token in self._tokens)

    def auxiliary_ahead(self, at: int) -> bool:
        """Tell whether an auxiliary follows in the same cluster of verbs."""
        for token in self._tokens[at + 1 : at + 4]:
            if not token.readings:
                return False
            if any(reading.lemma in _PERFECT | _MODAL | {"willen"} for reading in token.readings):
                return True
        return False


def _read(clause: Clause, tokens: Sequence[Token], at: int, cutter: _Cutter) -> None:
    """Choose how a word of a clause is read as a verb, if it is one."""
    token = tokens[at]
    where = len(clause.tokens) - 1
    by_form: dict[str, Reading] = {}
    for reading in token.readings:
        by_form.setdefault(reading.form, reading)
    before = tokens[at - 1].low if at else ""
    if before == "te":
        if "infinitive" in by_form:
            clause.embedded.append(Predicate(where, by_form["infinitive"], True))
        return
    if cutter.nominal(at):
        return
    auxiliaries = set(clause.auxiliaries())
    if "participle" in by_form and cutter.attributive(at):
        return
    if "participle" in by_form and (auxiliaries & _PERFECT or cutter.auxiliary_ahead(at) or _elided(clause)):
        clause.verbs.append(Predicate(where, by_form["participle"]))
        return
    if "infinitive" in by_form and (auxiliaries & _MODAL or cutter.auxiliary_ahead(at) or _after_verb(clause)):
        clause.verbs.append(Predicate(where, by_form["infinitive"]))
        return
    if clause.finite is not None:
        return
    if clause.kind == "infinitive":
        return
    for form in ("third", "past", "first", "plural"):
        if form in by_form and (form != "first" or cutter.near_i(at) or "third" in by_form):
            clause.finite = Predicate(where, by_form[form])
            return


def _elided(clause: Clause) -> bool:
    return clause.finite is None and clause.partner is not None and bool(set(clause.partner.auxiliaries()) & _PERFECT)


def _after_verb(clause: Clause) -> bool:
    """An infinitive after a participle of the passive or another infinitive: "zal worden gesteund", "willen doen"."""
    return bool(clause.verbs) and clause.verbs[-1].at == len(clause.tokens) - 2
