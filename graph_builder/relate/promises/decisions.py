"""What the sender does in the present tense that binds him: "ik laat onderzoeken of …", "ik stel een commissie in".

Most of what a letter tells in the present tense is so already, and promises nothing. Some acts are not: who goes to
find out, sets up, changes or prolongs something, has it done by others, or sees to it, says what will be.
"""

from __future__ import annotations

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.promises.promise import (
    Promise,
    another,
    brings_forward,
    is_body,
    is_sender,
    shall,
    told_before,
)
from graph_builder.relate.promises.when import ahead, dated, due, elsewhere, other_text, scheduled, to_come
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.doers import agent_of_passive
from graph_builder.relate.syntax.subjects import subject_names
from graph_builder.relate.syntax.voice import cores
from graph_builder.resolve.entities import of_parliament

_NEW = frozenset(["een", "enkele", "enige", "nader", "nadere", "aanvullend", "aanvullende", "nieuwe", "nieuw"])
"""Words before what there is not yet: what is done every year is "de monitor"."""
_NAMED = 4
"""Within how many words behind "een" it is named what comes: "een nieuw landelijk verbod"."""
_WITHIN = frozenset(["in", "binnen", "tijdens", "bij"])
"""Words before the body in which something is decided."""


def decides(said: Promise) -> bool:
    """Tell whether a clause in the present tense says what its subject sets out to do."""
    clause, words = said.clause, said.words
    finite = clause.finite
    if finite is None or said.core.passive or not _tells(said) or _usual(said):
        return False
    if finite.reading.lemma == "laten" and said.core.predicate is not finite:
        return finite.at > 0 and _commissions(said) and (finite.reading.form != "past" or told_before(said))
    if finite.reading.form == "past" or said.core.predicate is not finite:
        return False
    if clause.kind == "main" and finite.reading.particle:
        # "Overwegende dat er geld is, de regering een onderzoek uitvoert": a main clause parts the two.
        return False
    if said.core.lemma in ("nemen", "treffen") and said.context.written:
        return not words["measures"].isdisjoint(clause.words)
    if said.core.lemma == "maken" and said.context.written:
        return _arranges(said)
    if _searches(said):
        return _finds_out(said)
    if said.lemma in words["making"]:
        return said.context.written and not _NEW.isdisjoint(clause.lows)
    return said.lemma in words["deciding"] or said.says("seeing_to")


def _arranges(said: Promise) -> bool:
    """Tell whether something new is arranged with others: "maak ik afspraken met …", not "over de afspraken"."""
    words, lows = said.words, said.clause.lows
    known = words["definite"] | words["prepositions"] | words["usually"]
    return any(low in words["arrangements"] and at > 0 and lows[at - 1] not in known for at, low in enumerate(lows))


def _usual(said: Promise) -> bool:
    """Tell whether a word says that it is done as a rule, or already; "de al ingezette plannen" are only that."""
    lows, usually = said.clause.lows, said.words["usually"]
    at = (i for i, low in enumerate(lows) if low in usually)
    return any(not (lows[i + 1 : i + 2] and lows[i + 1].endswith(("de", "te")) and i > 0) for i in at)


def at_once(said: Promise) -> bool:
    """Tell whether the sender promises in the present tense, other than to tell parliament something."""
    words, clause = said.words, said.clause
    if decides(said):
        return True
    if said.lemma in words["returning"]:
        return elsewhere(said) or (said.context.written and "nog" in clause.lows)
    if said.core.lemma == "staan" and said.core.predicate is clause.finite:
        planned = "gepland" in clause.words and _names_act(said)
        return (planned or said.says("scheduled")) and due(said)
    if said.lemma in words["telling"]:
        return other_text(said) and said.says("next")
    if said.lemma in words["including"]:
        below = [low for child in clause.children if child.kind == "relative" for low in child.lows]
        set_in = not words["settings"].isdisjoint([*clause.lows, *below])
        return set_in and (not said.core.passive or (said.lemma != "betrekken" and will_be_done(said)))
    if said.lemma in words["following"]:
        return _follows(said)
    if said.core.lemma in ("gaan", "treden"):
        return said.core.predicate is clause.finite and said.says("engaging")
    if said.core.lemma == "komen":
        return announces(said) or (brings_forward(said) and said.core.predicate is clause.finite)
    if said.core.passive:
        return _is_to_be_done(said) or (
            said.lemma in words["planning"] and scheduled(said) and bool(done_by_another(said))
        )
    acts = said.lemma in words["agentive"] and said.lemma not in words["soliciting"] | words["informing"]
    if not (said.lemma in words["planning"] or (acts and words["usually"].isdisjoint(clause.lows))):
        return False
    return due(said) or dated(said) or (said.lemma == "uitwerken" and other_text(said))


def _follows(said: Promise) -> bool:
    """Tell whether a text is still to come: "de rapportages volgen de komende tijd", "in mei volgt een brief"."""
    clause, words, phrases = said.clause, said.words, said.context.grammar.phrases
    verb = clause.finite.at if clause.finite else 0
    if clause.lows[verb + 1 : verb + 2] in (["uit"], ["op"]):
        # "Dit volgt uit het verslag": what comes of it, not what will come.
        return False
    loose = words["adverbs"] | words["prepositions"] | words["comparing"] | {"er"}
    fronted = not verb or clause.kind != "main" or clause.lows[0] in loose or clause.tokens[0].type == "Date"
    coming = clause.lows[verb + 1 :] if fronted and clause.kind == "main" else clause.lows[: verb or None]
    in_time = scheduled(said) or ahead(said)
    texts = phrases["elsewhere"] + (phrases["to_follow"] if in_time else ())
    return any(low.endswith(texts) for low in coming) and (in_time or to_come(said))


def _is_to_be_done(said: Promise) -> bool:
    """Tell whether a passive in the present tense says what the government is to do.

    "De wet wordt in 2025 geëvalueerd", "de regels worden de komende tijd uitgewerkt", "er wordt een commissie
    ingesteld". What is under way, as in "op dit moment wordt onderzocht of …", is told and not promised.
    """
    clause, words = said.clause, said.words
    if "worden" not in (*clause.auxiliaries(), *said.core.chain) or not will_be_done(said):
        return False
    if clause.kind != "main":
        # "Ik kan u melden dat de regeling in 2025 wordt geëvalueerd".
        mine = clause.parent is not None and is_sender(subject_names(clause.parent, said.context))
        return (
            (mine or foreseen(said))
            and clause.finite is not None
            and clause.finite.reading.form != "past"
            and dated(said)
        )
    if clause.finite is None or clause.finite.reading.form == "past":
        return False
    if dated(said):
        return True
    founds = said.lemma in words["founding"] and words["under_way"].isdisjoint(clause.lows)
    return founds and "een" in clause.lows[clause.finite.at + 1 : clause.finite.at + 3]


def foreseen(said: Promise) -> bool:
    """Tell whether it is what is expected: "de verwachting is dat het voorstel in mei kan worden ingediend"."""
    above = said.clause.parent
    return above is not None and "verwachting" in above.words and said.clause.kind == "sub" and said.context.speaks


def _finds_out(said: Promise) -> bool:
    """Tell whether a question is looked into: "onderzocht wordt of …", "er wordt gekeken hoe …"."""
    questions = said.words["questioning"]
    asked = any(child.marker is not None and child.marker.low in questions for child in said.clause.children)
    return asked and _searches(said)


def _searches(said: Promise) -> bool:
    """Tell whether something is to be found out: "verkennen", "in kaart brengen"."""
    return said.lemma in said.words["searching"] or (said.core.lemma == "brengen" and "kaart" in said.clause.words)


def takes_place(said: Promise) -> bool:
    """Tell whether an act of the government is said to take place by a day: "de evaluatie zal in mei plaatsvinden"."""
    clause, words = said.clause, said.words
    planned = said.lemma in words["scheduling"] and said.core.passive and dated(said)
    happens = said.lemma in words["happening"] and (shall(said) or scheduled(said))
    happens = happens and "hebben" not in clause.auxiliaries()
    if clause.kind != "main" or not (planned or happens):
        return False
    first = clause.lows[: said.core.predicate.at]
    return (
        _names_act(said)
        and (dated(said) or said.says("soon") or not words["soon"].isdisjoint(first))
        and "door" not in first
    )


def _names_act(said: Promise) -> bool:
    """Tell whether an act of the government is named before the verb: "de [evaluatie] van de wet staat gepland"."""
    first = said.clause.lows[: said.core.predicate.at]
    return any(low.endswith(said.context.grammar.phrases["undertaken"]) for low in first)


def announces(said: Promise) -> bool:
    """Tell whether the government says what there will be: "er komt een landelijk verbod op …"."""
    clause = said.clause
    if said.context.listed and said.core.lemma == "komen" and said.core.predicate is clause.finite:
        # An item of the government's plans: "er komt meer helderheid over …", "de nadruk komt te liggen op …".
        return clause.kind == "main"
    if said.lemma != "komen" or clause.kind != "main" or "er" not in clause.words or "een" not in clause.words:
        return False
    behind = clause.lows[clause.lows.index("een") + 1 :][:_NAMED]
    made = said.context.grammar.phrases["forward"] + said.context.grammar.phrases["founded"]
    return said.core.predicate is clause.finite and any(low.endswith(made) for low in behind)


def will_be_done(said: Promise) -> bool:
    """Tell whether a passive says what the government will do, without naming anybody else who could do it."""
    clause, words = said.clause, said.words
    told = clause.kind == "main" or (clause.marker is not None and clause.marker.low == "dat")
    acts = said.lemma in words["government_acts"] or said.says("government_acts") or _finds_out(said)
    acts = acts or (said.lemma == "kijken" and "naar" in clause.words and dated(said))
    acts = acts or (said.lemma in words["handled"] and (shall(said) or due(said) or dated(said)))
    acts = acts or said.lemma in words["founding"] | words["preparing"]
    by = enumerate(clause.lows)
    if not told or not acts or any(low == "door" and clause.lows[at + 1 :][:1] != ["middel"] for at, low in by):
        return False
    askers = said.lemma == "beantwoorden"
    # Who is named behind "aan" is sent something: "de nota zal worden toegezonden aan de Raad".
    doers = clause.tokens[: clause.lows.index("aan")] if "aan" in clause.lows else clause.tokens
    # "De reactie op het plan van de fracties van A en B": in parliament.
    fractions = next((at for at, token in enumerate(doers) if token.low.startswith("fractie")), len(doers))
    doers = doers[:fractions]
    return not any(another(token) and not (askers and token.type == "Person") for token in doers)


def done_by_another(said: Promise) -> tuple[Filler, ...]:
    """Give the body that "door" names as who will do something: "het plan zal door de gemeente worden uitgewerkt"."""
    words = said.words
    found, marker = agent_of_passive(said.clause, said.context)
    here = found if marker is not None and found else ()
    acts = said.lemma in words["agentive"] or said.lemma in words["planning"]
    if not acts and not (is_body(here, said) and said.lemma not in words["stative"]):
        return ()
    return () if any(of_parliament(filler.entity) for filler in here) else here


def decided_elsewhere(clause: Clause, core: Core) -> bool:
    """Tell whether a passive without "door" names the body in which it was done: "in de Raad is besloten om …"."""
    inside = (at for at in range(core.predicate.at) if not _WITHIN.isdisjoint(clause.lows[max(0, at - 2) : at]))
    return any(another(clause.tokens[at]) for at in inside)


def promises_to_ask(draft: Draft, context: Context) -> bool:
    """Tell whether the sender says that he will ask somebody for something: he has promised it, and not yet asked."""
    core = next(cores(draft.clause, context), None)
    if (
        draft.frame.kind != "Urging"
        or draft.modality != "intended"
        or core is None
        or core.lemma not in context.grammar.words["asking"]
    ):
        return False
    said = Promise(draft.clause, core, context, core.lemma)
    return context.speaks and not draft.negated and shall(said) and is_sender(said.subject())


def _commissions(said: Promise) -> bool:
    """Tell whether something is done for the sender once: "laat onderzoeken …", "laat een evaluatie uitvoeren"."""
    words, lows = said.words, said.clause.lows
    once = not _NEW.isdisjoint(lows) or any(low.endswith("onderzoek") for low in lows) or due(said)
    found_out = said.lemma in words["commissioned"] or _searches(said)
    return found_out or (said.lemma in words["agentive"] and once)


def _tells(said: Promise) -> bool:
    """Tell whether the sender speaks for himself: in a main clause, or as "ik" in what he tells with "dat"."""
    clause = said.clause
    if clause.kind == "main":
        return True
    told = clause.kind == "sub" and clause.marker is not None and clause.marker.low == "dat"
    return told and not said.words["first_person"].isdisjoint(clause.lows)
