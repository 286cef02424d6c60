"""How a word of a clause is read as a verb, if it is one."""

from __future__ import annotations

from collections.abc import Mapping

from graph_builder.relate.lexicon.grammar import AUXILIARY, MODAL, PERFECT, Grammar
from graph_builder.relate.lexicon.inflect import Reading
from graph_builder.relate.syntax.clauses import Clause, Predicate
from graph_builder.relate.syntax.sight import Sight

_TE_NEAR = 7
"""Within how many words behind a participle that says how the infinitive stands with its "te"."""


def read_verb(clause: Clause, at: int, sight: Sight) -> None:
    """Choose a reading of the clause's last word, and note it as a verb of the clause.

    Args:
        clause: The clause that the word has just been put in.
        at: Index of the word in the sentence.
        sight: The sentence around it.
    """
    where = len(clause.tokens) - 1
    by_form = sight.tokens[at].readings.by_form
    if sight.low(at - 1) == "te":
        if "infinitive" in by_form and not sight.gerundive(at):
            clause.embedded.append(Predicate(where, by_form["infinitive"], True))
        return
    if _goes_on(clause, where) and "infinitive" in by_form:
        clause.embedded[-1] = Predicate(where, by_form["infinitive"], True)
        return
    if sight.nominal(at) or _how(clause, at, sight, by_form):
        return
    if "participle" in by_form and sight.attributive(at):
        return
    helped = None if _stands_apart(clause, at, sight, by_form) else _helped(clause, at, sight, by_form)
    if helped is not None:
        clause.verbs.append(Predicate(where, helped))
    elif clause.finite is None and clause.kind != "infinitive":
        _finite(clause, where, sight.first_person(at), by_form)
    elif _doubles(clause, where, by_form):
        assert clause.finite is not None
        clause.finite = Predicate(clause.finite.at, by_form["third"] if "third" in by_form else by_form["plural"])


def _goes_on(clause: Clause, where: int) -> bool:
    """Tell whether a word stands behind "te blijven", which brings another infinitive: "A te blijven [steunen]"."""
    last = clause.embedded[-1] if clause.embedded else None
    return last is not None and last.at == where - 1 and last.reading.lemma == "blijven" and not last.reading.particle


def _how(clause: Clause, at: int, sight: Sight, by_form: Mapping[str, Reading]) -> bool:
    """Tell whether a participle says how what follows will be done: "heeft besloten dit [versneld] te realiseren"."""
    if (
        "participle" not in by_form
        or by_form["participle"].lemma in AUXILIARY
        or sight.low(at - 1) in ("en", "of", ",")
    ):
        return False
    if not any(verb.reading.form == "participle" and verb.reading.lemma not in AUXILIARY for verb in clause.verbs):
        return False
    ahead = range(at + 1, min(at + _TE_NEAR, len(sight.tokens) - 1))
    return any(sight.low(i) == "te" and "infinitive" in sight.forms(i + 1) for i in ahead)


def _helped(clause: Clause, at: int, sight: Sight, by_form: Mapping[str, Reading]) -> Reading | None:
    """Give the participle or infinitive that an auxiliary brings along."""
    auxiliaries, ahead = clause.auxiliaries(), sight.auxiliary_ahead(at)
    if "participle" in by_form and (not PERFECT.isdisjoint(auxiliaries) or ahead or _elided(clause)):
        return by_form["participle"]
    behind = "infinitive" in by_form and (_behind_verb(clause, by_form) or _instead(clause, at, sight))
    helped = ahead or behind or (not MODAL.isdisjoint(auxiliaries) and not _goes_into(clause))
    if "infinitive" in by_form and helped and not _leads(clause, by_form):
        return by_form["infinitive"]
    return None


def _goes_into(clause: Clause) -> bool:
    """Tell whether "gaan" is no auxiliary but has its own particle: "ik ga [in op] vaccins, testen en …"."""
    finite, lows = clause.finite, clause.lows
    if finite is None or finite.reading.lemma != "gaan" or "in" not in lows:
        return False
    at = lows.index("in", finite.at) if "in" in lows[finite.at :] else -1
    return at > 0 and lows[at + 1 : at + 2] == ["op"]


def _stands_apart(clause: Clause, at: int, sight: Sight, by_form: Mapping[str, Reading]) -> bool:
    """Tell whether a plural's particle stands behind it, so that it is no infinitive: "en [zetten in] op"."""
    if clause.finite is not None or clause.partner is None or "plural" not in by_form:
        return False
    separate = sight.low(at + 1) in sight.words["particles"] and sight.low(at + 2) in sight.words["prepositions"]
    return separate and sight.low(at - 1) in sight.words["joining"]


def _leads(clause: Clause, by_form: Mapping[str, Reading]) -> bool:
    """Tell whether a plural is the finite verb that a cluster begins with: "de resultaten zullen worden gedeeld"."""
    if clause.finite is not None or clause.verbs or "plural" not in by_form:
        return False
    if clause.partner is not None and by_form["plural"].lemma != "zullen":
        return False
    return clause.kind == "main" or by_form["plural"].lemma == "zullen"


def _instead(clause: Clause, at: int, sight: Sight) -> bool:
    """Tell whether an infinitive stands where the perfect asks for a participle: "heeft doen besluiten"."""
    finite = clause.finite
    if finite is None or finite.reading.lemma != "hebben" or clause.verbs:
        return False
    return "infinitive" in sight.forms(at + 1) and any(r.lemma in MODAL for r in sight.tokens[at].readings)


def _finite(clause: Clause, where: int, first_person: bool, by_form: Mapping[str, Reading]) -> None:
    # "Wij zetten in op …": what can be the present and the past is rather the present.
    both = "past" in by_form and "plural" in by_form
    for form in ("third", "plural", "past", "first") if both else ("third", "past", "first", "plural"):
        if form in by_form and (form != "first" or first_person or "third" in by_form):
            clause.finite = Predicate(where, by_form[form])
            return


def _doubles(clause: Clause, where: int, by_form: Mapping[str, Reading]) -> bool:
    """Tell whether "zal" follows another modal that shares its infinitive: in "kan en zal niet …" it says the most."""
    finite = clause.finite
    if finite is None or clause.verbs or finite.at != where - 2 or clause.lows[where - 1] not in ("en", "of"):
        return False
    return finite.reading.lemma in MODAL and any(
        form in by_form and by_form[form].lemma == "zullen" for form in ("third", "plural")
    )


def _elided(clause: Clause) -> bool:
    """Tell whether a coordinated participle shares the auxiliary of its partner."""
    return clause.finite is None and clause.partner is not None and not PERFECT.isdisjoint(clause.partner.auxiliaries())


def _behind_verb(clause: Clause, by_form: Mapping[str, Reading]) -> bool:
    """An infinitive behind another one, or an auxiliary behind a participle: "willen doen", "gesteund worden"."""
    if not clause.verbs or clause.verbs[-1].at != len(clause.tokens) - 2:
        return False
    return clause.verbs[-1].reading.form != "participle" or by_form["infinitive"].lemma in AUXILIARY


def give_back(clause: Clause, grammar: Grammar) -> None:
    """Give the clause above its verb's particle, which stands behind the verbs of this one.

    "Neemt het advies om … te doen over", "neemt het advies dat hij gaf niet over": the words between go along.
    """
    above, at, words = clause.parent, len(clause.tokens) - 1, grammar.words
    if above is None or above.finite is None or clause.lows[at] not in words["particles"] or clause.children:
        # "Verzoekt om u te informeren over hoe …": the preposition of a question.
        return
    verbs = [verb.at for verb in (*clause.verbs, *clause.embedded, *([clause.finite] if clause.finite else []))]
    last = max(verbs, default=at)
    between = (words["adverbs"] | words["negations"]).issuperset(clause.lows[last + 1 : at])
    plain = above.finite.reading.lemma not in AUXILIARY and above.tokens[-1].end < clause.tokens[0].start
    if last < at and between and plain and not above.verbs:
        above.extend(clause.tokens[last + 1 :], clause.lows[last + 1 :])
        del clause.tokens[last + 1 :], clause.lows[last + 1 :]
