"""What can go wrong while building a graph.

KamergraafError
├── ReadError            a file that cannot be read as a document
│   ├── UnknownFormatError
│   └── EmptyDocumentError
├── KnowledgeError       the ontology, the registry, a frame or a shape is not well-formed
├── ValidationError      the graph breaks a shape
├── ClusterError         a Dask cluster that cannot be used
├── StoreError           no store there, a store from a newer version, or one that is being written
│   └── NoRoomError      a store that cannot be written: most of all a full disk
├── ExportError          a graph that cannot be written where it was asked
├── QueryError           a query that cannot be answered
├── GoldError            gold annotations that cannot be read
└── LinkError            a source of open data, or what was kept of it, that cannot be used
    ├── SourceDownError  a source that does not answer, or refuses for now
    └── AnswerError      an answer that is not what was asked for

Each message is one sentence for a person: what is wrong, where, and what to do.
"""

from __future__ import annotations


class KamergraafError(Exception):
    """Root of the package's own errors."""


class ReadError(KamergraafError):
    """A file that cannot be read as a document."""


class UnknownFormatError(ReadError):
    """A file in a format that no reader knows."""


class EmptyDocumentError(ReadError):
    """A file without text."""


class KnowledgeError(KamergraafError):
    """Data of the product itself (ontology, registry, frames, shapes, queries) that is not well-formed."""


class ValidationError(KamergraafError):
    """A graph that breaks a shape."""


class ClusterError(KamergraafError):
    """A Dask cluster that cannot be reached or has been lost, or Dask itself that is not installed."""


class StoreError(KamergraafError):
    """A store that is missing, newer than this program, damaged, or being written by another process."""


class NoRoomError(StoreError):
    """A store that the system does not let be written: most of all on a full disk."""


class ExportError(KamergraafError):
    """A graph that cannot be written where it was asked."""


class QueryError(KamergraafError):
    """A query that is malformed or cannot be answered."""


class GoldError(KamergraafError):
    """Gold annotations that cannot be read."""


class LinkError(KamergraafError):
    """A source of open data, or what was kept of it, that cannot be used."""


class SourceDownError(LinkError):
    """A source that does not answer, or refuses for now: a later run may succeed."""


class AnswerError(LinkError):
    """A source's answer that is not what was asked for: too large, of another kind, malformed, or leading elsewhere."""


class ReviewError(KamergraafError):
    """A decision about a statement that cannot be taken, or a file of decisions that cannot be read or written."""
