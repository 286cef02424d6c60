"""Who acts in what a frame tells: the subject, whom "door" names, or the sender where nobody is named."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.acts.purposes import of_own_measure
from graph_builder.relate.context import GOVERNMENT, STATE, Context
from graph_builder.relate.draft import Role, once_each
from graph_builder.relate.lexicon.frame import JUDGING
from graph_builder.relate.parliament.executions import own_thing
from graph_builder.relate.parliament.urging import motion_as_subject, sender_asks, who_asks, who_writes, you_ask
from graph_builder.relate.promises.decisions import decided_elsewhere
from graph_builder.relate.promises.promise import OFFICES
from graph_builder.relate.reported import speaker_of
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.passives import words_behind
from graph_builder.relate.roles.people import whose_people
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.doers import agent_of_passive
from graph_builder.relate.syntax.nounphrases import fillers, text_span
from graph_builder.relate.syntax.subjects import subject_names
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import cares, cores
from graph_builder.resolve.entities import of_parliament

STANCES = JUDGING | {"Advocacy"}
"""Kinds of act that one does by saying so: "gaf aan het voorstel te steunen"."""

_SAID_IN_TEXTS = frozenset(["Advocacy", "Condemnation", "Urging"])
"""Kinds of act that somebody does by a text: "een resolutie die oproept tot …"."""


def who_acts(scene: Scene, who: Group | None) -> list[Role] | None:
    """Tell who acts; None where the clause does not say: a passive without "door", a verb without subject."""
    frame, clause, context = scene.frame, scene.clause, scene.context
    if frame.kind == "LegalProceeding" and frame.subject is None:
        return []
    if scene.core.passive:
        found, marker = agent_of_passive(clause, context)
        if marker is not None:
            scene.used.add(marker)
        found = found or who_asks(scene) or sender_asks(scene, who) or _who_states(scene)
        acting = frame.subject if frame.kind == "LegalProceeding" and frame.subject else "agent"
        return [(acting, filler) for filler in found] if found or marker is not None else None
    if frame.subject and who is not None:
        return [(frame.subject, filler) for filler in once_each(fillers(who.tokens, context))]
    mine = next((scene.tokens[at] for at in scene.particle if clause.lows[at] in context.grammar.words["own"]), None)
    if mine is not None and context.speaks:
        # "[Dit voorstel] heeft mijn steun".
        backed = _backed(scene) if frame.subject == "target" and who is None else []
        return [("agent", context.sender(mine.span)), *backed]
    if frame.subject == "target" and who is None:
        return _backed(scene)
    stands = frame.mutual or frame.kind in STANCES
    people = whose_people(scene) if stands and who is None else ()
    if people:
        return [("agent", filler) for filler in people]
    if frame.kind == "MotionExecution" and who is None and (own_thing(clause, context) or _done_for(clause, context)):
        return [("agent", context.sender(scene.trigger))]
    if frame.kind == "Countering" and who is None and (own := of_own_measure(clause, context)):
        return [("agent", filler) for filler in own]
    asking = motion_as_subject(scene) or you_ask(scene) if frame.kind == "Urging" else []
    if not asking and frame.kind in _SAID_IN_TEXTS:
        asking = [("agent", filler) for filler in who_writes(scene)]
    return asking or (None if frame.subject is None else [])


def _done_for(clause: Clause, context: Context) -> bool:
    """Tell whether a passive of the sender's serves a motion: "om de motie A uit te voeren is B ingesteld"."""
    above = clause.parent
    core = next(cores(above, context), None) if above is not None and clause.kind == "infinitive" else None
    return core is not None and core.passive and context.speaks and "door" not in clause.lows


def _who_states(scene: Scene) -> tuple[Filler, ...]:
    """Tell who advocates or condemns in a passive that names nobody: whoever has made the text, or wants it done."""
    if scene.frame.kind in _SAID_IN_TEXTS:
        return who_writes(scene)
    above = scene.clause.parent
    cared_for = above is not None and cares(above) and scene.frame.kind == "Countering"
    return subject_names(above, scene.context) if cared_for and above is not None else ()


def _backed(scene: Scene) -> list[Role]:
    """Give the words before the verb, or behind it, as what is backed: "[het voorstel] krijgt de steun van A"."""
    clause, grammar = scene.clause, scene.context.grammar
    end = clause.finite.at if clause.finite is not None and clause.kind == "main" else None
    if clause.kind == "sub" and scene.particle:
        # "Dat [elke vorm van geweld] onaanvaardbaar is".
        end = scene.particle[0]
    if end and clause.lows[:end] == ["het"]:
        # "Het is onaanvaardbaar dat …".
        return []
    first = clause.lows[0]
    opens = bool(end) and (first in grammar.words["determiners"] or first.endswith(grammar.phrases["wrong"]))
    span = text_span(clause.tokens[:end]) if opens else words_behind(scene)
    return [("target", Filler(span))] if span else []


def nobody_acts(scene: Scene, agents: Sequence[Role] | None) -> bool:
    """Tell whether nobody is found to act, and neither the words beside the verb nor the frame can tell who does."""
    frame = scene.frame
    if any(role == "agent" for role, _ in agents or ()):
        return False
    implied = frame.kind == "LegalProceeding" or (frame.implied and (agents is None or frame.subject == "target"))
    gets = frame.kind == "Funding" and frame.subject == "recipient"
    return not (implied or gets or frame.agent_beside)


def implied_agents(scene: Scene, beside: Sequence[Role]) -> list[Role]:
    """Let the sender act where nobody is named and the frame allows it, not in what others say."""
    frame, context = scene.frame, scene.context
    named = any(role == "agent" for role, _ in beside)
    last = scene.particle[-1] if scene.particle else len(scene.tokens)
    # "De bedoeling van de wet is om …": it is somebody else's, but not so "een bijdrage van 2 miljoen euro".
    owned = scene.clause.lows[last + 1 : last + 2] == ["van"] and not _sum(scene.tokens, last + 2)
    # "De begroting van A wordt verhoogd": that has been read as who gets it; "de aanbevelingen van A worden omarmd".
    owned = owned and last + 1 not in scene.used and frame.kind not in JUDGING
    if named or owned or not frame.implied or not context.speaks or speaker_of(scene.clause, context) is not None:
        return []
    if frame.kind == "Funding" and (decided := _who_decides(scene.clause, context)):
        return [("agent", filler) for filler in decided]
    if frame.kind == "Advocacy" and not _has_been_advocated(scene, beside):
        return []
    if frame.mutual and decided_elsewhere(scene.clause, scene.core):
        # "Het overleg dat in de Raad met A heeft plaatsgevonden": that body's.
        return []
    if frame.mutual and context.council and not {"marge", "mij", "mijn"} & scene.clause.words:
        # In the report of a council: "voorafgaand aan de Raad vond een lunch plaats met A".
        return [("agent", Filler(scene.trigger, context.council))]
    if frame.kind == "Undertaking" and scene.core.passive:
        # "Mij is toegezegd dat …".
        told_me = not context.grammar.words["me"].isdisjoint(scene.clause.words)
        if told_me or decided_elsewhere(scene.clause, scene.core):
            return []
    return [("agent", context.sender(scene.trigger))]


def _who_decides(clause: Clause, context: Context) -> tuple[Filler, ...]:
    """Tell who decides on what a clause says: "[de ministerraad] heeft besloten dat 5 miljoen wordt uitgetrokken"."""
    above = clause.parent
    core = next(cores(above, context), None) if above is not None else None
    if above is None or core is None or core.predicate.reading.infinitive not in ("besluiten", "beslissen"):
        return ()
    return subject_names(above, context)


def _has_been_advocated(scene: Scene, beside: Sequence[Role]) -> bool:
    """Tell whether a passive tells what has been said elsewhere than in parliament, where others speak too."""
    told = "zijn" in scene.core.chain and "worden" not in scene.core.chain
    return told and not any(role == "forum" and of_parliament(filler.entity) for role, filler in beside)


def _sum(tokens: Sequence[Token], at: int) -> bool:
    return any(token.type == "Money" for token in tokens[at : at + 3])


def of_sender(agents: Sequence[Role]) -> bool:
    """Tell whether all who act are the government, the state that it speaks for, or hold an office in it."""
    own = (GOVERNMENT, STATE)
    return all(filler.entity in own or (filler.entity or "").startswith(OFFICES) for _, filler in agents)
