"""Tables of names and identifiers, and how they become entries of the registry: see scripts/build_registry.py."""
