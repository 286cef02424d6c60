"""The elements of HTML and of the official XML that matter to reading, as `tags.toml` lists them."""

from __future__ import annotations

import tomllib
from importlib import resources


def tags(language: str, role: str) -> frozenset[str]:
    """Give the names of a language's elements that play a role."""
    data = resources.files("graph_builder.read").joinpath("tags.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(data)[language][role].split())
