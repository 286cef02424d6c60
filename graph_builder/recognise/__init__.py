"""Recognisers: a kind of mention a module, Document to mentions."""
