"""What joins the parts of a sentence: whether a verb ahead goes with what is before it, or opens something new."""

from __future__ import annotations

from graph_builder.relate.lexicon.grammar import AUXILIARY, MODAL, PERFECT
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.outlook import Ahead, Outlook
from graph_builder.relate.syntax.sight import CLAUSE_LENGTH

_LONGEST_PREFIELD = 8
"""How many words can stand before the finite verb of a coordinated main clause."""
_LETTING = frozenset(["laat", "liet", "laten", "lieten"])
_SPEAKERS = frozenset(
    ["de", "het", "hij", "zij", "ze", "minister", "staatssecretaris", "premier", "kabinet", "woordvoerder"]
)
_SAYS = 7
"""Within how many words who says something stands behind it."""


class Junctions(Outlook):
    """Looks at a verb ahead from a comma or a coordinator."""

    def finite_beside(self, at: int) -> bool:
        """Tell whether the clause ends with a finite verb of its own before this one: "als A dit steunt [wordt] …"."""
        finite, forms = self.current.finite, self.forms(at)
        if finite is None or finite.at != len(self.current.tokens) - 1:
            return False
        if finite.reading.lemma in AUXILIARY and not any(r.lemma in MODAL for r in self.tokens[at].readings):
            return False
        other = bool(forms & {"third", "past"}) and not forms & {"infinitive", "participle", "plural"}
        return finite.reading.form in ("third", "past") and other

    def needs_verb(self, clause: Clause, verb: Ahead | None) -> bool:
        """Tell whether the verb ahead is the one that an auxiliary of the clause waits for."""
        if verb is None or clause.verbs or clause.finite is None:
            return False
        lemma = clause.finite.reading.lemma
        if lemma == "blijven":
            # "Wij blijven er stevig en breed op inzetten".
            last = self.final(verb.at) or self.low(verb.at + 1) in self.words["infinitive_markers"]
            return last and "infinitive" in self.forms(verb.at)
        if lemma in PERFECT:
            return verb.form == "participle"
        return lemma in MODAL and (verb.form in ("plural", "te") or "infinitive" in self.forms(verb.at))

    def second_place(self, at: int, verb: Ahead) -> bool:
        """Tell whether what stands before a finite verb can be the one part that a main clause has there."""
        return (
            verb.form == "finite"
            and 0 < verb.at - at <= _LONGEST_PREFIELD
            and self.low(at) not in self.words["joining"]
        )

    def anew(self, at: int, verb: Ahead) -> bool:
        """Tell whether a pronoun opens a new clause with the verb behind it: "wij gaan door (en) [wij zien …]"."""
        return self.low(at) in self.words["nominative"] and verb == (at + 1, "plural")

    def other_number(self, main: Clause, verb: Ahead) -> bool:
        """Tell whether a form that is plural cannot share a singular subject: "ik neem ideeën en voorstellen mee"."""
        finite = main.finite
        if verb.form != "plural" or finite is None:
            return False
        # "Wil ruimte en waarborgen bieden": a noun, as its own verb is still to come.
        waits = finite.reading.lemma == "willen" and not main.verbs
        # "Ik heb gezien dat zij A hebben gedaan en kiezen voor B": "heb" goes with no infinitive.
        done = finite.reading.lemma == "hebben" and bool(main.verbs) and self.current is not main
        return (finite.reading.lemma not in AUXILIARY or waits or done) and finite.reading.form in ("first", "third")

    def tells_who(self, at: int) -> bool:
        """Tell whether a sentence ends with who says it: "A steunt B, [laat minister X weten]", "…, [zegt X]"."""
        lets, told = self.low(at) in _LETTING, self.words["reporting"]
        if not (lets or (self.finite_here(at) and any(verb.lemma in told for verb in self.tokens[at].readings))):
            return False
        behind = [token for token in self.tokens[at + 1 : at + _SAYS] if not token.point]
        if self.tokens[at + 1 + len(behind) + 1 :] or (lets and (not behind or behind.pop().low != "weten")):
            return False
        return bool(behind) and all(token.mention or token.capital or token.low in _SPEAKERS for token in behind)

    def lists(self, at: int, verb: Ahead) -> bool:
        """Tell whether the verb behind a comma is one of a list: "A veroordeelt B, [steunt] C en roept D op"."""
        if verb.form != "finite" or verb.at != at or self.low(at + 1) in self.words["nominative"]:
            return False
        near = range(at + 1, min(at + CLAUSE_LENGTH, len(self.tokens) - 1))
        last = next((i for i in near if self.low(i) in ("en", "maar")), len(self.tokens) - 1)
        return self.finite_here(last + 1) and "plural" not in self.forms(last + 1)
