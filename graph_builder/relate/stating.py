"""From drafts to statements: on which words each rests, how it is meant, who says so, and when it is or is due."""

from __future__ import annotations

from graph_builder.model import Modality, Period, Span, Statement
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.promises import aforesaid
from graph_builder.relate.promises.due import due_of
from graph_builder.relate.promises.promise import PROMISE
from graph_builder.relate.reported import retold, speaker_of
from graph_builder.relate.syntax.periods import dates, period_of

_BY = frozenset(["vóór", "uiterlijk", "binnen"])
"""Words that name a limit, also where what was promised is told: "heb ik u vóór het reces een brief toegezegd"."""


def stated(draft: Draft, context: Context) -> Statement:
    """Make a statement of what a frame read in a clause, in the sentence that `context` stands at."""
    clause = draft.clause
    evidence = Span(
        clause.start,
        max(
            [
                clause.whole_end,
                *(f.span.end for r, f in draft.roles if r != "agent" and f.span.start >= clause.start),
            ]
        ),
    )
    promise = draft.frame.kind == "Undertaking"
    speaker, modality = speaker_of(clause, context), draft.modality
    # What somebody says that he himself wants stays his intention.
    own = speaker is not None and any(role == "agent" and f.entity == speaker.entity for role, f in draft.roles)
    if (speaker is not None or retold(clause, context)) and modality in (
        "asserted",
        *([] if own else ["intended"]),
    ):
        modality = "reported"
    due = _due(draft, evidence, context) if promise and not draft.negated else None
    period = None
    if not due:
        about = [f.span for role, f in draft.roles if role in ("topic", "purpose", "motion") and f.entity is None]
        free = [d for d in dates(clause) if not any(topic.covers(d.span) for topic in about)]
        period = period_of(context.document, free[0]) if free else None
    roles, before = aforesaid.apart(draft.roles, context) if draft.frame is PROMISE else (draft.roles, None)
    period = period_of(context.document, before) if before is not None else period
    return Statement(
        kind=draft.frame.kind,
        span=evidence,
        roles=tuple(sorted(roles, key=lambda role: (role[1].span, role[0]))),
        frame=draft.frame.name,
        trigger=draft.trigger,
        negated=draft.negated,
        modality=_said(draft, modality),
        speaker=speaker.entity if speaker else None,
        period=period,
        due=due,
    )


def _due(draft: Draft, evidence: Span, context: Context) -> Period | None:
    """Find by when something is promised: in the clause, or in the sentence before that "dan" points to."""
    about = [filler.span for role, filler in draft.roles if role == "topic"]
    due = due_of(context.document, draft.clause, evidence, about)
    limit = due is not None and due.value.split(" ")[0].lower() in _BY
    if due is not None and _told(draft) and due.span.end <= about[0].start and not limit:
        return None
    if due is None and "dan" in draft.clause.lows:
        before = [said.due for said in context.before if said.kind == "Undertaking" and said.due]
        due = before[0] if len(before) == 1 else None
    return due


def _told(draft: Draft) -> bool:
    """Tell whether a promise is told of as past: a date before its words is that of the telling."""
    finite = draft.clause.finite
    return finite is not None and (finite.reading.form == "past" or finite.reading.lemma in ("hebben", "zijn"))


def _said(draft: Draft, modality: Modality) -> Modality:
    """An undertaking is about the future anyway: only what is merely wished or planned is marked as intended."""
    promised = draft.frame is PROMISE or draft.frame.modality == "intended"
    if draft.frame.kind != "Undertaking" or modality != "intended" or promised:
        return modality
    finite = draft.clause.finite
    return "intended" if finite is not None and finite.reading.lemma == "willen" else "asserted"
