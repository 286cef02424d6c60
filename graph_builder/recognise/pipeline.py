"""All recognisers over one document, and how their finds are put together."""

from __future__ import annotations

from graph_builder.model import Document, Mention
from graph_builder.recognise.cases import find_cases
from graph_builder.recognise.citations import find_citations
from graph_builder.recognise.dates import document_date, find_dates
from graph_builder.recognise.governments import find_governments, find_parliaments
from graph_builder.recognise.laws import find_laws
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.merge import merge
from graph_builder.recognise.money import find_money
from graph_builder.recognise.motions import as_mentions, find_motions
from graph_builder.recognise.names import find_names
from graph_builder.recognise.persons import find_persons
from graph_builder.recognise.roles import find_roles
from graph_builder.recognise.singles import find_singles
from graph_builder.recognise.unknown import find_unknown
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
    governments = [*find_governments(view, lexicon), *find_parliaments(view, lexicon)]
    laws = find_laws(view)
    unknown = find_unknown(view, lexicon, [*names, *laws])
    named = sorted([*names, *governments, *unknown], key=lambda mention: (mention.span.start, -mention.span.end))
    roles = find_roles(view, lexicon, named)
    motions = as_mentions(find_motions(view))
    persons = find_persons(view, lexicon, [role.span.end for role in roles])
    cases = find_cases(view, named)
    everything = [*citations, *money, *dates, *named, *laws, *roles, *motions, *persons, *cases]
    return merge(view, lexicon, [*everything, *find_singles(view, everything)])
