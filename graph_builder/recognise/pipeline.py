"""All recognisers over one document, and how their finds are put together."""

from __future__ import annotations

from graph_builder.model import Document, Mention
from graph_builder.recognise.citations import find_citations
from graph_builder.recognise.dates import document_date, find_dates
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.merge import merge
from graph_builder.recognise.money import find_money
from graph_builder.recognise.names import find_names
from graph_builder.recognise.view import look_at


def recognise(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Find all mentions of a document.

    Args:
        document: What was read.
        lexicon: What is known beforehand.

    Returns:
        The mentions in the order of the text, outer ones before those nested in them.
    """
    view = look_at(document, document_date(document))
    citations = find_citations(view)
    money = find_money(view)
    dates = find_dates(view, [*citations, *money])
    names = find_names(view, lexicon)
    return merge(view, [*citations, *money, *dates, *names])
