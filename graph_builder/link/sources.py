"""The sources of open data as `ontology/sources/*.toml` describes them: addresses, licences, names of fields."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph_builder.errors import KnowledgeError
from ontology.terms import FOLDER

SOURCES = FOLDER / "sources"
"""Where the files are, in a clone and in an installed wheel alike."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source before it is asked anything."""

    key: str
    """As in "tweede-kamer"; the last part of its graph's name."""
    label_nl: str
    label_en: str
    home: str
    licence: str
    data: Mapping[str, Any]
    """All that its file says, for the module that knows this source."""


@cache
def load_source(key: str, folder: Path = SOURCES) -> Source:
    """Read what is known of a source.

    Args:
        key: The file's name without its ending.
        folder: Where the files are.

    Raises:
        KnowledgeError: There is no such file, it is not well-formed, or it lacks a part; the message names it.
    """
    path = folder / f"{key}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        label = data["label"]
        return Source(data["key"], label["nl"], label["en"], data["home"], data["licence"], data)
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path} is no well-formed TOML: {error}; correct the file.") from error
    except KeyError as missing:
        raise KnowledgeError(f"{path} lacks {missing}; add it.") from missing
