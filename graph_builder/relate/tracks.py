"""Tracks: the strands of policy that a document itself lists."""

from __future__ import annotations

from graph_builder.model import Document, Track


def find_tracks(document: Document) -> tuple[Track, ...]:
    """Find the strands, in order."""
    return ()
