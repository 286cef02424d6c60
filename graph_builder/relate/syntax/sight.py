"""What can be seen of the words around a place in a sentence: is this a verb, a noun, the end of a clause."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.relate.lexicon.grammar import AUXILIARY, MODAL, PERFECT, Grammar
from graph_builder.relate.syntax.adjectives import CLOSED, describes_noun
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.tokens import LOW, Token

_ARTICLES = frozenset(["het", "dit", "dat", "deze", "die"])
"""Words that stand before a noun, or alone before a verb."""
_INDEFINITE = frozenset(["een", "geen", "ieder", "elk"])
"""Words behind which the adjective of a neuter noun has no ending."""
_NONE = frozenset[str]()
CLAUSE_LENGTH = 40
"""How far ahead a clause's end is looked for."""
_BEYOND, _FORMLESS = [""] * CLAUSE_LENGTH, [_NONE] * CLAUSE_LENGTH
"""What is read before a sentence and behind it: nothing looks farther."""
_OPENING = 10
"""How far a participle can stand behind the "zoals" that opens a sentence."""
_ADVERBS = 4
"""How many words, with the determiner, may stand before a participle that describes a noun."""
_OF_MANNER = ("end", "lijk", "aal")
"""How adjectives end that stand before an infinitive as they do alone: "het passend toewijzen"."""
_PRENOMINAL = 9
"""How far before an infinitive the article of its noun is looked for."""


class Sight:
    """Looks around in a sentence, with the clause that is being read in mind."""

    def __init__(self, tokens: Sequence[Token], grammar: Grammar) -> None:
        self.tokens = tokens
        self.lows = [*map(LOW, tokens), *_BEYOND]
        """The words in lower case; empty for units and beyond the sentence, on either side."""
        self.low = self.lows.__getitem__
        """Gives one of them."""
        forms = [token.readings.forms if token.readings else _NONE for token in tokens]
        self.forms = (forms + _FORMLESS).__getitem__
        """Gives the forms of a verb that a word can be; none beyond the sentence."""
        self.words = grammar.words
        self.current = Clause("main")
        self.openers = grammar.openers
        self._adjectival, self._neuter = grammar.phrases["adjectival"], grammar.phrases["neuter"]
        self._names_i = "ik" in self.lows

    def can_help(self, at: int) -> bool:
        """Tell whether a word can be an auxiliary."""
        return self.tokens[at].readings.helps

    def first_person(self, at: int) -> bool:
        """Tell whether a first person singular can have "ik" as its subject: beside it, or before it in its clause."""
        if not self._names_i:
            return False
        near = "ik" in (self.low(at - 1), self.low(at + 1)) or self.low(at - 1) in self.words["joining"]
        return near or "ik" in self.current.lows

    def begins_subject(self, token: Token) -> bool:
        """Tell whether a noun phrase or a pronoun begins with this word."""
        return token.actor or token.low in self.words["determiners"] or token.low in self.words["pronouns"]

    def is_infinitive(self, token: Token) -> bool:
        """Tell whether a word behind "te" is an infinitive, in the tables or by its ending."""
        if token.readings:
            return any(reading.form == "infinitive" for reading in token.readings)
        return token.low.endswith(("en", "aan", "oen", "ien")) and len(token.low) > 3

    def gerundive(self, at: int) -> bool:
        """Tell whether an infinitive behind "te" stands before its noun: "de met dit geld te bereiken [doelen]"."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        loose = ("prepositions", "determiners", "pronouns", "adverbs", "coordinators", "subordinators")
        if after is None or after.point or any(after.low in self.words[name] for name in loose):
            return False
        if not self.forms(at + 1) <= {"first", "plural", "infinitive"}:
            return False
        if "infinitive" in self.forms(at + 1) and any(r.lemma in MODAL for r in self.tokens[at].readings):
            # "Voornemens dit te laten onderzoeken": the verb that "laten" brings along.
            return False
        for back in range(at - 2, max(-1, at - _PRENOMINAL), -1):
            article = self.low(back) in self.words["determiners"]
            if article and (back == at - 2 or self.low(back + 1) in self.words["prepositions"]):
                return True
            if self.tokens[back].point or (article and self.low(back - 1) not in self.words["prepositions"]):
                break
        return False

    def nominal(self, at: int) -> bool:
        """Tell whether a word that could be a verb stands where a noun does."""
        if at == 0:
            return self.forms(at) <= {"first", "plural", "infinitive"} and self.low(1) not in self.words["nominative"]
        before, forms = self.tokens[at - 1], self.forms(at)
        low = self.low(at)
        fixed = (before.low, low) == ("in", "staat") or (
            low in self.words["plural_nouns"] and self.low(at + 1) == "van"
        )
        fixed = fixed or (low in self.words["act_nouns"] and self._names_act(at))
        if fixed or (low == "zijn" and self._possessive(at)):
            return True
        if self.low(at + 1) in self.words["nominative"] or self._awaited(at) or self._of_those(at):
            return False
        if "participle" in forms and (before.low == "zoals" or self._as_told(at) or self._reduced(at)):
            return True
        if before.low in _ARTICLES:
            if self.can_help(at):
                # "Het doen van een aanwijzing".
                return "infinitive" in forms and self.low(at + 1) == "van"
            noun_behind = forms == {"past"} and describes_noun(self.tokens, at, self.words)
            return noun_behind or not forms & {"third", "past"} or bool(forms & {"first", "infinitive"})
        if before.low in self.words["determiners"]:
            ours = self._by_us(at) or self._by_ourselves(at)
            return not ours and (before.low != "zijn" or "participle" not in forms)
        describes = self._names(at + 1) or self._before_noun(at) if forms == {"past"} else False
        if describes and (before.low in self.words["prepositions"] or self._of_degree(at)):
            # "Aan [veroordeelde] Palestijnen", "op [verbeterde] monitoring": a participle before its noun.
            return True
        if before.low in self.words["prepositions"] and before.low not in ("te", "door"):
            if "participle" in forms and self._before_noun(at):
                # "Tegen gedwongen verplaatsing".
                return True
            helps = self._strands(at - 1) and self.heads_cluster(at)
            return not helps and "participle" not in forms and (not forms & {"third", "past"} or "first" in forms)
        if "infinitive" in forms and self._made_noun(at):
            return True
        # "De analyse zal": an auxiliary names nothing.
        described = not self.can_help(at) and not before.readings and self._describes(at - 1)
        like_noun = forms <= {"first", "plural", "infinitive"} or {"first", "third"} == forms
        if not ((described or self._counted(at)) and like_noun):
            return False
        return "infinitive" not in forms or MODAL.isdisjoint(self.current.auxiliaries())

    def _names_act(self, at: int) -> bool:
        """Tell whether a word is the noun for an act: "wetenschap en [onderzoek] in", "expertise en [inzet] op"."""
        mine = "ik" in (self.low(at - 1), self.low(at + 1))
        alone = self.low(at) != "inzet" or self.current.kind == "main"
        return alone and not mine and self.low(at + 1) in self.words["prepositions"]

    def _as_told(self, at: int) -> bool:
        """Tell whether a participle ends what opens a sentence: "Zoals hiervoor bij vraag 4 [beschreven] neem ik …"."""
        if self.lows[0] != "zoals" or at > _OPENING or self.current.finite is not None or at + 2 >= len(self.tokens):
            return False
        return self.finite_here(at + 1) and self.begins_subject(self.tokens[at + 2])

    def _by_us(self, at: int) -> bool:
        """Tell whether an auxiliary stands behind "door ons", which is no determiner then: "dat door ons [wordt] …"."""
        return self.can_help(at) and (self.low(at - 2), self.low(at - 1)) == ("door", "ons")

    def _of_those(self, at: int) -> bool:
        """Tell whether "die" before a plural tells of those named before it: "A en B, die [pleiten] voor …"."""
        if self.low(at - 1) != "die" or not {"plural", "infinitive"} <= self.forms(at) or at < 2:
            return False
        before = self.low(at - 2)
        named = before == "," or (before.endswith(("en", "s")) and not any(before in self.words[c] for c in CLOSED))
        named = named and self.low(at) not in self.words["plural_nouns"]
        return named and self.low(at + 1) in self.words["prepositions"]

    def _describes(self, at: int) -> bool:
        """Tell whether a word looks like an adjective: by its "-e", or without one in "een dergelijk [besluit]"."""
        low = self.low(at)
        return low.endswith(self._adjectival) or (self.low(at - 1) in _INDEFINITE and low.endswith(self._neuter))

    def _by_ourselves(self, at: int) -> bool:
        """Tell whether "ons" is a reflexive before an infinitive that a modal waits for: "wij blijven ons inzetten"."""
        waits = not self.current.verbs and not MODAL.isdisjoint(self.current.auxiliaries())
        mine = not {"wij", "we"}.isdisjoint(self.current.lows)
        return self.low(at - 1) == "ons" and "infinitive" in self.forms(at) and waits and mine

    def _of_degree(self, at: int) -> bool:
        """Tell whether only adverbs stand between a determiner and a word: "de [sterk] verhoogde instroom"."""
        back = at - 1
        while back > at - _ADVERBS and self.low(back) in self.words["adverbs"]:
            back -= 1
        return back < at - 1 and self.low(back) in self.words["determiners"] and self.low(back) not in ("dat", "die")

    def _made_noun(self, at: int) -> bool:
        """Tell whether "het" makes a noun of an infinitive: "het snel informeren van", "het passend toewijzen"."""
        described = self.low(at - 1).endswith(_OF_MANNER) and MODAL.isdisjoint(self.current.auxiliaries())
        return (described and self.low(at - 2) == "het") or (self.low(at + 1) == "van" and self._after_het(at))

    def _counted(self, at: int) -> bool:
        """Tell whether a number stands before a word that is no auxiliary: "de 47 vragen"."""
        return self.low(at - 1).isdigit() and not self.can_help(at)

    def _names(self, at: int) -> bool:
        """Tell whether a name stands here, so that what stands before it can describe it."""
        return at < len(self.tokens) and self.tokens[at].mention is not None and self.tokens[at].type != "Date"

    def _reduced(self, at: int) -> bool:
        """Tell whether a participle stands for a relative clause: "heb toegezegd … de stopper, gebruikt door artsen".

        "Hebben" makes no passive, so that what is done "door" somebody is not its verb.
        """
        behind = self.low(at - 1) == "," and self.low(at + 1) == "door"
        closed = "hebben" in self.current.auxiliaries() or bool(self.current.embedded)
        return behind and bool(self.current.verbs) and closed

    def _before_noun(self, at: int) -> bool:
        """Tell whether a participle behind a preposition describes the noun behind it, and no stranded one is about."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or not after.low.isalpha() or after.readings or not after.low.islower() or after.capital:
            return False
        return self.words["adverbial_er"].isdisjoint(self.current.lows) and not any(
            after.low in self.words[name] for name in CLOSED
        )

    def _awaited(self, at: int) -> bool:
        """Tell whether a modal waits for this infinitive, though a pronoun or a stranded preposition stands before it.

        "Ik zal dit onderzoeken", "zal hier aandacht voor vragen"; or a participle: "heb dit besproken met".
        """
        if "participle" in self.forms(at) and self.low(at - 1) in _ARTICLES:
            behind = not self.low(at + 1) or self.low(at + 1) in self.words["prepositions"] or self.final(at)
            return behind and not self.current.verbs and not PERFECT.isdisjoint(self.current.auxiliaries())
        if "infinitive" not in self.forms(at) or self.current.verbs or not (self.final(at) or self._extraposes(at)):
            return False
        bare = self.current.kind in ("sub", "relative") and self.current.finite is None
        if bare and self.low(at - 1) in ("dit", "dat", "het") and len(self.current.tokens) > 2:
            # "Indien de landen dit verzoeken": the clause has no other verb.
            return True
        may = not MODAL.isdisjoint(self.current.auxiliaries())
        return may and (self.low(at - 1) in _ARTICLES or self._strands(at - 1))

    def _strands(self, at: int) -> bool:
        """Tell whether a preposition goes with an adverb before it: "[daar] volop [voor] wil inzetten"."""
        return self.low(at) in self.words["particles"] and not self.words["adverbial_er"].isdisjoint(self.current.lows)

    def _extraposes(self, at: int) -> bool:
        """Tell whether only "dit" stands before an infinitive and its complement behind it: "zal dit bespreken met"."""
        return self.low(at - 1) in ("dit", "dat") and self.low(at + 1) in self.words["prepositions"]

    def _after_het(self, at: int) -> bool:
        """Tell whether an infinitive is a noun: "het al dan niet voortzetten van", "het lichter maken van"."""
        for back in range(at - 1, max(-1, at - 8), -1):
            if self.low(back) == "het":
                return True
            listed = self.low(back) == "," and self.low(back - 1)[-2:] == self.low(back + 1)[-2:] == "er"
            if self.tokens[back].mention or (self.tokens[back].point and not listed):
                break
        return False

    def _possessive(self, at: int) -> bool:
        """Tell whether "zijn" stands before a noun; where a main clause lacks its verb, it is the verb."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or not after.low or after.point or not self.forms(at + 1) <= {"first"}:
            return False
        if self.current.kind == "main" and self.current.finite is None:
            # "Nederland en zijn partners hebben": another verb follows at once.
            near = range(at + 2, min(at + 4, len(self.tokens)))
            if self.low(at - 1) != "en" or not any(self.finite_here(i) for i in near):
                return False
        closed = ("prepositions", "determiners", "adverbs", "pronouns", "negations", "coordinators")
        return not any(after.low in self.words[name] for name in closed)

    def attributive(self, at: int) -> bool:
        """Tell whether a participle stands before the noun it belongs to: "de op 5 maart aangenomen motie"."""
        if at == 0 or at + 1 >= len(self.tokens) or self.tokens[at - 1].type not in ("Date", "Person", "Parliament"):
            return False
        return self.tokens[at + 1].type == "Motion" or self.low(at + 1).startswith("motie")

    def auxiliary_ahead(self, at: int) -> bool:
        """Tell whether an auxiliary follows in the same cluster of verbs."""
        for token in self.tokens[at + 1 : at + 4]:
            if not token.readings:
                return False
            if any(
                r.infinitive in AUXILIARY and (r.form != "participle" or r.lemma in PERFECT) for r in token.readings
            ):
                return True
        return False

    def heads_cluster(self, at: int) -> bool:
        """Tell whether a finite verb stands directly before the verb that it helps, as it does at a clause's end."""
        if at + 1 >= len(self.tokens) or not self.can_help(at):
            return False
        return bool(self.forms(at + 1) & {"participle", "infinitive"})

    def finite_here(self, at: int) -> bool:
        """Tell whether a finite verb stands here."""
        forms = self.forms(at)
        mine = "first" in forms and self.low(at + 1) == "ik"
        return (mine or bool(forms & {"third", "past", "plural"})) and not self.nominal(at) and self.low(at - 1) != "te"

    def looks_finite(self, at: int) -> bool:
        """Tell whether a word that no table knows ends a subordinate clause as a verb would."""
        token, marker = self.tokens[at], self.current.marker
        if marker is not None and marker.low == "zoals":
            return "participle" in self.forms(at)
        unknown = not token.readings and not token.capital
        return unknown and token.low.endswith(("t", "den", "ten", "de", "te")) and self.finite_here(at + 2)

    def final(self, at: int) -> bool:
        """Tell whether a verb stands last in its clause."""
        ahead = at + 1
        while ahead < len(self.tokens) and self.tokens[ahead].readings and not self.nominal(ahead):
            ahead += 1
        return ahead >= len(self.tokens) or self.low(ahead) in (",", ";", ":", "en")
