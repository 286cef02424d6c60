"""Whether "om", "door" or "na" opens an infinitive with "te": that is looked for in what is still to come."""

from __future__ import annotations

from graph_builder.relate.lexicon.grammar import PERFECT
from graph_builder.relate.syntax.sight import CLAUSE_LENGTH, Sight

_OM_TE, _DOOR_TE = 30, 14
"""How far ahead "te" is looked for."""
ASKED_FOR = 6
"""Within how many words behind "om" the asking comes: "om een nader advies te vragen"."""


class Infinitives(Sight):
    """Looks ahead for infinitives."""

    def infinitive_ahead(self, at: int) -> bool:
        """Look for "te" with an infinitive before the sentence turns to something else."""
        if self.low(at) == "door" and self._names_doer(at):
            return False
        limit = _OM_TE if self.low(at) in ("om", "teneinde") else _DOOR_TE
        reached = at
        for ahead in range(at + 1, min(at + limit, len(self.tokens) - 1)):
            if ahead <= reached:
                continue
            reached = self._let_in(ahead) if self.low(ahead - 1) == "," else reached
            if reached > ahead:
                continue
            if self.low(ahead) == "te" and self.is_infinitive(self.tokens[ahead + 1]):
                # "Aangekondigd na afronding van X te bezien": after "na" an infinitive tells what has been done.
                done = self.low(at) != "na" or self.low(ahead + 1) in ("hebben", "zijn")
                return done and not self._by_others(at, ahead + 1)
            forms = self.forms(ahead)
            if self.low(at) == "door" and "participle" in forms and not PERFECT.isdisjoint(self.current.auxiliaries()):
                return False
            finite = forms & {"third", "past"} and not forms & {"participle", "infinitive"} and not self.nominal(ahead)
            # "Om deze redenen ben ik voornemens … te": the verb of a main clause comes first.
            finite = finite or ("first" in forms and self.low(ahead + 1) == "ik" and self.low(ahead - 1) != "te")
            if self.low(ahead) == "om" and self._asks_for(ahead):
                continue
            if finite or self.low(ahead) in (";", ":", "dat", "omdat", "die", "om"):
                return False
        return False

    def _let_in(self, at: int) -> int:
        """Give the comma that closes a relative clause between two of them: "om A, [die er zijn], te bestrijden"."""
        if self.low(at) not in self.words["relatives"] and self.low(at) not in ("die", "dat"):
            return at
        near = range(at + 1, min(at + CLAUSE_LENGTH, len(self.tokens) - 1))
        closing = next((i for i in near if self.low(i) == ","), at)
        return closing if self.tokens[closing - 1].readings else at

    def _asks_for(self, at: int) -> bool:
        """Tell whether "om" says what is asked for: "om X [om advies] te vragen"."""
        near = range(at + 1, min(at + ASKED_FOR, len(self.tokens) - 1))
        asks = next((ahead for ahead in near if self.low(ahead) == "te"), None)
        if asks is None or any(self.tokens[i].low in self.words["determiners"] - {"een"} for i in range(at + 1, asks)):
            return False
        return any(reading.lemma in self.words["asking"] for reading in self.tokens[asks + 1].readings)

    def _names_doer(self, at: int) -> bool:
        """Tell whether "door" names who does what a noun tells: "ik verwacht dit na toetsing [door X] te sturen"."""
        verb, doer = self.current.finite, at + 1 + (self.low(at + 1) in ("de", "het"))
        if verb is None or verb.reading.lemma not in self.words["control"] | self.words["expecting"]:
            return False
        return self.low(at - 1).endswith(("ing", "atie")) and doer < len(self.tokens) and self.tokens[doer].actor

    def _by_others(self, at: int, ahead: int) -> bool:
        """Tell whether "door" names who is made to do it: "gekozen [het werk door anderen te laten doen]"."""
        if self.low(at) != "door" or self.low(ahead) != "laten" or "participle" in self.forms(at - 1):
            return False
        verbs = [*self.current.verbs, *([self.current.finite] if self.current.finite else [])]
        return any(verb.reading.lemma in self.words["control"] for verb in verbs) or "voornemens" in self.current.lows
