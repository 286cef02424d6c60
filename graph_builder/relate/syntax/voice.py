"""What a clause's verbs say together: which one carries the meaning, its voice, its modality, whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Modality
from graph_builder.relate.context import Context
from graph_builder.relate.syntax.clauses import Clause, Core

_LIMITING = frozenset(["alleen", "enkel", "slechts", "omdat", "zozeer"])
"""Words with which "niet" denies something else than the act."""
_DESCRIBED = frozenset(["de", "een", "alle", "elke", "iedere"])
"""Words behind which "niet" denies an adjective alone: "de niet gebruikte middelen"."""
_PERHAPS = frozenset(["wellicht", "eventueel", "misschien", "mogelijkerwijs"])
_MUCH = frozenset(["alles", "veel"])
_IF = frozenset(["indien", "zo"])
_NOUN_NEAR = 3
"""Within how many words before an infinitive the noun stands that it belongs to, with its "geen"."""
_PROVIDED = frozenset(["mits", "tenzij"])
_COMING = ("aanstaande", "komende", "volgende")


def cores(clause: Clause, context: Context) -> Iterator[Core]:
    """Give the verbs of a clause that can evoke a frame; they are found once, as many ask for them."""
    if clause.cores is None:
        clause.cores = tuple(_find_cores(clause, context))
    return iter(clause.cores)


def _find_cores(clause: Clause, context: Context) -> Iterator[Core]:
    words = context.grammar.words
    chain = _chain(clause)
    if clause.verbs:
        thin = context.grammar.thin
        full = [p for p in clause.verbs if p.reading.lemma not in thin] or clause.verbs[-1:]
        others = tuple(p.reading.lemma for p in clause.verbs if p is not full[-1])
        core = full[-1]
        passive = core.reading.form == "participle" and _is_passive((*chain, *others))
        if passive and core.reading.lemma in words["unaccusative"] and "worden" not in chain + others:
            passive = False
        yield Core(core, passive, (*chain, *others))
    elif clause.finite is not None:
        yield Core(clause.finite, False, ())
    for predicate in clause.embedded:
        yield Core(predicate, False, chain, embedded=True)


def _chain(clause: Clause) -> tuple[str, ...]:
    if clause.finite is not None:
        return (clause.finite.reading.lemma,)
    if clause.partner is not None:
        own = _chain(clause.partner)
        return (*own, *(p.reading.lemma for p in clause.partner.verbs if p.reading.lemma in ("worden", "zijn")))
    return ()


def _is_passive(chain: tuple[str, ...]) -> bool:
    return "worden" in chain or ("zijn" in chain and "hebben" not in chain)


def negated(clause: Clause, context: Context, apart: Sequence[int] = ()) -> bool:
    """Tell whether the clause denies; "niet alleen … maar ook" does not, nor does "…, maar niet omdat …".

    Args:
        clause: What may be denied.
        context: For the word classes.
        apart: Indices of words that belong to the verb: "het niet eens zijn met" is no denial.
    """
    negations = context.grammar.words["negations"]
    if negations.isdisjoint(clause.words):
        return False
    for at, token in enumerate(clause.tokens):
        if token.low not in negations or at in apart:
            continue
        after = clause.tokens[at + 1].low if at + 1 < len(clause.tokens) else ""
        ordered = after == "in" and "plaats" in clause.lows[at + 2 : at + 5]
        if token.low == "niet" and (after in _LIMITING or ordered or (not after and clause.lows[at - 1] == "maar")):
            continue
        if clause.lows[at - 1 : at] and clause.lows[at - 1] in _DESCRIBED:
            continue
        if token.low == "zonder" or after == "mis" or clause.lows[max(0, at - 2) : at] == ["al", "dan"]:
            # "In niet mis te verstane woorden" denies nothing, nor does "al dan niet met wijzigingen".
            continue
        return True
    return False


def modality(clause: Clause, core: Core, context: Context) -> Modality | None:
    """Tell how the clause means what it says; None where it says only what may, must or can be."""
    words = context.grammar.words
    if conditional(clause, context):
        return "conditional"
    chain = set(core.chain)
    finite = _finite_word(clause)
    if finite in words["hedges"]:
        return "conditional"
    if clause.said:
        return "asserted"
    if chain & words["modals_needed"]:
        return None
    if chain & words["modals_possible"]:
        return "asserted" if _managed(clause, core, context) else None
    marker = clause.marker.low if clause.kind == "infinitive" and clause.marker is not None else ""
    if marker in words["factual_infinitives"]:
        return "asserted"
    if marker in words["negations"] or _under_modal(clause, context):
        return None
    if (
        chain & words["modals_intended"]
        or clause.kind == "infinitive"
        or core.embedded
        or _to_come(clause, core, context)
        or (clause.parent is not None and cares(clause.parent))
    ):
        return "intended"
    return "asserted"


def acts_on_nothing(clause: Clause, context: Context) -> bool:
    """Tell whether a passive acts on nothing: "er wordt ingezet op …", not "militairen worden ingezet op …"."""
    words, finite = context.grammar.words, clause.finite
    verb = next((verb.at for verb in clause.verbs if verb.reading.form == "participle"), -1)
    if finite is None or finite.reading.form == "plural" or verb < 0:
        return False
    loose = words["adverbs"] | words["firmly"] | {"er"}
    if clause.lows[0] not in loose | words["prepositions"] and finite.at > 0:
        return False
    between = [low for low in clause.lows[finite.at + 1 : verb] if low not in loose]
    return verb < finite.at or not between or between[0] in words["prepositions"]


def undecided(clause: Clause) -> bool:
    """Tell whether it is left open if something is done: "al dan niet instemmen met …".

    Behind a comma it says this of a phrase: "steunt het plan, al dan niet met wijzigingen".
    """
    if "dan" not in clause.words or "niet" not in clause.words:
        return False
    lows = clause.lows
    opens = (at for at in range(len(lows) - 2) if lows[at : at + 3] == ["al", "dan", "niet"])
    return any(at == 0 or not clause.tokens[at - 1].point for at in opens)


def _managed(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether somebody could, and did: "heeft met het voorstel kunnen instemmen"; who "had kunnen" did not."""
    owner = clause.partner if clause.finite is None and clause.partner is not None else clause
    finite = owner.finite
    if finite is None or finite.reading.lemma != "hebben" or finite.reading.form == "past" or core.passive:
        return False
    return context.grammar.words["modals_needed"].isdisjoint(core.chain) and clause.kind != "infinitive"


def cares(clause: Clause) -> bool:
    """Tell whether somebody is said to be set on what hangs on a clause: "er is het kabinet alles aan gelegen"."""
    return "gelegen" in clause.words and "aan" in clause.words and not _MUCH.isdisjoint(clause.words)


def _under_modal(clause: Clause, context: Context) -> bool:
    """Tell whether an infinitive says for what something must or could be done: "moet meer doen om [X te steunen]"."""
    if clause.kind != "infinitive" or clause.parent is None:
        return False
    words = context.grammar.words
    before = [token.low for token in clause.parent.tokens if token.end <= clause.start][-_NOUN_NEAR:]
    if before and (before[-1] in words["possibilities"] or "geen" in before):
        # "De mogelijkheid om …", "ziet geen aanleiding om …".
        return True
    above = next(cores(clause.parent, context), None)
    modals = words["modals_needed"] | words["modals_possible"]
    return above is not None and not modals.isdisjoint(above.chain)


def _to_come(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether a present tense speaks of the future: "Aanstaande maandag ga ik op bezoek bij …"."""
    if clause.finite is None or core.predicate is not clause.finite or clause.finite.reading.form == "past":
        return False
    if "binnenkort" in clause.lows:
        return True
    days = (token.span.of(context.document.text).lower() for token in clause.tokens if token.type == "Date")
    return any(day.startswith(_COMING) and not day.endswith(("jaren", "maanden", "weken")) for day in days)


def _finite_word(clause: Clause) -> str:
    if clause.finite is not None:
        return clause.tokens[clause.finite.at].low
    return _finite_word(clause.partner) if clause.partner else ""


def _where_needed(clause: Clause, context: Context) -> bool:
    """Tell whether a condition is put in two words: "indien nodig zal ik …", "zal ik zo nodig …"."""
    elliptic, lows, finite = context.grammar.words["elliptic"], clause.lows, clause.finite
    if finite is None or _IF.isdisjoint(clause.words):
        return False
    end = len(lows) - 1 if finite.reading.lemma == "zullen" else finite.at
    return any(lows[at] in _IF and lows[at + 1] in elliptic for at in range(end))


def _possibly(clause: Clause) -> bool:
    """Tell whether it is only possible that something will be: "zal de rente mogelijk …", not "zo snel mogelijk"."""
    if "mogelijk" not in clause.words or clause.finite is None or clause.finite.reading.lemma != "zullen":
        return False
    at = clause.lows.index("mogelijk")
    return "zo" not in clause.lows[max(0, at - 3) : at] and "waar" not in clause.lows[max(0, at - 1) : at]


def conditional(clause: Clause, context: Context) -> bool:
    """Tell whether the clause is a condition or hangs on one."""
    conditions = context.grammar.words["conditions"]
    opening = clause.marker or (clause.beside.marker if clause.beside is not None else None)
    if opening is not None and opening.low in conditions:
        return True
    if context.tokens and context.tokens[0].low in ("mocht", "mochten"):
        # "Mocht dit nodig blijken, dan zal ik …"
        return True
    if not _PERHAPS.isdisjoint(clause.words) or _where_needed(clause, context) or _possibly(clause):
        return True
    if not clause.children:
        return False
    # "Ik ben bereid om bij te dragen, mits …": the condition hangs on what the infinitive says.
    under = [grand for child in clause.children if child.kind == "infinitive" for grand in child.children]
    provided = any(child.marker is not None and child.marker.low in _PROVIDED for child in under)
    return provided or any(child.marker is not None and child.marker.low in conditions for child in clause.children)
