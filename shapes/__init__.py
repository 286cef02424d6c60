"""SHACL shapes: what a good graph is, one file a concern."""
