"""What people decided about statements: kept in a file, and applied to what is read anew at every build.

A decision names a document and the words of a passage, so it survives rebuilds and new versions of the rules; when the
document no longer has those words, the decision is open again.
"""

from __future__ import annotations

from graph_builder.review.apply import apply
from graph_builder.review.claims import claim_of, folded
from graph_builder.review.file import read_reviews, write_reviews
from graph_builder.review.keeping import decide
from graph_builder.review.published import Published, published_statement

__all__ = [
    "Published",
    "apply",
    "claim_of",
    "decide",
    "folded",
    "published_statement",
    "read_reviews",
    "write_reviews",
]
