"""One document's extraction against its gold: counts by kind, and each slip with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_builder.evaluate.gold import Gold, GoldFact, GoldMention, GoldTrack
from graph_builder.evaluate.matching import (
    Entities,
    entities_of,
    once_each,
    pair_up,
    qualifiers_of,
    same_fact,
    same_qualifier,
)
from graph_builder.evaluate.scores import Count, DocumentScores, Share, Slip
from graph_builder.model import Extraction, Fact, Filler, Mention, Span, Track
from graph_builder.sentences import sentences

UNSCORED = "Programme"
"""A type that gold does not have yet."""
VALUED = ("Date", "Money")

Pairs = dict[int, int]


def compare(gold: Gold, extraction: Extraction, facts: Sequence[Fact]) -> DocumentScores:
    """Score one document.

    Args:
        gold: Its annotations.
        extraction: What was read from it.
        facts: The binary readings of the extraction's statements.

    Returns:
        Counts by kind, and the slips in the order of the text.
    """
    around = _Surroundings(extraction)
    wanted = [mention for mention in gold.mentions if mention.type != UNSCORED]
    found = [mention for mention in extraction.mentions if mention.type != UNSCORED]
    pairs = pair_up(wanted, found, lambda g, p: g.type == p.type and g.span.overlaps(p.span), _closeness)
    exact = pair_up(wanted, found, lambda g, p: (g.type, g.span) == (p.type, p.span), lambda g, p: 1.0)
    types, found_types = [mention.type for mention in wanted], [mention.type for mention in found]
    entities = entities_of(gold, extraction)
    said = once_each(facts, entities)
    fact_pairs = pair_up(gold.facts, said, lambda g, p: same_fact(g, p, gold.keys, entities), _fact_worth)
    tracks = pair_up(gold.tracks, extraction.tracks, _same_track, lambda g, p: 1.0)
    slips = [
        *_mention_slips(wanted, found, pairs, around),
        *_track_slips(gold.tracks, extraction.tracks, tracks, around),
        *_fact_slips(gold.facts, said, fact_pairs, entities, around),
    ]
    return DocumentScores(
        name=gold.name,
        mentions=_by(types, found_types, pairs),
        mentions_exact=_by(types, found_types, exact),
        citations=_valued(wanted, found, pairs, ("Citation",)),
        values=_valued(wanted, found, pairs, VALUED),
        tracks=Count(len(tracks), len(gold.tracks), len(extraction.tracks)),
        facts=_by([fact.predicate for fact in gold.facts], [fact.predicate for fact in said], fact_pairs),
        qualifiers=_qualifier_shares(gold.facts, said, fact_pairs),
        slips=tuple(sorted(slips, key=lambda slip: (slip.span, slip.what, slip.verdict, slip.says))),
    )


class _Surroundings:
    """Sentences around a span, folded to one line."""

    def __init__(self, extraction: Extraction) -> None:
        self._text = extraction.document.text
        self._sentences = sentences(extraction.document)

    def of(self, span: Span) -> str:
        over = [sentence for sentence in self._sentences if sentence.overlaps(span)]
        wide = Span(over[0].start, over[-1].end) if over else self._line(span)
        return " ".join(wide.of(self._text).split())

    def words(self, span: Span) -> str:
        return " ".join(span.of(self._text).split())

    def _line(self, span: Span) -> Span:
        end = self._text.find("\n", span.end)
        return Span(self._text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(self._text))


def _closeness(gold: GoldMention, predicted: Mention) -> float:
    shared = min(gold.span.end, predicted.span.end) - max(gold.span.start, predicted.span.start)
    return shared / (max(gold.span.end, predicted.span.end) - min(gold.span.start, predicted.span.start))


def _same_track(gold: GoldTrack, predicted: Track) -> bool:
    shared = min(gold.span.end, predicted.span.end) - max(gold.span.start, predicted.span.start)
    return gold.order == predicted.order and 2 * shared >= gold.span.end - gold.span.start


def _fact_worth(gold: GoldFact, predicted: Fact) -> float:
    given = qualifiers_of(predicted)
    right = sum(name in given and same_qualifier(name, value, given[name]) for name, value in gold.qualifiers)
    return right + 0.5 * gold.span.overlaps(predicted.statement.span)


def _by(wanted: Iterable[str], found: Iterable[str], pairs: Pairs) -> dict[str, Count]:
    counts: dict[str, Count] = {}
    for i, kind in enumerate(wanted):
        counts[kind] = counts.get(kind, Count()) + Count(right=int(i in pairs), gold=1)
    for kind in found:
        counts[kind] = counts.get(kind, Count()) + Count(predicted=1)
    return dict(sorted(counts.items()))


def _valued(wanted: Sequence[GoldMention], found: Sequence[Mention], pairs: Pairs, types: Iterable[str]) -> Count:
    right = sum(wanted[i].type in types and wanted[i].key == found[j].value for i, j in pairs.items())
    return Count(right, sum(m.type in types for m in wanted), sum(m.type in types for m in found))


def _qualifier_shares(wanted: Sequence[GoldFact], found: Sequence[Fact], pairs: Pairs) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for i, j in pairs.items():
        gold, given = dict(wanted[i].qualifiers), qualifiers_of(found[j])
        for name in gold.keys() | given.keys():
            right = name in gold and name in given and same_qualifier(name, gold[name], given[name])
            shares[name] = shares.get(name, Share()) + Share(int(right), 1)
    return dict(sorted(shares.items()))


def _mention_slips(
    wanted: Sequence[GoldMention], found: Sequence[Mention], pairs: Pairs, around: _Surroundings
) -> Iterable[Slip]:
    for i, gold in enumerate(wanted):
        if i not in pairs:
            says = f"{gold.type} {around.words(gold.span)!r} ({gold.key})"
            yield Slip("mention", "missed", says, gold.span, around.of(gold.span))
        elif gold.type in (*VALUED, "Citation") and gold.key != found[pairs[i]].value:
            says = f"{gold.type} {around.words(gold.span)!r}: {gold.key}, not {found[pairs[i]].value}"
            yield Slip("value", "differs", says, gold.span, around.of(gold.span))
    matched = set(pairs.values())
    for j, mention in enumerate(found):
        if j not in matched:
            says = f"{mention.type} {around.words(mention.span)!r} ({mention.entity or mention.value})"
            yield Slip("mention", "false", says, mention.span, around.of(mention.span))


def _track_slips(
    wanted: Sequence[GoldTrack], found: Sequence[Track], pairs: Pairs, around: _Surroundings
) -> Iterable[Slip]:
    matched = set(pairs.values())
    for i, track in enumerate(wanted):
        if i not in pairs:
            yield Slip("track", "missed", f"track {track.order}", track.span, around.words(track.span)[:200])
    for j, strand in enumerate(found):
        if j not in matched:
            yield Slip("track", "false", f"track {strand.order}", strand.span, around.words(strand.span)[:200])


def _fact_slips(
    wanted: Sequence[GoldFact], found: Sequence[Fact], pairs: Pairs, entities: Entities, around: _Surroundings
) -> Iterable[Slip]:
    for i, gold in enumerate(wanted):
        if i not in pairs:
            says = f"{gold.subject} — {gold.predicate} → {gold.object}{_tail(dict(gold.qualifiers))}"
            yield Slip("fact", "missed", says, gold.span, around.of(gold.span))
            continue
        given = qualifiers_of(found[pairs[i]])
        for name, value in gold.qualifiers:
            if name not in given or not same_qualifier(name, value, given[name]):
                says = f"{gold.subject} — {gold.predicate} → {gold.object}: {name}={value}, not {given.get(name)}"
                yield Slip("qualifier", "differs", says, gold.span, around.of(gold.span))
    matched = set(pairs.values())
    for j, fact in enumerate(found):
        if j not in matched:
            says = f"{_end(fact.subject, around)} — {fact.predicate} → {_end(fact.object, around)}"
            says += f"{_tail(qualifiers_of(fact))} [{fact.statement.frame}]"
            yield Slip("fact", "false", says, fact.statement.span, around.of(fact.statement.span))


def _end(filler: Filler, around: _Surroundings) -> str:
    words = around.words(filler.span)
    return f"{words} ({filler.entity or filler.value})" if filler.entity or filler.value else words


def _tail(qualifiers: dict[str, str]) -> str:
    return f" ({'; '.join(f'{name}={value}' for name, value in sorted(qualifiers.items()))})" if qualifiers else ""
