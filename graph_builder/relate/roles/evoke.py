"""Which frames a verb evokes: with its separable particle, and with the words that must stand with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph_builder.model import Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.lexicon.inflect import Verb
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.heads import governor
from graph_builder.relate.syntax.particles import closes, left_behind
from graph_builder.relate.syntax.relatives import head_meant, meant_by_relative
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.wording import is_word, match_words, places_of

_BY_NOUN = frozenset(["Contact", "Cooperation", "Meeting", "Funding"])
"""Kinds of act that a verb and its object tell together: "overleg voeren", "subsidie verlenen"; so does "steun
geven", but not "zich bij een oproep aansluiten"."""

_STRIVEN = frozenset(["Countering"])
"""Kinds of act that one does by striving to do them."""
_OFFERED = frozenset(["Support", "Opposition"])
"""Kinds of act that one is ready or means to do."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A frame that a verb of a clause evokes, with all that its roles are sought in."""

    frame: Frame
    core: Core
    clause: Clause
    context: Context
    particle: tuple[int, ...]
    """Indices of the particle's words in the clause; empty where the verb bears it or needs none."""
    used: set[int] = field(default_factory=set)
    """Indices of words that have been read."""

    @property
    def tokens(self) -> list[Token]:
        """The clause's words."""
        return self.clause.tokens

    @property
    def trigger(self) -> Span:
        """Where the verb stands."""
        return self.clause.tokens[self.core.predicate.at].span

    @property
    def weight(self) -> int:
        """How much of the clause the frame names: the more, the surer it is meant."""
        return 2 * len(self.particle) + bool(self.core.predicate.reading.particle)


def evoked(clause: Clause, core: Core, context: Context) -> list[Scene]:
    """Give the frames that a verb evokes; `foremost` and `surest` tell between them."""
    rivals = context.frames.rivals.get(core.lemma)
    kinds = _hanging_kinds(clause, core, context) if rivals is not None else None
    if rivals is None or (kinds is not None and not kinds):
        return []
    meant = head_meant(meant_by_relative(clause, context), context) if core.passive else ""
    stands_for = [*_antecedents(clause, context)] if clause.antecedent is not None else []
    stands_for += [(meant,)] if meant else []
    # What must stand beside the verb its form may bear, or a relative word may stand for it.
    pointed = [word for words in stands_for for word in words]
    words = clause.words.union(pointed, context.grammar.heads_in(pointed)) if pointed else clause.words
    scenes: list[Scene] = []
    for frame in rivals.frames if core.predicate.reading.particle else rivals.among(words):
        particle = _particle(frame, clause, core, context, stands_for)
        if particle is not None and (kinds is None or frame.kind in kinds):
            scenes.append(Scene(frame, core, clause, context, particle, set(particle)))
    return scenes


def foremost(scenes: list[Scene]) -> list[Scene]:
    """Give those of the frames that a verb evokes which are read first: the others count only where these read nothing.

    Args:
        scenes: All of one verb.
    """
    if len(scenes) < 2:
        return scenes
    clause = scenes[0].clause
    most = max(scene.weight for scene in scenes)
    # Whether something is a wrong shows when its words have been read: till then the next surest stand too.
    sure = max((scene.weight for scene in scenes if not scene.frame.target_is), default=most)
    # "Voornemens een werkbezoek te brengen": what one means to do has words of its own.
    return [
        scene
        for scene in scenes
        if scene.weight in (sure, most) or (clause.embedded and scene.frame.kind == "Undertaking")
    ]


def surest(filled: Sequence[tuple[Scene, Draft]]) -> list[Draft]:
    """Give what the surest of a verb's frames have read: "voor het terugdringen van" tells more than "voor"."""
    most = max((scene.weight for scene, draft in filled if draft.frame.kind != "Undertaking"), default=0)
    return [draft for scene, draft in filled if scene.weight >= most or draft.frame.kind == "Undertaking"]


def _particle(
    frame: Frame, clause: Clause, core: Core, context: Context, stands_for: Sequence[tuple[str, ...]]
) -> tuple[int, ...] | None:
    """Give the indices of the words that evoke the frame together with the verb; None where it is not evoked.

    Args:
        frame: One of the verb's lemma.
        clause: The verb's.
        core: The verb.
        context: For the word classes.
        stands_for: What the relative word of the clause can stand for.
    """
    borne, lemma = core.predicate.reading.particle, core.lemma
    if not frame.excludes.isdisjoint(clause.words):
        return None
    for verb in frame.verbs:
        if verb.lemma != lemma or not _is_this_verb(verb, frame, clause, core, context):
            continue
        apart: tuple[int, ...] = ()
        if verb.particle and not borne:
            apart = _find(((verb.particle,),), clause, core, context)
            if not apart:
                continue
        if not frame.particles or (borne and not verb.particle):
            return apart
        beside = [particle for particle in frame.particles if particle != (borne,)] if borne else frame.particles
        if stands_for and any(_same_words(words[-len(each) :], each) for words in stands_for for each in beside):
            # "De afspraken die het kabinet met X heeft gemaakt": the relative word stands for what must be there.
            return apart
        by_noun = frame.kind in _BY_NOUN or (frame.kind == "Support" and frame.object is not None)
        found = _find(beside, clause, core, context, by_noun)
        if found and not _of_another_person(clause, found, context):
            return tuple(sorted({*apart, *found}))
    return None


def _same_words(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return len(words) == len(wanted) and all(map(is_word, words, wanted))


def _antecedents(clause: Clause, context: Context) -> Iterator[tuple[str, ...]]:
    """Give what a relative word can stand for, with the word before: what precedes it, and the noun this belongs to.

    "De afspraken die …", "financiële steun die …", "de sancties tegen Syrië, die …".
    """
    above = clause.parent.tokens if clause.parent is not None else []
    at = next((i for i, token in enumerate(above) if token is clause.antecedent), None)
    if at is None:
        return
    yield tuple(token.low for token in above[max(0, at - 1) : at + 1])
    preposition = governor(above, at, context)
    if preposition:
        yield tuple(token.low for token in above[max(0, preposition - 2) : preposition])


def _is_this_verb(verb: Verb, frame: Frame, clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether the particle that the form bears, or that the clause ends with, makes it another verb."""
    borne = core.predicate.reading.particle
    if verb.particle:
        return borne in ("", verb.particle)
    if borne:
        return (borne,) in frame.particles
    return bool(frame.particles) or not _stray_particle(clause, core, context)


def _hanging_kinds(clause: Clause, core: Core, context: Context) -> frozenset[str] | None:
    """Tell which kinds of act an infinitive tells that hangs on the clause's own verb; None for all of them.

    Who decides to do something does it; who strives to counter something, or has that as his end, counters it; and who
    is ready to back somebody backs him.
    """
    if not core.embedded or clause.kind == "infinitive":
        return None
    words = context.grammar.words
    main = {predicate.reading.lemma for predicate in clause.predicates}
    if main & words["control"]:
        return None
    if not words["minded"].isdisjoint(clause.words):
        return _OFFERED
    aimed = main & words["aiming"] or not words["ends"].isdisjoint(clause.words)
    return _STRIVEN if aimed or main & words["striving"] else frozenset()


def _stray_particle(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether a bare finite verb has a particle at the end of its clause."""
    if core.predicate is not clause.finite:
        return False
    last = next((token for token in reversed(clause.tokens) if not token.point), None)
    particle = last is not None and last.low in context.grammar.words["particles"]
    return particle and last is not None and not left_behind(clause, last.low, core, context)


def _find(
    particles: Sequence[tuple[str, ...]], clause: Clause, core: Core, context: Context, governed: bool = False
) -> tuple[int, ...]:
    """Find the first of several particles that stands in the clause.

    Args:
        particles: Each word by word.
        clause: Where they are sought.
        core: The verb that they stand with.
        context: For the word classes.
        governed: Whether a noun behind a preposition is none of them: "voorstander van overleg" holds no talks.
    """
    lows, words, loosely = clause.lows, clause.words, context.grammar.words["particles"]
    for particle in particles:
        first = particle[0]
        if first not in words or particle[-1] not in words:
            continue
        loose = len(particle) > 1 or first not in loosely
        for at in reversed(places_of(lows, first)):
            end = match_words(clause.tokens, at, particle, context)
            own = core.predicate.te and core.predicate.at == at + 2
            if end == at + 1 and lows[end : end + 1] == ["te"] and first in lows[:at] and not own:
                # "Ik zeg [toe] de resultaten toe te sturen": the second one is another verb's.
                continue
            if not loose and lows[core.predicate.at + 1 : at] and lows[core.predicate.at + 1] == first:
                if not closes(clause, at, context):
                    # "Kondigde [aan] de steun aan X te verhogen": the second one goes with a noun.
                    continue
            if end is None or (governed and len(particle) == 1 and _hangs(clause, at, context)):
                continue
            if loose or _stranded(clause, at, core, context):
                return tuple(range(at, end))
    return ()


def _hangs(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether a noun stands behind a preposition, with no more than what describes it between the two."""
    words, back = context.grammar.words, at - 1
    if clause.lows[back] in words["parliamentary"] and clause.lows[at].endswith("overleg"):
        # A committee's "algemeen overleg" is a sitting of parliament.
        return True
    while back > 0 and (clause.lows[back] in words["determiners"] | words["adverbs"] or _describes(clause.lows[back])):
        back -= 1
    one_of = clause.lows[max(0, back - 1) : back + 1] in (
        ["een", "van"],
        ["één", "van"],
        ["vormen", "van"],
        ["vorm", "van"],
        ["delen", "van"],
    )
    # "2 miljoen euro aan militaire steun": so much of it.
    so_much = back > 0 and clause.lows[back] == "aan" and clause.tokens[back - 1].type == "Money"
    return back >= 0 and clause.lows[back] in words["prepositions"] and not one_of and not so_much


def _describes(low: str) -> bool:
    """Tell whether a word looks like an adjective: "subsidie" and "organisatie" do not."""
    return low.endswith(("e", "lijk")) and not low.endswith("ie")


def _of_another_person(clause: Clause, found: Sequence[int], context: Context) -> bool:
    """Tell whether a reflexive cannot go with the subject beside the verb: "ik vind … als zij zich onveilig voelen"."""
    finite = clause.finite
    reflexive = clause.lows[found[0]] if len(found) == 1 else ""
    if finite is None or reflexive not in context.grammar.words["reflexives"]:
        return False
    near = clause.lows[max(0, finite.at - 1) : finite.at + 2]
    mine = not context.grammar.words["first_person"].isdisjoint(near)
    return mine if reflexive == "zich" else not mine and clause.kind == "main" and finite.reading.form == "third"


def _stranded(clause: Clause, at: int, core: Core, context: Context) -> bool:
    """Tell whether a word that is mostly a preposition governs nothing here."""
    verb = core.predicate.at
    if core.predicate.te:
        return at == verb - 2
    if core.predicate is not clause.finite or at < verb:
        return False
    if closes(clause, at, context):
        return True
    before_infinitive = bool(clause.embedded) and clause.embedded[-1].at > at
    if not context.grammar.words["manners"].isdisjoint(clause.lows[at + 1 : at + 3]):
        # "We komen [op korte termijn] te spreken over …".
        return False
    if clause.tokens[at].low == "voor" and clause.lows[at - 1] in context.grammar.words["reflexives"]:
        # "Ik neem mij voor de regels aan te scherpen".
        return before_infinitive
    return before_infinitive and clause.tokens[at].low in ("op", "aan", "uit", "toe")
