"""Whether the government sends a document: only then "ik" and "wij" are the government."""

from __future__ import annotations

import re

from graph_builder.model import Document

__all__ = ["by_government"]

_OFFICE = re.compile(r"minister|staatssecretaris|kabinet|regering(?!s)|bewindspers", re.IGNORECASE)


def by_government(document: Document) -> bool:
    """Tell whether a letter or an answer is the government's.

    The Algemene Rekenkamer, an informateur, the chair of a committee and others write to parliament too; a letter that
    does not say who sends it is taken for the government's, as nearly all are.
    """
    sender = document.metadata.sender
    return sender is None or _OFFICE.search(sender) is not None
