"""What can be seen ahead in a sentence: which verb comes next, and whether a clause begins."""

from __future__ import annotations

from typing import Literal, NamedTuple

from graph_builder.relate.lexicon.grammar import PERFECT
from graph_builder.relate.syntax.clauses import ClauseKind
from graph_builder.relate.syntax.infinitives import ASKED_FOR, Infinitives
from graph_builder.relate.syntax.sight import CLAUSE_LENGTH
from graph_builder.relate.syntax.tokens import Token

_DEFINITE = frozenset(["de", "het", "dit", "deze", "daar", "hier"])
_ASKING = frozenset([("na", "gaan"), ("aan", "geven"), ("uit", "leggen"), ("toe", "lichten"), ("vast", "stellen")])
"""Particles and their verbs behind which "of" or "hoe" says what is found out or told."""
_NEXT_VERB = 25
"""How far ahead a verb is looked for."""


class Ahead(NamedTuple):
    """The next verb, and how it stands there."""

    at: int
    form: Literal["finite", "participle", "plural", "te"]


class Outlook(Infinitives):
    """Looks ahead in a sentence."""

    def first_verb(self, at: int) -> Ahead | None:
        """Find the next verb before the next comma, coordinator or subordinate clause, and what it is."""
        joining = self.words["joining"]
        for ahead in range(at, min(at + _NEXT_VERB, len(self.tokens))):
            low = self.tokens[ahead].low
            stops = low in (",", ";", ":") or low in joining
            if (low in self.openers and self.opens(ahead)) or (ahead > at and stops):
                return None
            if not self.tokens[ahead].readings:
                continue
            if self.low(ahead - 1) == "te":
                return Ahead(ahead, "te")
            found = None if self.nominal(ahead) else self._verb(ahead)
            if found:
                return found
        return None

    def _verb(self, at: int) -> Ahead | None:
        forms = self.forms(at)
        joined = self._names_i and self.low(at - 1) in self.words["joining"]
        near_i = joined or "ik" in (self.low(at - 1), self.low(at + 1))
        awaited = "participle" in forms and not PERFECT.isdisjoint(self.current.auxiliaries())
        if not awaited and (forms & {"third", "past"} or (forms == {"first"} and near_i)):
            return Ahead(at, "finite")
        if "participle" in forms:
            return Ahead(at, "participle")
        return Ahead(at, "plural") if "plural" in forms else None

    def opens(self, at: int) -> ClauseKind | None:
        """Tell whether a clause begins with this word, and of which kind."""
        low, words = self.tokens[at].low, self.words
        if low not in self.openers or at + 1 >= len(self.tokens):
            return None
        if self.tokens[at + 1].low == "," and low != "om":
            return "sub" if self._interrupted(at) else None
        if self.tokens[at + 1].low in words["elliptic"] and not self._needed(at):
            return None
        if low in words["infinitive_markers"]:
            unfinished = self.current.kind == "infinitive" and not self.current.complete
            return "infinitive" if not unfinished and self.infinitive_ahead(at) else None
        if low in ("dat", "die"):
            return self._dat(at) if low == "dat" else self._die(at)
        if low in words["examples"] and low != "als":
            return self._example(at)
        if low in words["relatives"]:
            if self.low(at + 1) == "te":
                # "Om mijn taken waar te nemen": the particle of the verb.
                return None
            asks = at == 0 and low in ("wat", "welke", "wie", "waar")
            return "relative" if not asks and self._ends_in_verb(at) else None
        here = low == "daar" and at == 0 and (self.finite_here(1) or self.low(2) in words["nominative"])
        if here or (low == "sinds" and not self._since(at)):
            return None
        if low == "nu":
            # "Nu de tekst gereed is, zal ik …"; elsewhere it says when.
            opened = at == 0 or self.low(at - 1) == ","
            return "sub" if opened and self.begins_subject(self.tokens[at + 1]) and self._ends_in_verb(at) else None
        if low == "als" and ((at == 0 and self._in_capacity()) or self._as_done(at)):
            return None
        if low in ("als", "of", "daar", "hoe"):
            asked = low in ("of", "hoe") and at > 0 and (bool(self.tokens[at - 1].readings) or self._finds_out(at - 1))
            asked = asked or (low == "of" and self.low(at - 1) in self.words["unsettled"])
            asked = asked or (low in ("of", "hoe") and (self._searches(at) or self._governed(at)))
            opened = at == 0 or self.low(at - 1) == "," or asked or (low == "als" and self._als_pronoun(at))
            return "sub" if opened and self._ends_in_verb(at) else None
        return "sub" if self._ends_in_verb(at) else None

    def _needed(self, at: int) -> bool:
        """Tell whether a relative word has its verb behind "nodig" or the like: "de regels [die nodig zijn]"."""
        relative = self.low(at) in ("die", "dat", "wat") and 0 < at < len(self.tokens) - 2
        return relative and self.low(at - 1) not in self.openers and self.can_help(at + 2)

    def _since(self, at: int) -> bool:
        """Tell whether "sinds" opens a clause: a verb closes it before the comma, and another one follows."""
        near = range(at + 2, min(at + CLAUSE_LENGTH, len(self.tokens) - 1))
        comma = next((i for i in near if self.low(i) == ","), None)
        if comma is None or not self.begins_subject(self.tokens[at + 1]) or self.nominal(comma - 1):
            return False
        return bool(self.tokens[comma - 1].readings) and self.finite_here(comma + 1)

    def _interrupted(self, at: int) -> bool:
        """Tell whether "dat" opens a clause that another one interrupts at once: "dat, voordat er …, ik u zal …"."""
        inner = self.low(at + 2)
        opens = inner in self.words["subordinators"] or inner == "als"
        return self.low(at) == "dat" and at > 0 and opens and self.opens(at + 2) == "sub"

    def _finds_out(self, at: int) -> bool:
        """Tell whether a word is the particle of a verb that asks or tells: "ik ga [na] of", "geeft [aan] hoe"."""
        finite = self.current.finite
        return finite is not None and (self.low(at), finite.reading.lemma) in _ASKING

    def _searches(self, at: int) -> bool:
        """Tell whether "of" says what somebody finds out with others: "ik onderzoek samen met A of … mogelijk is"."""
        finite = self.current.finite
        if finite is None or self.current.kind != "main" or finite.reading.lemma not in self.words["searching"]:
            return False
        if self.low(at - 1) in self.words["nominative"]:
            # "Daarbij onderzoeken wij hoe …".
            return self._ends_in_verb(at)
        verb = self.first_verb(at + 1)
        return verb is not None and verb.at > at + 1 and self.final(verb.at)

    def _governed(self, at: int) -> bool:
        """Tell whether a question hangs on a preposition: "onderzoek naar [of …]", not "met of zonder"."""
        prepositions = self.words["prepositions"]
        return self.low(at - 1) in prepositions and self.low(at + 1) not in prepositions

    def _as_done(self, at: int) -> bool:
        """Tell whether "als" says as what something is seen: "acht ik de motie, aangenomen in mei, als uitgevoerd"."""
        after = self.tokens[at + 2] if at + 2 < len(self.tokens) else None
        return at > 0 and self.forms(at + 1) == {"participle"} and (after is None or after.point)

    def _in_capacity(self) -> bool:
        """Tell whether "als" says as what somebody acts: "als lid van X zal Nederland …", "als gevolg hiervan heeft …".

        A bare noun follows it, and the subject stands behind the first verb.
        """
        first = self.tokens[1]
        closed = self.words["pronouns"] | self.words["adverbs"] | self.words["prepositions"]
        plain = first.low and not first.readings and first.low not in closed
        if not (plain or first.type == "Role") or (first.low in self.words["determiners"] and first.low != "een"):
            return False
        near = range(2, min(CLAUSE_LENGTH, len(self.tokens) - 1))
        verb = next((i for i in near if self.finite_here(i) or self.low(i) in (",", "dat", "die")), None)
        if verb is None or not self.tokens[verb].readings:
            return False
        return self.low(verb + 1) != "dat" and self.begins_subject(self.tokens[verb + 1])

    def _als_pronoun(self, at: int) -> bool:
        """Tell whether "als" opens a clause without a comma: "het is zorgelijk als zij zich onveilig voelen"."""
        both = any(token.low == "zowel" for token in self.tokens[:at])
        if both or self.low(at + 1) in self.words["nominative"] | {"er", "zij", "ze", "je", "blijkt"}:
            return not both
        # "Ik zal u informeren als de onderzoeken zijn afgerond", but "beschouwd als de oorzaak".
        closed = bool(self.tokens[at - 1].readings) and self.current.complete
        return closed and self.low(at + 1) in _DEFINITE and self.first_verb(at + 1) is not None

    def _dat(self, at: int) -> ClauseKind | None:
        if at == 0 and "first" in self.forms(1) and self.low(2) in self.words["first_person"]:
            # "Dat zeg ik toe".
            return None
        begins = self.begins_subject(self.tokens[at + 1])
        if not begins and (self._points(at) or self._is_object(at)):
            return None
        if self.low(at - 1) == "," and at > 1 and self.tokens[at - 2].actor and self._goes_on(at, begins):
            # "Het advies van het RIVM, dat adviseert …", "door Cordaid, dat hiervoor van A geld ontvangt".
            return "relative"
        if self.low(at - 1) in self.words["made"] and self._definite(at) and self._ends_in_verb(at):
            # "Het convenant dat ik met A heb gesloten": what was made, not what it says.
            return "relative"
        stranded = not self.words["adverbial_er"].isdisjoint(self.current.lows)
        # "Draagt uit dat landen …": a plural cannot go with "dat", so that "uit" belongs to the verb.
        stranded = stranded or (self.current.finite is not None and self.low(at + 1).endswith("en"))
        if self.low(at - 1) in self.words["prepositions"] and not begins and not stranded:
            return None
        verb = self.forms(at + 1) & {"third", "past", "plural"}
        return "sub" if (begins or self._ends_in_verb(at)) and not verb else None

    def _goes_on(self, at: int, begins: bool) -> bool:
        """Tell whether "dat" behind a name and a comma tells of him: its own verb or an adverb follows, no subject.

        Where no verb has come before, "dat" can open nothing else: "Het kabinet, dat dit heeft besloten, zal …".
        """
        if self.current.kind == "main" and self.current.finite is None and not self.current.verbs:
            return True
        return self.finite_here(at + 1) or (not begins and self.low(at + 1).startswith(("hier", "daar")))

    def _definite(self, at: int) -> bool:
        """Tell whether the noun before "dat" has an article, so that it can be what "dat" stands for."""
        near = range(max(0, at - ASKED_FOR), at - 1)
        return any(self.low(i) in ("het", "een", "dit", "ons", "mijn") for i in near)

    def _points(self, at: int) -> bool:
        """Tell whether "dat" opens a sentence before its noun: "Dat voorstel zal ik …", "Dat gesprek heeft …".

        A clause that it opens has its verb last: "Dat voorstel heeft gevolgen" is none, "Dat beleid werkt, blijkt" is.
        """
        if at > 0 or self.tokens[1].mention is not None or (self.tokens[1].readings and not self.nominal(1)):
            return False
        if self.finite_here(2):
            return self.low(3) != "," and len(self.tokens) > 3
        return self.finite_here(3) and len(self.tokens) > 4 and self.begins_subject(self.tokens[4])

    def _is_object(self, at: int) -> bool:
        """Tell whether "dat" is what an auxiliary's verb acts on: "ik zal dat in de brief toelichten".

        The verb that the auxiliary waits for is still to come, and is the last.
        """
        finite = self.current.finite
        if finite is None or self.current.kind != "main" or self.current.verbs:
            return False
        if finite.reading.lemma not in ("hebben", "zullen") or finite.at + 1 < len(self.current.tokens) - 2:
            return False
        between = self.current.tokens[finite.at + 1 :]
        if not all(self.begins_subject(token) or token.low in self.words["adverbs"] for token in between):
            return False
        wanted = "participle" if finite.reading.lemma == "hebben" else "infinitive"
        near = range(at + 1, min(at + CLAUSE_LENGTH, len(self.tokens)))
        verb = next((i for i in near if self.tokens[i].readings and not self.nominal(i)), None)
        # "Ik heb gezegd dat … wordt besteed": a finite verb beside it makes it a clause of its own.
        return verb is not None and wanted in self.forms(verb) and not self.finite_here(verb + 1)

    def _die(self, at: int) -> ClauseKind | None:
        before = self.low(at - 1)
        if at == 0 or before in self.words["prepositions"] or before in self.words["coordinators"]:
            return None
        return "relative" if self._ends_in_verb(at) else None

    def _example(self, at: int) -> ClauseKind | None:
        """Let "zoals" and "waaronder" open a clause where a verb comes before the next comma, else give examples."""
        if self.low(at) == "zoals" and at == 0 and self.begins_subject(self.tokens[1]):
            return "sub"
        if self.low(at) == "zoals" and "participle" in self.forms(at + 1):
            return None
        near = range(at + 1, min(at + CLAUSE_LENGTH, len(self.tokens)))
        comma = next((i for i in near if self.low(i) == ","), None)
        verb = next((i for i in near if self.tokens[i].readings and not self.nominal(i)), None)
        if verb is None or (comma is not None and comma < verb) or (at == 0 and comma is None):
            return None
        after = self.tokens[verb + 1] if verb + 1 < len(self.tokens) else None
        if after is not None and self.begins_subject(after) and all(map(self._lists, self.tokens[at + 1 : verb])):
            # "… in de regio, waaronder A en B zet Nederland zich in": the verb belongs to the clause above.
            return None
        return "sub" if self.low(at) == "zoals" else "relative"

    def _lists(self, token: Token) -> bool:
        """Tell whether a word can stand in a list of names."""
        return token.actor or token.low in self.words["joining"] or token.low in self.words["determiners"]

    def _ends_in_verb(self, at: int) -> bool:
        """Tell whether a verb comes before the sentence is cut hard."""
        for ahead in range(at + 1, min(at + CLAUSE_LENGTH, len(self.tokens))):
            if self.low(ahead) in (";", ":"):
                return False
            if self.tokens[ahead].readings and not self.nominal(ahead):
                return True
        return False
