"""Many documents at once, on one machine or a cluster.

inputs    which files a set of inputs comes to, here or elsewhere; a file's bytes and what lies beside it
rules     what an extraction depends on: the code, the vocabulary, the shapes, and exactly which registry entries
work      one document from bytes to checked N-Quads: what a worker does
crew      who does it: this process, a process a core, or a Dask cluster
ledger    what has been done, so that no document is read twice
building  all of it: from inputs to a published generation
files     a handful of files read in one go, for `kamergraaf update`
"""

from __future__ import annotations

from graph_builder.corpus.files import Corpus, Found, find_files, read_corpus

__all__ = ["Corpus", "Found", "find_files", "read_corpus"]
