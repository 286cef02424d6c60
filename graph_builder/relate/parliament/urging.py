"""Who asks, and who is asked: motions, the Tweede Kamer behind them, and the sender of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.draft import Role
from graph_builder.relate.promises.promise import OFFICES
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.clauses import Group
from graph_builder.relate.syntax.nounphrases import fillers, named_from
from graph_builder.relate.syntax.subjects import subject, subject_names
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import conditional, cores
from graph_builder.resolve.entities import of_parliament

_QUOTED = re.compile(r"\s*:?\s*[«“„\"]([^»”\"]{12,600})[»”\"]")
"""A quotation directly behind a clause."""


_MEMBER = re.compile(r"\b(?:[Kk]amer)?(?:lid|leden)\s$")
_MEMBER_BEFORE = 12
_TITLED = re.compile(r"\b(?:de\sheer|mevrouw)\s$", re.IGNORECASE)
_PARTY = re.compile(r"\s\([\w-]{2,14}\)")
_ABOUT_NEAR = 6
"""Within how many words "naar" says what somebody asked about: "vroeg de heer A naar de kosten"."""
_TEXT_NEAR = 6
"""Within how many words before "waarin" the text stands that it is about."""
_THEREIN = frozenset(["hierin", "daarin"])
_CARRIED = frozenset(["aangenomen", "aanvaard"])
"""What makes a motion the Tweede Kamer's: until then its members ask."""


def _is_motion(token: Token) -> bool:
    return token.type == "Motion" or token.low.startswith("motie")


def _retold(scene: Scene) -> bool:
    """Tell whether a motion is told of as past: it has asked once, and does not ask again."""
    finite = scene.clause.finite
    if finite is None or any(token.type == "Motion" for token in scene.tokens) or _pointed(scene):
        return False
    if finite.reading.form == "past" or finite.reading.lemma == "hebben":
        return True
    return scene.core.passive and "worden" not in scene.core.chain


def _pointed(scene: Scene) -> Token | None:
    """Give the one motion of the sentence before that "hierin" or "daarin" stands for: "Daarin wordt gevraagd om …"."""
    clause, context = scene.clause, scene.context
    if clause.kind != "main" or clause.lows[0] not in _THEREIN:
        return None
    named = [token for token in context.earlier if token.type == "Motion"]
    return named[0] if len(named) == 1 else None


def motion_as_subject(scene: Scene) -> list[Role]:
    """What a motion asks, the Tweede Kamer asks: "de motie verzoekt …", "een motie aangenomen, die verzoekt …"."""
    clause = scene.clause
    if _retold(scene):
        return []
    antecedent = clause.antecedent
    if clause.kind == "relative" and antecedent is not None and antecedent.type == "Motion":
        return [("agent", Filler(antecedent.span, scene.context.house(antecedent)))]
    if (
        clause.kind == "relative"
        and clause.parent is not None
        and antecedent is not None
        and antecedent.low in _CARRIED
    ):
        moved = next((token for token in reversed(clause.parent.tokens) if _is_motion(token)), None)
        return [("agent", Filler(moved.span, scene.context.house(moved)))] if moved is not None else []
    if clause.kind != "main" or clause.finite is None or clause.finite.at > 6:
        return []
    if clause.finite.at == 0:
        titled = titled_before(scene)
        return [("agent", Filler(titled.span, scene.context.house(titled)))] if titled else []
    # Before the verb, or directly behind it: "ten eerste verzoekt de motie A de regering …".
    asking = next((token for token in clause.tokens[: clause.finite.at + 3] if _is_motion(token)), None)
    return [("agent", Filler(asking.span, scene.context.house(asking)))] if asking else []


def titled_before(scene: Scene) -> Token | None:
    """Give the motion whose request a sentence without subject is: "De motie van het lid A. Verzoekt de regering …".

    So the tables of motions write.
    """
    clause, context = scene.clause, scene.context
    if scene.frame.kind != "Urging" or clause.kind != "main" or clause.finite is None or clause.finite.at:
        return None
    if clause.finite.reading.form not in ("third", "plural"):
        return None
    before = [*context.earlier, *(token for token in context.tokens if token.end <= clause.start)]
    words = [token for token in before if not token.point and token.type != "Citation"]
    return words[-1] if words and words[-1].type == "Motion" else None


def you_ask(scene: Scene) -> list[Role]:
    """Where the letter's "u" asks its sender something, parliament does: "in uw brief vraagt u mij …"."""
    clause, context = scene.clause, scene.context
    if clause.finite is None or not context.speaks or "zich" in clause.words or conditional(clause, context):
        return []
    asks = clause.kind == "main" and scene.core.lemma in context.grammar.words["asking"]
    if {"mij", "ons"}.isdisjoint(clause.lows) and not asks:
        return []
    near = (clause.finite.at - 1, clause.finite.at + 1)
    you = next((clause.tokens[at] for at in near if 0 <= at < len(clause.lows) and clause.lows[at] == "u"), None)
    return [("agent", Filler(you.span, context.parliament))] if you is not None else []


def who_asks(scene: Scene) -> tuple[Filler, ...] | None:
    """Where a motion is what asks, the Tweede Kamer does: "in de motie wordt de regering verzocht"."""
    clause = scene.clause
    if scene.frame.kind != "Urging":
        return None
    if _retold(scene):
        return who_writes(scene) or None
    if clause.kind == "relative" and clause.parent:
        near = [*([clause.antecedent] if clause.antecedent else []), *clause.parent.tokens]
    else:
        by = scene.context.grammar.words["by_motion"]
        near = [token for at, token in enumerate(clause.tokens) if not by.isdisjoint(clause.lows[max(0, at - 3) : at])]
    motion = next((token for token in near if _is_motion(token)), None) or _pointed(scene)
    return (Filler(motion.span, scene.context.house(motion)),) if motion else who_writes(scene) or None


def who_writes(scene: Scene) -> tuple[Filler, ...]:
    """What is asked, advocated or condemned in a text that somebody has made, he asks, advocates or condemns.

    "X nam een resolutie aan waarin Y wordt opgeroepen …", "de brief van X, waarin wordt gepleit voor …", "in de
    conclusies van X wordt Y verzocht …".
    """
    clause, context = scene.clause, scene.context
    endings = context.grammar.phrases["statements"]
    advises = scene.core.lemma in context.grammar.words["advising"]
    if scene.core.passive and "worden" not in scene.core.chain and not advises:
        return ()
    if clause.kind == "relative" and clause.parent is not None:
        marker = clause.marker.low if clause.marker is not None else ""
        if marker != ("waarin" if scene.core.passive else "die"):
            return ()
        near = [token for token in clause.parent.tokens if token.end <= clause.start][-_TEXT_NEAR:]
        text = next((at for at, token in enumerate(near) if _word(token, context).endswith(endings)), None)
        if text is None:
            return ()
        if near[text + 1 : text + 2] and near[text + 1].low == "van":
            return named_from(near, text + 2, context)
        core = next(cores(clause.parent, context), None)
        made = core is not None and core.lemma in context.grammar.words["stating"]
        return subject_names(clause.parent, context) if made else ()
    finite = clause.finite.at if clause.kind == "main" and clause.finite is not None else 0
    text = next((at for at in range(finite - 1) if clause.lows[at].endswith(endings)), None)
    if text is None or not clause.lows[0].startswith("in") or clause.lows[text + 1] != "van":
        return ()
    return named_from(clause.tokens[:finite], text + 2, context)


def _word(token: Token, context: Context) -> str:
    """Give a word in lower case, and of what names a text the first: "resolutie 2254"."""
    return token.low or token.span.of(context.document.text).lower().partition(" ")[0]


def sender_asks(scene: Scene, who: Group | None) -> tuple[Filler, ...]:
    """Who has been asked something in the government's text, without saying by whom, the government has asked."""
    words, context = scene.context.grammar.words, scene.context
    asks = scene.frame.kind == "Urging" and scene.core.lemma in words["asking"] and "worden" not in scene.core.chain
    asked = {filler.entity for filler in fillers(who.tokens, context)} if who else set()
    mine = any(entity == GOVERNMENT or (entity or "").startswith(OFFICES) for entity in asked)
    if not asks or not context.speaks or mine or any(_is_motion(token) for token in scene.tokens):
        return ()
    return (context.sender(scene.trigger),)


def asked_of(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Whom the Tweede Kamer asks, or somebody advises, without saying whom is the government."""
    named = {role for role, _ in roles}
    agents = {filler.entity for role, filler in roles if role == "agent"}
    words = scene.context.grammar.words
    noun = any(scene.clause.lows[at] in words["advice"] for at in scene.particle)
    advises = (scene.core.lemma in words["advising"] or noun) and scene.context.speaks and GOVERNMENT not in agents
    advises = advises and (noun or not _to_another(scene)) and not conditional(scene.clause, scene.context)
    quoted = _quoted(scene) if scene.frame.complements and "topic" not in named else []
    if quoted and "addressee" in named:
        return quoted
    advises = advises and not _about(scene, roles)
    asks = any(map(of_parliament, agents)) or (scene.core.lemma in words["asking"] and _by_members(scene, roles))
    if (asks or advises) and "topic" in named and "addressee" not in named:
        return [("addressee", Filler(scene.trigger, GOVERNMENT))]
    return []


def _by_members(scene: Scene, roles: Sequence[Role]) -> bool:
    """Tell whether members of parliament ask: "heeft het lid A verzocht om een brief"."""
    asking = [filler.span for role, filler in roles if role == "agent"]
    if scene.core.lemma == "vragen" and "naar" in scene.clause.lows[scene.core.predicate.at :][:_ABOUT_NEAR]:
        # "Vroeg naar de mogelijkheden om …": a question.
        return False
    return bool(asking) and scene.context.speaks and all(_is_member(span, scene.context) for span in asking)


def _is_member(name: Span, context: Context) -> bool:
    """Tell whether somebody is called a member, or by his party, or is named beside a sitting of parliament."""
    text, start = context.document.text, max(0, name.start - _MEMBER_BEFORE)
    if _MEMBER.search(text, start, name.start):
        return True
    near, sittings = (*context.earlier, *context.tokens), context.grammar.phrases["member_sittings"]
    sits = any(token.type == "Parliament" or token.low.endswith(sittings) for token in near)
    return bool(_TITLED.search(text, start, name.start)) and (sits or bool(_PARTY.match(text, name.end)))


def _about(scene: Scene, roles: Sequence[Role]) -> bool:
    """Tell whether the topic is only what an advice is about: "adviseert negatief over het voorstel"."""
    topic = next((filler.span.start for role, filler in roles if role == "topic"), -1)
    before = [token.low for token in scene.tokens if token.end <= topic][-1:]
    return before in (["over"], ["inzake"], ["omtrent"])


def _to_another(scene: Scene) -> bool:
    """Tell whether somebody without a name is advised: "adviseert het veld om …"."""
    clause, core = scene.clause, scene.core
    who = subject(clause, scene.context)
    start = max(core.predicate.at + 1, who.end if who is not None else 0)
    rest = [low for low in clause.lows[start:] if low not in scene.context.grammar.words["adverbs"]]
    opens = any(child.marker is not None and child.marker.low == "om" for child in clause.children)
    words = scene.context.grammar.words
    another = bool(rest) and (rest[0] in words["determiners"] or (len(rest) == 1 and rest[0].endswith(("en", "s"))))
    return opens and another and not clause.embedded


def _quoted(scene: Scene) -> list[Role]:
    """Take the quotation behind a request as what is asked: "de motie verzoekt de regering «… te doen»"."""
    text, end = scene.context.document.text, scene.clause.end
    found = _QUOTED.match(text, end)
    return [("topic", Filler(Span(*found.span(1))))] if found else []
