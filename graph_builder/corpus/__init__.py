"""Many documents at once, on one machine or a cluster.

- `inputs`: which files a set of inputs comes to, here or elsewhere; a file's bytes and what lies beside it.
- `rules`: what an extraction depends on: the code, the vocabulary, the shapes, and exactly which registry entries.
- `work`: one document from bytes to checked N-Quads, which is what a worker does.
- `crew`: who does it: this process, a process a core, or a Dask cluster.
- `ledger`: what has been done, so that no document is read twice.
- `shared` and `across`: what of a document is held beside others, and what the shapes find there.
- `building`: all of it, from inputs to a published generation.
- `checking`: a published generation held to the shapes.
- `outputs`: files written to addresses.
- `withdrawal`: documents taken out of everything that is published.
"""
