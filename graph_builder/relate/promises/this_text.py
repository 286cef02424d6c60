"""What a text says of its own course: "daarna zal ik … schetsen" promises nothing."""

from __future__ import annotations

import re

from graph_builder.relate.promises.promise import Promise, in_office, shall, told_before
from graph_builder.relate.promises.when import due, elsewhere

_BY_WORDS = ("discourse_verbs", "informing", "sending", "reporting", "telling", "receiving", "stance")
"""Classes of verbs of what a text does by itself."""
_ALONG = frozenset(["gelijktijdig", "tegelijkertijd", "tegelijk", "bijgaand"])
"""Words by which something comes with the text."""


_PART = re.compile(r"\s?\((?:zie\s)?(?:hoofdstuk|paragraaf|onderdeel|deel|bijlage)\s")
"""Behind a clause, the part of the text in which it is done: "zal ik een reactie geven (hoofdstuk 2)"."""


def of_this_text(said: Promise) -> bool:
    """Tell whether the clause says what the text itself is about to do."""
    clause, lows = said.clause, said.clause.lows
    if _sent_along(said):
        return True
    if in_office(said.subject()) or (said.lemma in said.words["expecting"] and due(said)):
        # Another minister does it, or it is still to come: "ik verwacht u deze brief in mei te sturen".
        return False
    if told_before(said):
        return False
    if not said.words["hereby"].isdisjoint(lows) and not shall(said) and not _aims(said):
        return True
    if not said.words["at_once"].isdisjoint(lows) and not said.context.written:
        # In a debate "ik zal u even meenemen in …" is done in the next sentence.
        return True
    if lows[0] in said.words["in_turn"] and said.lemma in said.words["informing"] and not elsewhere(said):
        # "Allereerst zal ik u informeren over …": in this very letter.
        return True
    if _lists(said) or _PART.match(said.context.document.text, said.clause.end):
        return True
    if said.says("here") or _in_these_words(said) or (said.core.lemma == "delen" and "mede" in lows):
        return True
    if said.lemma == "beantwoorden" and not elsewhere(said) and any(low.startswith("vra") for low in lows):
        return True
    if said.lemma in said.words["discourse_verbs"] and any(c.marker and c.marker.low == "dat" for c in clause.children):
        return not (elsewhere(said) or _goes_on_promising(said))
    tells = {verb.reading.infinitive for verb in clause.verbs} | {said.lemma}
    if not said.words["telling"].isdisjoint(tells) and not _told_elsewhere(said):
        return True
    if said.lemma not in said.words["discourse_verbs"] or not said.words["giving"].isdisjoint(lows):
        return False
    return not said.words["this_text"].isdisjoint(lows) or " ".join(lows[:2]) in said.context.grammar.phrases["closing"]


def _lists(said: Promise) -> bool:
    """Tell whether the text goes on with what it tells: "u wordt over de volgende onderwerpen geïnformeerd"."""
    lows, words = said.clause.lows, said.words
    tells = said.lemma in words["informing"] or said.lemma in words["telling"] or said.lemma in words["discourse_verbs"]
    at = next((i for i in range(1, len(lows) - 1) if lows[i] == "volgende" and lows[i - 1] == "de"), 0)
    several = at > 0 and lows[at + 1].endswith(("en", "s")) and lows[at + 1] not in words["times"]
    return tells and several and not due(said)


def _sent_along(said: Promise) -> bool:
    """Tell whether something is sent together with the text: "de minister stuurt u gelijktijdig een brief over …".

    "Gelijktijdig met de begroting" says when.
    """
    if said.lemma not in said.words["sending"] or shall(said):
        return False
    lows = said.clause.lows
    return any(low in _ALONG and lows[at + 1 : at + 2] != ["met"] for at, low in enumerate(lows))


def _told_elsewhere(said: Promise) -> bool:
    """Tell whether something is told in another text, to others, or as the sentence before has promised."""
    with_others = said.core.lemma == "bespreken" and "met" in said.clause.words
    return with_others or elsewhere(said) or _goes_on_promising(said)


def _goes_on_promising(said: Promise) -> bool:
    """Tell whether the sentence goes on with a promise of the one before: "Ik zal daarbij ook ingaan op …"."""
    points = not {"daarbij", "daarin", "hierin", "hierbij"}.isdisjoint(said.clause.lows)
    return points and shall(said) and any(before.kind == "Undertaking" for before in said.context.before)


def _aims(said: Promise) -> bool:
    """Tell whether the sender says what he wants to do, other than by words: "hiermee wil ik focus aanbrengen"."""
    finite, words = said.clause.finite, said.words
    wants = finite is not None and finite.reading.lemma == "willen"
    return wants and not any(said.lemma in words[name] for name in _BY_WORDS)


def _in_these_words(said: Promise) -> bool:
    """Tell whether the clause names the text itself as what tells: "in deze verzamelbrief", "met dit verslag"."""
    lows, texts = said.clause.lows, said.context.grammar.phrases["texts"]
    for at in range(1, len(lows)):
        near = lows[at + 1 : at + 4]
        if lows[at] in said.words["this"] and lows[at - 1] in said.words["by_text"]:
            return any(low.endswith(texts) for low in near)
    return False
