"""A made-up text, small gold for it, and what an extractor might say of it: small enough to count by hand."""

from __future__ import annotations

from graph_builder.evaluate import Count, Scores, compare
from graph_builder.evaluate.gold import Gold, GoldFact, GoldMention
from graph_builder.model import (
    Block,
    Document,
    Extraction,
    Fact,
    Filler,
    Mention,
    MentionType,
    Metadata,
    Span,
    Statement,
    Track,
)

TEXT = "Nederland steunt Oekraïne. Het kabinet steunt Moldavië. We spraken met de VN. Ook de motie Jansen (nr. 12) telt"


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def gold_mention(words: str, type_: str, key: str | None = None) -> GoldMention:
    return GoldMention(span_of(words), type_, key or words)


def mention(words: str, type_: MentionType, entity: str | None = None, value: str | None = None) -> Mention:
    return Mention(span_of(words), type_, entity, value=value)


def fact(subject: str, predicate: str, object_: str, track: int | None = None, **qualifiers: str) -> Fact:
    """A fact whose ends are "words=path", "words=" for words alone, or "words==value"."""
    ends = []
    for end in (subject, object_):
        words, _, name = end.partition("=")
        value = name.removeprefix("=") if name.startswith("=") else None
        ends.append(Filler(span_of(words), None if value else name or None, value))
    said = Statement("Support", Span(0, len(TEXT)), (), track=track)
    return Fact(said, ends[0], predicate, ends[1], qualifiers)


def read(mentions: tuple[Mention, ...] = (), tracks: tuple[Track, ...] = (), sender: str | None = None) -> Extraction:
    blocks = (Block(Span(0, len(TEXT)), "paragraph"),)
    document = Document("x", TEXT, "txt", Metadata(sender=sender), blocks)
    return Extraction(document, mentions, tracks=tracks)


GOLD_MENTIONS = (
    gold_mention("Nederland", "State"),
    gold_mention("Oekraïne", "State"),
    gold_mention("Het kabinet", "Government", "kabinet"),
    gold_mention("Moldavië", "State"),
    gold_mention("VN", "Organisation", "Verenigde Naties"),
    gold_mention("motie Jansen", "Motion"),
    gold_mention("Jansen", "Person"),
)
NETHERLANDS = mention("Nederland", "State", "actor/netherlands")
UKRAINE = mention("Oekraïne", "State", "actor/ukraine")
CABINET = mention("kabinet", "Government", "actor/nl-government")
MOLDOVA = mention("Moldavië", "State", "actor/moldova")
UN = mention("VN", "Organisation", "actor/united-nations")
MOTION = mention("motie Jansen", "Motion", "paper/kst-32623-12")
JANSEN = mention("Jansen", "Person", "document/x#person-jansen")
MENTIONS = (NETHERLANDS, UKRAINE, CABINET, MOLDOVA, UN, MOTION, JANSEN)


def facts_score(gold: tuple[GoldFact, ...], said: tuple[Fact, ...], mentions: tuple[Mention, ...] = MENTIONS) -> Count:
    scores = compare(Gold("x", GOLD_MENTIONS, (), gold), read(mentions), said)
    return Scores((scores,)).facts


def row(subject: str, predicate: str, object_: str, **qualifiers: str) -> GoldFact:
    return GoldFact(subject, predicate, object_, tuple(sorted(qualifiers.items())), Span(0, 26))
