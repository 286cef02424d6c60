"""The Kamer's own debate reports (`vlosCoreDocument`, version 1.3 and before) to Draft.

A report repeats each speaker's name, party and function beside the text and times every line; the words that were
spoken stand in `tekst` alone, with the speaker's line before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_builder.read import forms
from graph_builder.read.draft import Composer, Draft
from graph_builder.read.owms import metadata_of_pairs
from graph_builder.read.parse import local

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = "vlosCoreDocument"


def draft_debate(root: _Element) -> Draft:
    """Write the spoken words of a report, line by line; its title and day come first."""
    composer = Composer("xml")
    meeting = next((part for part in root if local(part) == "vergadering"), root)
    title = _child_words(meeting, "titel")
    if title:
        composer.add(title)
        composer.close("preamble")
    for words in root.iter():
        if local(words) == "tekst":
            _write(composer, words)
    day = _child_words(meeting, "datum")
    return composer.draft(metadata_of_pairs([("title", title), ("issued", day), ("type", "verslag")]))


def _write(composer: Composer, words: _Element) -> None:
    for line in words.iter():
        if local(line) != "alineaitem":
            continue
        composer.add("".join(map(str, line.itertext())))
        said = " ".join("".join(map(str, line.itertext())).split())
        parent = line.getparent()
        if forms.SPEAKER.match(said):
            composer.close("heading", 3)
        elif parent is not None and local(parent) == "lijst":
            composer.close("item", 1, "•")
        else:
            composer.close("paragraph")


def _child_words(element: _Element, name: str) -> str:
    return next((" ".join((child.text or "").split()) for child in element if local(child) == name), "")
