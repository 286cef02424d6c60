"""When a prediction is right: one-to-one matching, and which entity stands for which gold key.

The rules are those of the annotation guidelines. Where they leave room the stricter reading is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph_builder.evaluate.gold import Gold, GoldFact, GoldMention
from graph_builder.model import Extraction, Fact, Filler, Mention

G = TypeVar("G")
P = TypeVar("P")

GOVERNMENT = frozenset({"actor/nl-government", "actor/netherlands"})
GOVERNMENT_KEYS = frozenset(
    {"nederland", "kabinet", "het kabinet", "regering", "nederlandse regering", "we", "wij", "ik"}
)
FIRST_PERSON = frozenset({"we", "wij", "ik", "ons", "onze", "mijn"})
SYMMETRIC = frozenset({"cooperatesWith", "inContactWith", "meets"})


def pair_up(
    gold: Sequence[G], predicted: Sequence[P], fits: Callable[[G, P], bool], worth: Callable[[G, P], float]
) -> dict[int, int]:
    """Match gold with predictions one to one, as many as can be.

    Args:
        gold: What should be found.
        predicted: What was found.
        fits: Whether the two may be matched.
        worth: Which of several that fit is tried first (the highest).

    Returns:
        Index in `gold` to index in `predicted`.
    """
    options = [_best_first(wanted, predicted, fits, worth) for wanted in gold]
    surest = [worth(gold[i], predicted[tried[0]]) if tried else 0.0 for i, tried in enumerate(options)]
    taken: dict[int, int] = {}

    def settle(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in taken or settle(taken[j], seen):
                taken[j] = i
                return True
        return False

    # The surest pairs first, so that a later augmentation disturbs few of them.
    for i in sorted(range(len(gold)), key=lambda i: (-surest[i], i)):
        settle(i, set())
    return {i: j for j, i in sorted(taken.items(), key=lambda pair: pair[1])}


def _best_first(
    wanted: G, predicted: Sequence[P], fits: Callable[[G, P], bool], worth: Callable[[G, P], float]
) -> list[int]:
    fitting = [(-worth(wanted, found), j) for j, found in enumerate(predicted) if fits(wanted, found)]
    return [j for _, j in sorted(fitting)]


def words(text: str) -> list[str]:
    """Split into words, case folded."""
    return re.findall(r"[^\W_]+", text.casefold())


def says_the_same(gold: str, predicted: str) -> bool:
    """Tell whether half of the longer words (over three letters; all, if none is) of `gold` occur in `predicted`."""
    wanted = set(words(gold))
    wanted = {word for word in wanted if len(word) > 3} or wanted
    return bool(wanted) and 2 * len(wanted & set(words(predicted))) >= len(wanted)


@dataclass(frozen=True, slots=True)
class Entities:
    """Which gold keys each predicted entity stands for, in one document."""

    stands_for: dict[str, frozenset[str]]
    """Path of an entity to the keys that its mentions overlap."""
    sender_keys: frozenset[str]
    """Gold keys, case folded, that name the Dutch government or the letter's sender."""
    sender_paths: frozenset[str]
    """Entities that do."""
    text: str

    def same(self, gold_key: str, filler: Filler) -> bool:
        """Tell whether what fills a role is what `gold_key` names."""
        if gold_key.casefold() in self.sender_keys and self.is_sender(filler):
            return True
        if filler.entity is None:
            return False
        return filler.entity == f"paper/{gold_key}" or gold_key in self.stands_for.get(filler.entity, frozenset())

    def is_sender(self, filler: Filler) -> bool:
        """Tell whether a filler is the Dutch government under any of its names, or the letter's sender."""
        return filler.entity in self.sender_paths or filler.span.of(self.text).casefold() in FIRST_PERSON

    def name(self, filler: Filler) -> str:
        """Name what fills a role, so that two readings of one fact have one name."""
        if self.is_sender(filler):
            return "actor/nl-government"
        return filler.entity or filler.value or " ".join(words(filler.span.of(self.text)))


def entities_of(gold: Gold, extraction: Extraction) -> Entities:
    """Work out which gold keys each predicted entity stands for.

    A mention stands for the gold mentions that it overlaps; where one of these has its own type, only for those of that
    type, so that the person inside a motion's name is not taken for the motion.
    """
    stands: dict[str, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        if mention.entity is not None:
            stands[mention.entity] |= _overlapped_keys(mention, gold.mentions)
    sender = (extraction.document.metadata.sender or "").casefold()
    keys = GOVERNMENT_KEYS | ({sender} if sender else set())
    paths = {path for path, named in stands.items() if any(key.casefold() in keys for key in named)}
    text = extraction.document.text
    return Entities(
        {path: frozenset(named) for path, named in stands.items()}, frozenset(keys), frozenset(paths) | GOVERNMENT, text
    )


def _overlapped_keys(mention: Mention, gold: Sequence[GoldMention]) -> set[str]:
    over = [candidate for candidate in gold if candidate.span.overlaps(mention.span)]
    return {candidate.key for candidate in [c for c in over if c.type == mention.type] or over}


def same_fact(gold: GoldFact, fact: Fact, keys: frozenset[str], entities: Entities) -> bool:
    """Tell whether a fact has the subject, predicate and object of a gold row; symmetric predicates either way."""
    if gold.predicate != fact.predicate:
        return False
    if entities.same(gold.subject, fact.subject) and _same_object(gold, fact.object, keys, entities):
        return True
    return (
        gold.predicate in SYMMETRIC
        and entities.same(gold.subject, fact.object)
        and entities.same(gold.object, fact.subject)
    )


def _same_object(gold: GoldFact, filler: Filler, keys: frozenset[str], entities: Entities) -> bool:
    if gold.predicate == "citedAs":
        return gold.object == filler.value
    if gold.object in keys or gold.object.casefold() in entities.sender_keys:
        return entities.same(gold.object, filler)
    return says_the_same(gold.object, filler.value or filler.span.of(entities.text))


def once_each(facts: Sequence[Fact], entities: Entities) -> list[Fact]:
    """Keep the first of the facts that say the same triple about the same topic in one track, as gold has it once."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        ends = [entities.name(fact.subject), entities.name(fact.object)]
        if fact.predicate in SYMMETRIC:
            ends.sort()
        kept.setdefault((fact.predicate, *ends, fact.statement.track, fact.qualifiers.get("topic")), fact)
    return list(kept.values())


def same_qualifier(name: str, gold: str, predicted: str) -> bool:
    """Tell whether a qualifier is right: a topic by its longer words, every other literally."""
    return says_the_same(gold, predicted) if name == "topic" else gold == predicted


def qualifiers_of(fact: Fact) -> dict[str, str]:
    """Give a fact's qualifiers as gold has them, its track among them."""
    track = {} if fact.statement.track is None else {"track": str(fact.statement.track)}
    return {**fact.qualifiers, **track}
