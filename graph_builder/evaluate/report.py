"""Scores as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping

from graph_builder.evaluate.scores import Count, DocumentScores, Scores, Share

HEAD = f"{'':32}{'F1':>7}{'precision':>11}{'recall':>8}{'right':>7}{'gold':>6}{'predicted':>11}"


def as_text(scores: Scores, errors: bool = False) -> str:
    """Lay the scores out as a table.

    Args:
        scores: What to show.
        errors: Whether each miss and each false reading follows, with its sentence.
    """
    parts = [_table("All documents" if len(scores.documents) > 1 else scores.documents[0].name, scores.lines())]
    parts.append(_qualifiers(scores.qualifiers, scores.by_qualifier()))
    parts.append(_table("Mentions by type", scores.by_type()))
    parts.append(_table("Facts by predicate", scores.by_predicate()))
    if len(scores.documents) > 1:
        parts.append(_per_document(scores))
    if errors:
        parts.extend(_slips(document) for document in scores.documents)
    return "\n\n".join(part for part in parts if part)


def as_json(scores: Scores, errors: bool = False) -> dict[str, object]:
    """Give counts and scores as JSON values; with `errors`, each slip as well."""
    documents = {}
    for document in scores.documents:
        own = _scores_json(Scores((document,)))
        if errors:
            own["errors"] = [slip.as_json() for slip in document.slips]
        documents[document.name] = own
    return {**_scores_json(scores), "documents": documents}


def _scores_json(scores: Scores) -> dict[str, object]:
    lines = {
        "mentions": scores.mentions,
        "mentionsExact": scores.mentions_exact,
        "citations": scores.citations,
        "values": scores.values,
        "tracks": scores.tracks,
        "facts": scores.facts,
    }
    return {
        **{name: count.as_json() for name, count in lines.items()},
        "qualifiers": scores.qualifiers.as_json(),
        "mentionsByType": {name: count.as_json() for name, count in scores.by_type().items()},
        "factsByPredicate": {name: count.as_json() for name, count in scores.by_predicate().items()},
        "qualifiersByName": {name: share.as_json() for name, share in scores.by_qualifier().items()},
    }


def _row(name: str, count: Count) -> str:
    precision = f"{count.precision:11.3f}" if count.predicted else f"{'–':>11}"
    recall = f"{count.recall:8.3f}" if count.gold else f"{'–':>8}"
    return f"  {name:30}{count.f1:7.3f}{precision}{recall}{count.right:7}{count.gold:6}{count.predicted:11}"


def _table(title: str, counts: Mapping[str, Count]) -> str:
    return "\n".join([title + HEAD[len(title) :], *(_row(name, count) for name, count in counts.items())])


def _qualifiers(total: Share, by_name: Mapping[str, Share]) -> str:
    each = ", ".join(f"{name} {share.right}/{share.of}" for name, share in by_name.items())
    return f"Qualifiers right on matched facts: {total.share:.3f} ({total.right} of {total.of}; {each or 'none given'})"


def _per_document(scores: Scores) -> str:
    heads = ("mentions", "citations", "dates, amounts", "tracks", "facts")
    lines = [f"{'F1 by document':44}" + "".join(f" {head:17}" for head in heads)]
    for document in scores.documents:
        own = Scores((document,))
        cells = (own.mentions, own.citations, own.values, own.tracks, own.facts)
        lines.append(f"  {document.name[:42]:42}" + "".join(_cell(count) for count in cells))
    lines.append("  each with right/gold/predicted")
    return "\n".join(lines)


def _cell(count: Count) -> str:
    return f" {count.f1:.2f} {f'{count.right}/{count.gold}/{count.predicted}':12}"


def _slips(document: DocumentScores) -> str:
    lines = [f"{document.name}: {len(document.slips)} slips"]
    for slip in document.slips:
        lines.append(f"  {slip.verdict:8}{slip.what:10}{slip.span.start}–{slip.span.end}  {slip.says}")
        lines.append(f"      {slip.sentence}")
    return "\n".join(lines)
