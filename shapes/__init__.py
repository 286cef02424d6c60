"""SHACL shapes: what a good graph is, one file a concern."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the shapes are, in a clone and in an installed wheel alike."""
