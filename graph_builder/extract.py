"""The pipeline as one short function: Document to Extraction.

`Knowledge` is everything that the steps know beforehand, loaded once from `ontology/`; `extract` itself touches no
file, setting or clock.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass

from graph_builder.model import Document, Extraction
from graph_builder.recognise import Lexicon, compile_lexicon, recognise
from graph_builder.relate import relate
from graph_builder.relate.lexicon.frames import Frames, load_frames
from graph_builder.relate.tracks import find_tracks
from graph_builder.resolve import resolve
from graph_builder.slips import check_classes
from ontology.registry import Registry, load_registry
from ontology.terms import Vocabulary, load_vocabulary

_SELDOM = 50_000
"""After how many new values the garbage collector looks at the youngest ones."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known before any document is read."""

    vocabulary: Vocabulary
    registry: Registry
    lexicon: Lexicon
    frames: Frames


def load_knowledge() -> Knowledge:
    """Load the ontology, the registry and the frames that ship with the product.

    What is loaded lives as long as the process: it is put out of the garbage collector's sight, whose walks over it
    would take a third of the time that extraction takes. The collector also sets out less often than by default, as
    extraction leaves nothing behind that only it could clear away.

    Raises:
        KnowledgeError: One of the files is not well-formed, or uses a word that the vocabulary lacks; the message names
            it.
    """
    vocabulary = load_vocabulary()
    registry = load_registry()
    frames = load_frames()
    check_classes(vocabulary, registry, frames)
    knowledge = Knowledge(vocabulary, registry, compile_lexicon(registry, vocabulary), frames)
    gc.freeze()
    gc.set_threshold(_SELDOM)
    return knowledge


def extract(document: Document, knowledge: Knowledge) -> Extraction:
    """Read mentions, tracks and statements from a document."""
    mentions, references = resolve(document, recognise(document, knowledge.lexicon), knowledge.registry)
    tracks = find_tracks(document)
    statements, unread = relate(document, mentions, references, tracks, knowledge.frames)
    return Extraction(document, mentions, references, tracks, statements, unread)
