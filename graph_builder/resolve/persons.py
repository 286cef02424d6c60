"""Who is who within one document: a surname alone is the person whose fuller name the document gives."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder import iris
from graph_builder.model import Document, Mention
from graph_builder.recognise.person_names import surname


def name_persons(document: Document, mentions: Sequence[Mention]) -> dict[int, tuple[str, bool]]:
    """Give each person an entity: by the fullest name that shares the surname, if there is but one such.

    Args:
        document: What was read.
        mentions: All its mentions.

    Returns:
        For the index of each person: the path of the entity, and whether it is registered.
    """
    persons = {index: mention for index, mention in enumerate(mentions) if mention.type == "Person"}
    written = {index: " ".join(mention.span.of(document.text).split()) for index, mention in persons.items()}
    fuller: dict[str, set[str]] = {}
    for name in written.values():
        fuller.setdefault(surname(name), set()).add(name)
    known = {surname(written[index]): mention.entity for index, mention in persons.items() if mention.entity}
    entities = {}
    for index, mention in persons.items():
        last = surname(written[index])
        if mention.entity or last in known:
            entities[index] = (mention.entity or str(known[last]), True)
        else:
            entities[index] = (iris.person(document, _fullest(written[index], last, fuller[last])), False)
    return entities


def _fullest(name: str, last: str, names: set[str]) -> str:
    """Choose the name that an entity is called by: the longest, unless two persons bear the surname."""
    longer = {iris.slug(other) for other in names if len(other) > len(last)}
    if iris.slug(name) != iris.slug(last) or len(longer) != 1:
        return name
    return max(names, key=lambda other: (len(other), other))
