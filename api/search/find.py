"""Asking an index: words anywhere in names, or in the prose by their Dutch stems; the last word may be unfinished."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tantivy

from api.search.schema import KINDS, Kind, analyzer, open_index, schema

__all__ = ["Hit", "Results", "Searcher"]

MOST_WORDS = 12
_MOST_COMPLETIONS = 24
"""How many words an unfinished one may stand for."""
_SNIPPET = 220
_WHOLE = 4.0
"""How much more a name counts that is just what was asked."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found."""

    kind: Kind
    path: str
    title: str
    aside: str
    snippet: tuple[tuple[str, bool], ...] = ()
    """Words of a passage in pieces, each with whether it is what was asked for."""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found of one kind."""

    kind: Kind
    hits: tuple[Hit, ...]
    total: int


class Searcher:
    """An open index."""

    def __init__(self, folder: Path) -> None:
        index = open_index(folder)
        index.config_reader(reload_policy="manual")
        self._searcher = index.searcher()

    def find(self, asked: str, limit: int, kinds: tuple[Kind, ...] = KINDS, offset: int = 0) -> tuple[Results, ...]:
        """Find by words.

        Args:
            asked: Words as a person types them; nothing in them is syntax.
            limit: How many of each kind.
            kinds: Which kinds.
            offset: How many of each to pass over.

        Returns:
            One a kind, in the order of `kinds`, those without hits as well.
        """
        names, prose = (self._words(asked, field) for field in ("name", "body"))
        if not names:
            return tuple(Results(kind, (), 0) for kind in kinds)
        folded = " ".join(analyzer("names").analyze(asked)[:MOST_WORDS])
        whole = tantivy.Query.boost_query(tantivy.Query.term_query(schema(), "whole", folded), _WHOLE)
        return tuple(self._of_kind(kind, (names, prose, whole), limit, offset) for kind in kinds)

    def _words(self, asked: str, field: str) -> list[tantivy.Query]:
        """Give a query for each word."""
        folded = analyzer("prose" if field == "body" else "names").analyze(asked)[:MOST_WORDS]
        queries = [tantivy.Query.term_query(schema(), field, word) for word in folded]
        if queries and not asked[-1:].isspace():
            unfinished = analyzer("names").analyze(asked)[:MOST_WORDS][-1]
            known = self._searcher.terms_with_prefix(field, unfinished, limit=_MOST_COMPLETIONS)
            longer = [tantivy.Query.term_query(schema(), field, word) for word, _ in known]
            queries[-1] = queries[-1].or_should_match(*longer) if longer else queries[-1]
        return queries

    def _of_kind(
        self, kind: Kind, asked: tuple[list[tantivy.Query], list[tantivy.Query], tantivy.Query], limit: int, offset: int
    ) -> Results:
        names, prose, whole = asked
        # Every word must be there, in the names or in the prose; names count for more.
        either = [
            tantivy.Query.boost_query(name, 3.0).or_should_match(body) for name, body in zip(names, prose, strict=False)
        ]
        words = either[0].and_must_match(*either[1:]) if len(either) > 1 else either[0]
        only = tantivy.Query.const_score_query(tantivy.Query.term_query(schema(), "kind", kind), 0.0)
        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        query = tantivy.Query.boolean_query([(must, words), (must, only), (should, whole)])
        found = self._searcher.search(query, limit, count=True, offset=offset, weight_by_field="weight")
        snippets = None
        if kind == "passage" and found.hits:
            any_of = prose[0].or_should_match(*prose[1:]) if len(prose) > 1 else prose[0]
            snippets = tantivy.SnippetGenerator.create(self._searcher, any_of, schema(), "body")
            snippets.set_max_num_chars(_SNIPPET)
        hits = tuple(self._hit(kind, address, snippets) for _, address in found.hits)
        return Results(kind, hits, getattr(found, "count", None) or 0)

    def _hit(self, kind: Kind, address: tantivy.DocAddress, snippets: tantivy.SnippetGenerator | None) -> Hit:
        document = self._searcher.doc(address)
        values = {name: str(document.get_first(name) or "") for name in ("path", "title", "aside", "text")}
        marked: tuple[tuple[str, bool], ...] = ()
        if snippets is not None:
            shown = tantivy.Document(body=values["text"])
            marked = _pieces(snippets.snippet_from_doc(shown), values["text"])
        return Hit(kind, values["path"], values["title"], values["aside"], marked)


def _pieces(snippet: tantivy.Snippet, text: str) -> tuple[tuple[str, bool], ...]:
    """Take a snippet apart; its offsets count bytes of UTF-8."""
    fragment = snippet.fragment().encode()
    if not fragment:
        return ((text[:_SNIPPET], False),)
    pieces, at = [], 0
    for found in snippet.highlighted():
        pieces.append((fragment[at : found.start].decode(errors="replace"), False))
        pieces.append((fragment[found.start : found.end].decode(errors="replace"), True))
        at = found.end
    pieces.append((fragment[at:].decode(errors="replace"), False))
    return tuple(piece for piece in pieces if piece[0])
