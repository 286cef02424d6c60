"""Bodies that hang on a noun of what is advocated, and are no forum: "pleit voor meer eenheid [binnen de Unie]"."""

from __future__ import annotations

from graph_builder.relate.lexicon.frame import Complement
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.heads import head_of

_NO_NOUNS = (
    "adverbs",
    "pronouns",
    "negations",
    "particles",
    "reflexives",
    "prepositions",
    "coordinators",
    "infinitive_markers",
    "subordinators",
)
"""Classes of words that are no nouns: a preposition behind one of them hangs on the verb."""


def of_topic(scene: Scene, complement: Complement, at: int) -> bool:
    """Tell whether a body is where the topic is to be: "pleit voor meer eenheid [binnen de Unie]".

    Councils and meetings are spoken in, wherever they stand: "drong aan op sancties in de Raad".
    """
    if complement.role != "forum" or scene.frame.kind != "Advocacy" or at in (0, *scene.particle):
        return False
    tokens, core = scene.tokens, scene.core.predicate.at
    head = head_of(tokens, at + 1, scene.context)
    if head is None or tokens[head].type != "Organisation":
        return False
    named = tokens[head].span.of(scene.context.document.text).lower()
    if named.endswith(scene.context.grammar.meeting) or tokens[at].low not in ("in", "binnen"):
        return False
    before, words = tokens[at - 1], scene.context.grammar.words
    noun = not (before.point or before.type == "Date" or before.readings)
    noun = noun and not any(before.low in words[name] for name in _NO_NOUNS)
    markers = {m[-1] for c in scene.frame.complements if c.role == "topic" for m in c.sought}
    behind = any(token.low in markers for token in tokens[max(0, *scene.particle, -1) + 1 : at - 1])
    return noun and behind and at - 1 != core
