"""Whose words a clause gives, and whether it states anything at all."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import GOVERNMENT, STATE, Context
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at
from graph_builder.relate.syntax.particles import lemma_of
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.voice import cores

_SENDERS = frozenset([GOVERNMENT, STATE])
_PAPERS = (
    "rapport",
    "programma",
    "akkoord",
    "advies",
    "onderzoek",
    "verslag",
    "studie",
    "bericht",
    "artikel",
    "verklaring",
)
"""How words end for texts that say something."""
_ASKED = frozenset(["of", "opdat", "alsof"])
_BEFORE = frozenset(["voordat", "alvorens"])
"""Words that open what is not yet so: "we wachten niet voordat we met maatregelen komen"."""
_IN_PERSON = frozenset(["Person", "Role", "Government"])
"""Types of names whose own "ik" or "wij" is the government's, if anybody's."""


def states(clause: Clause, context: Context) -> bool:
    """Tell whether a clause says that something is so: not where it is asked, wished, or what another act is about."""
    here: Clause | None = clause.beside or clause
    if _quoted(clause, context):
        return False
    while here is not None and here.marker is not None:
        if here.marker.low in _ASKED or (here.marker.low in ("tenzij", "alsof")):
            return False
        if here.marker.low in _BEFORE and (here.finite is None or here.finite.reading.form != "past"):
            return False
        if here.parent is not None and _is_question(here, here.parent, context):
            return False
        if here.marker.low == "omdat" and here.parent is not None and here.parent.lows[-1:] == ["niet"]:
            return False
        if here.marker.low in ("welke", "wat", "wie") and _asked_to_say(here.parent, context):
            return False
        if here.marker.low in ("dat", "hoe", "waarom") and here.parent is not None:
            course = _own_course(here, context) or _means(here, context) or _follows(here, context)
            if not _factual(here.parent, context) and not course:
                return False
        here = here.parent
    return True


def _is_question(clause: Clause, parent: Clause, context: Context) -> bool:
    """Tell whether a clause is the question that the one above names: "de vraag is [wat wij hieraan doen]"."""
    words = context.grammar.words
    is_one = parent.finite is not None and parent.finite.reading.lemma in ("zijn", "luiden", "blijven")
    asks = clause.marker is not None and clause.marker.low in words["questioning"] | words["indirect"]
    return is_one and asks and "vraag" in parent.lows


def _quoted(clause: Clause, context: Context) -> bool:
    """Tell whether the first person of a clause is somebody else's: "de sector heeft gezegd: [wij gaan …]"."""
    words, tokens = context.grammar.words, context.tokens
    if ":" not in context.lows or words["first_person"].isdisjoint(clause.words):
        return False
    colon = next((token.start for token in reversed(tokens) if token.low == ":" and token.start < clause.start), -1)
    before = [other for other in context.clauses if other.kind == "main" and 0 <= other.end <= colon]
    core = next(cores(before[-1], context), None) if before else None
    if core is None or core.lemma not in words["reporting"] or core.passive:
        return False
    mine = before[-1].finite is not None and before[-1].finite.reading.form == "first"
    if mine or not words["first_person"].isdisjoint(before[-1].words):
        return False
    who = subject(before[-1], context)
    return who is None or any(token.type not in _IN_PERSON for token in who.tokens)


def _asked_to_say(clause: Clause | None, context: Context) -> bool:
    """Tell whether somebody asks to be told what hangs on a clause: "verzocht aan te geven [op welke wijze …]"."""
    while clause is not None:
        if clause.kind == "infinitive" and clause.parent is not None:
            above = next(cores(clause.parent, context), None)
            if above is not None and above.lemma in context.grammar.words["asking"]:
                return True
        clause = clause.parent
    return False


def _own_course(clause: Clause, context: Context) -> bool:
    """Tell whether the sender finds that he must go on: "ik vind het van belang dat wij ons blijven inzetten"."""
    if clause.parent is None or "blijven" not in clause.auxiliaries() or not context.speaks:
        return False
    who, above = subject(clause, context), subject(clause.parent, context)
    core = next(cores(clause.parent, context), None)
    if who is None or above is None or core is None or core.lemma not in ("vinden", "achten"):
        return False
    return all(filler.entity in _SENDERS for filler in fillers((*who.tokens, *above.tokens), context))


def _means(clause: Clause, context: Context) -> bool:
    """Tell whether the sender says what something makes him do: "dat betekent dat ik de regels zal wijzigen"."""
    above = clause.parent.finite if clause.parent is not None else None
    means = above is not None and above.reading.lemma == "betekenen" and above.reading.form != "past"
    will = clause.finite is not None and clause.finite.reading.lemma in ("zullen", "gaan")
    return means and will and context.speaks and not context.grammar.words["first_person"].isdisjoint(clause.words)


def _follows(clause: Clause, context: Context) -> bool:
    """Tell whether a clause says what follows for the government: "dit betekent dat [het kabinet] … ontraadt"."""
    core = next(cores(clause.parent, context), None) if clause.parent is not None else None
    who = subject(clause, context)
    if core is None or core.lemma != "betekenen" or who is None or core.chain or not context.speaks:
        return False
    finite = clause.finite
    hedged = finite is None or finite.reading.lemma in ("kunnen", "moeten", "mogen", "zullen")
    return not hedged and all(filler.entity in _SENDERS for filler in fillers(who.tokens, context))


def _factual(parent: Clause, context: Context) -> bool:
    words = context.grammar.words
    core = next(cores(parent, context), None)
    if core is not None and core.lemma == "leiden" and "hebben" in core.chain:
        # "Dit heeft ertoe geleid dat het kabinet heeft besloten …".
        return True
    behind = _told_from(parent, core, context)
    if any(low in words["unsure"] and not _attributive(parent.lows, at) for at, low in behind):
        return False
    if core is None:
        return True
    if core.lemma in words["reporting"] or _can_tell(parent, core, context):
        return True
    return core.lemma not in words["nonfactual"] and not set(core.chain) & words["modals_needed"]


def _can_tell(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether somebody is able to say or see what hangs on a clause: "goed om te kunnen constateren dat …"."""
    told, words = clause.tokens[-1].readings.by_form.get("infinitive"), context.grammar.words
    if core.lemma != "kunnen" or told is None or told.infinitive in words["nonfactual"]:
        return False
    return clause.parent is None or words["unsure"].isdisjoint(clause.parent.words)


def _told_from(clause: Clause, core: Core | None, context: Context) -> list[tuple[int, str]]:
    """Give the words on which "dat" can hang: of who tells something those behind the verb.

    "In antwoord op het verzoek van X deel ik u mee dat …".
    """
    words = list(enumerate(clause.lows))
    if (
        core is None
        or clause.finite is None
        or lemma_of(clause, core, context) not in context.grammar.words["announcing"]
    ):
        return words
    return words[clause.finite.at :]


def _attributive(lows: Sequence[str], at: int) -> bool:
    """Tell whether an adjective only describes a noun: "een belangrijk signaal dat …"."""
    return lows[at].endswith("lijk") and at > 0 and lows[at - 1] == "een"


def speaker_of(clause: Clause, context: Context) -> Filler | None:
    """Find in whose mouth the text puts what a clause says: "X zegt dat …", "volgens X …"; None for the sender."""
    for at, token in enumerate(clause.tokens):
        if token.low in ("volgens", "aldus"):
            head = head_of(clause.tokens, at + 1, context)
            if head is not None:
                return _other(fillers(group_at(clause.tokens, head, context).tokens, context))
    if clause.beside is not None:
        return speaker_of(clause.beside, context)
    if clause.kind == "sub" and clause.marker is not None and clause.marker.low == "dat" and clause.parent is not None:
        core = next(cores(clause.parent, context), None)
        lets_know = core is not None and core.lemma == "weten" and "laten" in core.chain
        if core is not None and (
            lets_know or core.lemma in ("geven", "laten", "zeggen") or core.lemma in context.grammar.words["reporting"]
        ):
            who = subject(clause.parent, context)
            return _other(fillers(who.tokens, context)) if who else None
    return None


def retold(clause: Clause, context: Context) -> bool:
    """Tell whether hearsay, or a paper, says what a clause says: "naar verluidt", "het rapport stelt dat …"."""
    if clause.beside is not None:
        return retold(clause.beside, context)
    parent, line = clause.parent, clause.line
    if any(phrase in line for phrase in context.grammar.phrases["hearsay"]):
        return True
    if clause.kind != "sub" or clause.marker is None or clause.marker.low != "dat" or parent is None:
        return False
    core, words = next(cores(parent, context), None), context.grammar.words
    if core is None or core.passive or parent.finite is None:
        return False
    if core.lemma == "komen" and "voren" in parent.lows:
        # "Uit het gesprek is naar voren gekomen dat …"
        return True
    if core.lemma not in words["reporting"]:
        return False
    if parent.finite.reading.form == "first" or not words["first_person"].isdisjoint(parent.lows):
        return False
    paper = any(token.type == "Programme" or token.low.endswith(_PAPERS) for token in parent.tokens)
    return paper and subject(parent, context) is None


def _other(found: tuple[Filler, ...]) -> Filler | None:
    return found[0] if found and found[0].entity not in _SENDERS else None
