"""How an act is meant: asserted, though it is said politely, planned, or only spoken of."""

from __future__ import annotations

from graph_builder.model import Modality
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.particles import lemma_of
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.voice import cores, modality


def mood(scene: Scene) -> Modality | None:
    """Tell how the act is meant: of some frames "kan" says politely that it takes place.

    Args:
        scene: A frame that a verb evokes.

    Returns:
        The modality; None where the clause says only what may, must or can be.
    """
    way = modality(scene.clause, scene.core, scene.context)
    if way is None and _could_have(scene):
        return None
    polite = scene.context.grammar.words["modals_needed"].isdisjoint(scene.core.chain)
    if way is None and (_can_back(scene) or _has_to_oppose(scene)):
        return "asserted"
    polite = way is None and polite and scene.frame.modality == "asserted"
    return "asserted" if polite and not _is_free_to(scene) else way


def _could_have(scene: Scene) -> bool:
    """Tell whether somebody did not do what he could: "Duitsland had het voorstel kunnen steunen"."""
    finite = scene.clause.finite
    had = finite is not None and finite.reading.lemma == "hebben" and finite.reading.form == "past"
    return had and "kunnen" in scene.core.chain


def _is_free_to(scene: Scene) -> bool:
    """Tell whether "kan" says what a parliament may do: "de Tweede Kamer kan instemmen met het voorstel"."""
    if scene.frame.kind != "Support" or "kunnen" not in scene.core.chain:
        return False
    who = subject(scene.clause, scene.context)
    return who is not None and any(token.type == "Parliament" for token in who.tokens)


def _has_to_oppose(scene: Scene) -> bool:
    """Tell whether the sender says by "moet" that he is against something: "moet ik de motie ontraden"."""
    opposes = scene.frame.kind == "Opposition" and "moeten" in scene.core.chain
    who = subject(scene.clause, scene.context) if opposes else None
    return who is not None and not scene.context.grammar.words["first_person"].isdisjoint(t.low for t in who.tokens)


def _can_back(scene: Scene) -> bool:
    """Tell whether somebody says by "kan" that he backs a proposal, or does not: "kan dit voorstel niet steunen".

    Whom one cannot back, one may well want to; what a parliament can agree to, it may.
    """
    words, core = scene.context.grammar.words, scene.core
    backs = "kunnen" in core.chain and core.predicate.reading.infinitive in words["backing"]
    named = any(token.type in ("Motion", "Law", "Treaty") for token in scene.tokens)
    proposed = named or not words["proposals"].isdisjoint(scene.clause.words)
    if scene.frame.kind != "Support" or not backs or not proposed:
        return False
    who = subject(scene.clause, scene.context)
    return who is not None and all(token.type not in ("Group", "Parliament") for token in who.tokens)


def meant(frame: Frame, way: Modality) -> Modality:
    """What a frame says politely is no less a condition or a plan where the clause says so, nor a plan a condition."""
    return way if way == "conditional" or frame.modality in (None, "asserted") else frame.modality


def only_spoken_of(clause: Clause, context: Context) -> bool:
    """Tell whether an infinitive says for what something is needed or spoken of: "ga in op regels om X te stoppen"."""
    above = clause.parent
    core = next(cores(above, context), None) if clause.kind == "infinitive" and above is not None else None
    if above is None or core is None:
        return False
    return "nodig" in above.words or lemma_of(above, core, context) in context.grammar.words["discourse_verbs"]


def says_what_must_be(draft: Draft, context: Context) -> bool:
    """Tell whether the topic says what has to be done."""
    topics = [filler.span for role, filler in draft.roles if role == "topic" and filler.entity is None]
    needed = context.grammar.words["modals_needed"]
    inside = (token for token in context.tokens if any(token.inside(topic) for topic in topics))
    return any(reading.lemma in needed for token in inside for reading in token.readings)
