"""Tracks: the strands of policy that a document itself lists.

These devices are read: headings or list items that bear a strand's name and number ("Pijler 2: …"); an announced list
whose items come back as headings; announced lists; as many headings, numbered or not, as strands are announced; a chain
of connectives, each at the start of a paragraph ("Allereerst …", "Ook …", "Ten slotte …"); and announced strands that
prose counts off ("De tweede pijler is …", "Ten tweede …"), joins ("enerzijds …, anderzijds …") or takes up by name
("preventie en reactie. Preventieve hulp …"). "Ook" or "Daarnaast" alone opens none: they mostly add to what was said.
"""

from __future__ import annotations

from graph_builder.model import Document, Track
from graph_builder.relate.tracks.announcing import Announcements
from graph_builder.relate.tracks.chains import chained, counted
from graph_builder.relate.tracks.lists import announced, labelled, listed, numbered, titled


def find_tracks(document: Document) -> tuple[Track, ...]:
    """Find the strands that a document lists.

    Args:
        document: Any document; only its blocks are looked at.

    Returns:
        The strands in order, each from its first word to its last, notes left out; empty where none are listed.
    """
    blocks = [b for b in document.blocks if b.kind in ("heading", "paragraph", "item")]
    if document.metadata.kind in ("motion",) or not blocks:
        return ()
    says = Announcements(document.text)
    for device in (labelled, announced, listed, numbered, counted, chained, titled):
        found = device(document, blocks, says)
        if found:
            return tuple(
                Track(order, span, label) for order, (span, label) in enumerate(found, 1) if span.end > span.start
            )
    return ()
