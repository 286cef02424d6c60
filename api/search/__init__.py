"""Full-text search over a generation: actors, motions, letters and passages, with Dutch stemming (tantivy).

The index of a generation is built once, by a process of its own, into `<store>/search/<generation>`, and used by every
server of that store. Search is a convenience: where there is no index (yet), everything else works.
"""
