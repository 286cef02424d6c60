"""What an index holds, and how words are folded for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import tantivy

__all__ = ["KINDS", "VERSION", "Kind", "analyzer", "open_index", "schema"]

Kind = Literal["actor", "motion", "dossier", "letter", "passage"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is found, in the order in which it is shown."""

VERSION = 2
"""Goes up when the fields or the folding change: an index of another version is built again."""

_LONGEST_WORD = 60


@cache
def schema() -> tantivy.Schema:
    """Give the fields: what is searched, and what is shown."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("name", tokenizer_name="names")
    builder.add_text_field("whole", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", tokenizer_name="prose")
    builder.add_unsigned_field("weight", fast=True)
    for field in ("path", "title", "aside", "text"):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


@cache
def analyzer(name: Literal["names", "prose"]) -> tantivy.TextAnalyzer:
    """Give how words are folded: names lose capitals and accents, prose is stemmed as Dutch besides."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.remove_long(_LONGEST_WORD)).filter(tantivy.Filter.lowercase())
    if name == "prose":
        builder = builder.filter(tantivy.Filter.stemmer("dutch"))
    return builder.filter(tantivy.Filter.ascii_fold()).build()


def open_index(folder: Path) -> tantivy.Index:
    """Open an index, or make an empty one in an empty folder."""
    index = tantivy.Index(schema(), path=str(folder))
    index.register_tokenizer("names", analyzer("names"))
    index.register_tokenizer("prose", analyzer("prose"))
    return index
