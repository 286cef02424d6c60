"""Files written to any address that fsspec knows: made whole on this machine first, then sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import fsspec  # type: ignore[import-untyped]

from graph_builder.corpus.inputs import is_address
from graph_builder.errors import ExportError

__all__ = ["place_of"]


@contextmanager
def place_of(location: str) -> Iterator[Path]:
    """Give where to write a file or a folder that is to be at a path or an address.

    At an address it is put when the block has ended without an error; what was there is replaced.

    Raises:
        ExportError: It cannot be put there.
    """
    if not is_address(location):
        yield Path(location)
        return
    with TemporaryDirectory(prefix="kamergraaf-") as folder:
        made = Path(folder) / (PurePosixPath(location).name or "export")
        yield made
        try:
            system, path = fsspec.core.url_to_fs(location)
            system.put(str(made), path, recursive=made.is_dir())
        except ImportError as error:
            what = f"{location} needs a library that is not here: pip install 'kamergraaf[cluster]'."
            raise ExportError(what) from error
        except (OSError, ValueError, NotImplementedError) as error:
            raise ExportError(f"Nothing can be written to {location}: {error}; check the address.") from error
