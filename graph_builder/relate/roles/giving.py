"""Who gives money where nobody is named, and where nothing is said for certain of whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.draft import Draft, Role
from graph_builder.relate.reported import speaker_of
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.things import ends_like
from graph_builder.relate.syntax.clauses import Clause


def giver(scene: Scene, subjects: Sequence[Role], beside: Sequence[Role]) -> list[Role]:
    """Let the government give what somebody gets in euros, where nobody is named: "ontvangt 2 miljoen euro"."""
    clause = scene.clause
    gets = scene.frame.kind == "Funding" and scene.frame.subject == "recipient" and clause.kind == "main"
    present = (
        clause.finite is not None and clause.finite is scene.core.predicate and clause.finite.reading.form != "past"
    )
    if not (gets and present and scene.context.speaks) or any(role == "agent" for role, _ in (*subjects, *beside)):
        return []
    euros = any(token.mention is not None and (token.mention.value or "").startswith("EUR") for token in scene.tokens)
    if not (euros or scene.frame.implied) or speaker_of(clause, scene.context):
        return []
    return [("agent", scene.context.sender(scene.trigger))]


def vague(scene: Scene, draft: Draft) -> bool:
    """Tell whether money goes somewhere without it being said whose, how much and to whom."""
    if scene.frame.implied and scene.frame.subject == "recipient":
        return False
    if scene.frame.kind == "Funding" and any(
        role == "recipient" and _mission(filler, scene) for role, filler in draft.roles
    ):
        return True
    unsaid = ("agent", scene.context.sender(scene.trigger)) in draft.roles
    if scene.frame.kind == "Funding" and scene.frame.object == "amount" and not draft.has("amount"):
        # "Stelt een fregat beschikbaar aan de EU" gives no money.
        return scene.context.grammar.words["money"].isdisjoint(scene.clause.words)
    told = draft.has("amount") and (draft.has("recipient") or draft.has("channel"))
    return unsaid and draft.frame.kind == "Funding" and not told


def _mission(filler: Filler, scene: Scene) -> bool:
    """Tell whether something is a mission, to which one contributes with soldiers: "de bijdrage aan de VN-missie A"."""
    words = filler.span.of(scene.context.document.text).lower().split()
    return any(ends_like(word, scene.context.grammar.phrases["mission"]) for word in words)


def funded(clause: Clause) -> bool:
    """Tell whether an infinitive only says what money is given for: "geeft 2 miljoen euro om het werk te steunen"."""
    purpose = clause.kind == "infinitive" and clause.marker is not None and clause.marker.low == "om"
    return purpose and clause.parent is not None and any(token.type == "Money" for token in clause.parent.tokens)
