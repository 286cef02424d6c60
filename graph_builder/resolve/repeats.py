"""Bodies taken up by their noun: "de raad" for the one council that a text names, "de inspectie" for its inspectorate.

Nothing is guessed: where a text names several bodies of a noun, or none before it, the noun stands for nobody. Only
"de Raad" among the Union's councils is the one last named, as reports of several of them use it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from graph_builder.model import Mention, Reference, Span
from ontology.registry import Registry

_NOUNS = (
    r"raad|adviesraad|onderzoeksraad|college|adviescollege|commissie|afdeling|inspectie|autoriteit|rekenkamer|rechtbank|gerechtshof"
    r"|ombudsman|kinderombudsman|gemeente|provincie|waterschap|stichting|vereniging|bond|federatie|bank|fonds"
    r"|instituut|planbureau|agentschap|universiteit"
)
_REPEAT = re.compile(
    rf"(?:d(?<!\w.)(?:e(?:ze)?|it)|h(?<!\w.)et)\s(?P<noun>{_NOUNS})(?![\w-]|[’']|\s(?:van|voor|der|uit|\w+zaken)\b)(?!(?<=gemeente)\sin\b)"
)
_COUNCIL = "actor/council-of-the-european-union"
_BY_CAPITAL = frozenset({_COUNCIL, "actor/european-commission"})
"""Bodies that a text repeats with a capital, so that "de commissie" is another one."""
_CONFIGURATION = re.compile(r"(?:informele )?raad (?!van\b)(?:voor )?\w.*|(?!europese\b)[\w -]*\wraad|[\w-]+-raad")
"""How a configuration of the Council is called: "raad buitenlandse zaken", "landbouw- en visserijraad"."""
_JOINED = re.compile(r"\s*(?:,|en|of|noch)\s+(?:(?:de|het)\s+)?")
"""What joins the Council to the other institutions with which it makes law: "de Raad en het Europees Parlement"."""


def name_councils(lower: str, mentions: Sequence[Mention], registry: Registry) -> dict[int, tuple[str, bool]]:
    """Give the configuration of the Council that a bare "Raad" is: the one last named.

    Args:
        lower: The text, folded.
        mentions: All its mentions, in the order of the text.
        registry: Says which are bodies of the Union.

    Returns:
        For the index of each such mention, the path of the configuration, and that it is registered.
    """
    found: dict[int, tuple[str, bool]] = {}
    last: str | None = None
    for index, mention in enumerate(mentions):
        entry = registry.entries.get(mention.entity or "")
        if entry is None or entry.cls != "EUBody":
            continue
        words = " ".join(mention.span.of(lower).split())
        if mention.entity != _COUNCIL and _CONFIGURATION.fullmatch(words):
            last = mention.entity
        elif words == "raad" and last is not None and not _legislates(index, lower, mentions):
            found[index] = (last, True)
    return found


def _legislates(index: int, lower: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether the Council is named together with the Parliament or the Commission: it makes law with them."""
    here = mentions[index].span
    between = [lower[m.span.end : here.start] for m in mentions[max(0, index - 1) : index]]
    between += [lower[here.end : m.span.start] for m in mentions[index + 1 : index + 2]]
    return any(_JOINED.fullmatch(words) for words in between)


def find_repeats(lower: str, mentions: Sequence[Mention], known: Sequence[Reference]) -> Iterator[Reference]:
    """Find the nouns that stand for the one body of theirs that a text names before them.

    Args:
        lower: The text, folded.
        mentions: Its resolved mentions, in the order of the text.
        known: The other words that stand for something; none of them is read again.
    """
    matches = list(_REPEAT.finditer(lower))
    if not matches:
        return
    taken = sorted([*(mention.span for mention in mentions), *(reference.span for reference in known)])
    starts, reach = [span.start for span in taken], list(accumulate((span.end for span in taken), max))
    first = _first_of(mentions, lower, {match["noun"] for match in matches})
    for match in matches:
        span, named = Span(*match.span()), first.get(match["noun"])
        if named is None or named.span.end >= span.start:
            continue
        before = bisect_left(starts, span.end)
        if not before or reach[before - 1] <= span.start:
            yield Reference(span, (named.entity or "",))


def _first_of(mentions: Sequence[Mention], lower: str, nouns: set[str]) -> Mapping[str, Mention]:
    """Give where the one body of each noun is first named; nouns of which several are named are left out."""
    bodies: dict[str, dict[str, Mention]] = {noun: {} for noun in nouns}
    for mention in mentions:
        if mention.type != "Organisation" or mention.entity is None or mention.entity in _BY_CAPITAL:
            continue
        words = {*re.split(r"[\s-]+", mention.span.of(lower)), *mention.entity.rpartition("/")[2].split("-")}
        for noun, named in bodies.items():
            if any(word.endswith(noun) for word in words):
                named.setdefault(mention.entity, mention)
    return {noun: next(iter(named.values())) for noun, named in bodies.items() if len(named) == 1}
