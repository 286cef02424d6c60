"""Recognising: a kind of mention a module, one pass each over the document.

`compile_lexicon` prepares what is known beforehand, once; `recognise` finds the mentions of one document. Nothing is
decided here about what a bare "de Commissie" or a surname stands for: that is `graph_builder.resolve`.
"""

from __future__ import annotations

from graph_builder.recognise.lexicon import Lexicon, compile_lexicon
from graph_builder.recognise.pipeline import recognise

__all__ = ["Lexicon", "compile_lexicon", "recognise"]
