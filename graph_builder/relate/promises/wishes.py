"""What somebody wants or is going to do: "ik wil de wet wijzigen", "de schepen die Defensie wil aanschaffen"."""

from __future__ import annotations

from graph_builder.model import Filler
from graph_builder.relate.promises.promise import Promise, arrives, brings_forward, in_office, is_body, is_sender
from graph_builder.relate.promises.when import to_come
from graph_builder.relate.syntax.clauses import Clause, Predicate


def wishes(said: Promise) -> bool:
    """Tell whether the sender says that he wants or is going to do something, other than to say it."""
    clause, words = said.clause, said.words
    finite = auxiliary(clause)
    if finite is None or finite.reading.lemma not in ("willen", "gaan") or finite.reading.form == "past":
        return False
    goes = finite.reading.lemma == "gaan"
    written = said.context.written and is_sender(said.subject())
    acts = written or {said.lemma, said.core.lemma} & (words["agentive"] | words["handled"])
    if not clause.verbs or (goes and not acts):
        return False
    aim = clause.marker is not None and clause.marker.low == "zodat"
    if aim or (clause.kind == "relative" and not goes) or said.lemma in words["stance"]:
        return False
    talks = finite.reading.lemma == "willen" and not said.context.written
    if (talks and said.lemma in words["loose"]) or "hebben" in said.core.chain:
        return False
    says = said.lemma in words["reporting"] and any(c.marker and c.marker.low == "dat" for c in clause.children)
    tells = said.lemma in words["discourse_verbs"] and words["giving"].isdisjoint(clause.lows)
    if finite.reading.lemma == "willen" and said.lemma in words["informing"] and not to_come(said):
        # "In deze brief wil ik u informeren over …": it does so at once.
        return False
    if says or tells or (said.lemma in words["stative"] and not (arrives(said) or brings_forward(said))):
        return False
    found = said.subject()
    if is_sender(found) or not said.context.speaks or not is_body(found, said):
        return is_sender(found)
    return goes or in_office(found) or bool({said.lemma, said.core.lemma} & words["agentive"])


def acquirers(said: Promise) -> tuple[Filler, ...]:
    """Tell who wants what a relative clause stands for: "de schepen die [Defensie] wil aanschaffen"."""
    clause, finite = said.clause, said.clause.finite
    if clause.kind != "relative" or clause.antecedent is None or clause.antecedent.mention is not None:
        return ()
    wants = finite is not None and finite.reading.lemma in ("willen", "gaan") and finite.reading.form != "past"
    if not wants or said.core.passive or said.lemma not in said.words["acquiring"] or not said.context.speaks:
        return ()
    found = said.subject()
    return found if is_sender(found) or is_body(found, said) else ()


def auxiliary(clause: Clause) -> Predicate | None:
    """Give the finite verb; a second infinitive shares the first one's: "wij willen doelen stellen | en … treffen"."""
    shared = clause.finite is None and clause.kind == "main" and clause.partner is not None
    return clause.partner.finite if shared and clause.partner is not None else clause.finite
