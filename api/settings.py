"""Every setting of the server in one table: name, default, one line of help.

A setting comes from an option of `kamergraaf serve`, else from the environment as `KAMERGRAAF_<NAME>`, else from its
default here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph_builder.iris import DEFAULT_BASE

MEBIBYTE = 1024 * 1024


def _split(value: object) -> object:
    """Read words with spaces or commas between them, or JSON."""
    if not isinstance(value, str):
        return value
    return json.loads(value) if value.lstrip().startswith("[") else value.replace(",", " ").split()


def _text(value: object) -> str:
    """Write a value as the environment would give it."""
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


_SHORT = 16
"""Characters below which a token is a password that somebody thought of."""

Words = Annotated[list[str], NoDecode, BeforeValidator(_split)]


def _lanes() -> int:
    return max(4, 2 * (os.cpu_count() or 2))


class Settings(BaseSettings):
    """How to serve a store."""

    model_config = SettingsConfigDict(env_prefix="KAMERGRAAF_", frozen=True, extra="ignore")

    store: str = Field("store", description="Folder of the store, or the URL of a SPARQL endpoint to stand before.")
    update_url: str | None = Field(None, description="Where a remote store takes updates, if not at `store`.")
    remote_user: str | None = Field(None, description="User for the remote store, by digest authentication.")
    remote_password: SecretStr | None = Field(None, description="Password for the remote store.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 for any free one.")
    base: str = Field(DEFAULT_BASE, description="Base IRI of the data; mapped to this server's root.")
    public_url: str | None = Field(
        None, description="Address that clients see, where a proxy stands before the server."
    )
    default_graph: Literal["union", "exact"] = Field(
        "union", description="Default graph of a query: the union of all graphs, or the unnamed one alone."
    )
    token: SecretStr | None = Field(None, description="Bearer token for writes; without one, writes are off.")
    reviews: str | None = Field(
        None, description="File that keeps people's decisions about statements, if not reviews.ttl in the store."
    )
    validate_writes: bool = Field(True, description="Refuse a write whose graph breaks a shape.")
    workers: int = Field(default_factory=_lanes, ge=1, description="Query processes for quick queries.")
    long_queries: int = Field(8, ge=0, description="Queries that may run beyond `slow_after` at a time.")
    slow_after: float = Field(
        0.1,
        gt=0,
        description="Seconds of processor time after which a query gives way to quick ones; a fifth if all are busy.",
    )
    connections: int = Field(
        4096,
        gt=0,
        description="Connections at a time, if the system gives as many descriptors; one more is answered 503.",
    )
    patience: float = Field(
        30,
        gt=0,
        description="Seconds that a client may take over a request's head, or stand still in a body or an answer.",
    )
    queue: int = Field(256, ge=0, description="Queries that may wait for a process; more are answered 503.")
    queue_wait: float = Field(10, gt=0, description="Seconds that a query may wait before it is answered 503.")
    timeout: float = Field(30, gt=0, description="Seconds that a query may take; a client may ask for less.")
    keep: int = Field(50, ge=0, description="Generations kept after a write; 0 keeps all.")
    write_timeout: float = Field(300, gt=0, description="Seconds that a write may take, validation included.")
    query_memory: int = Field(1024 * MEBIBYTE, gt=0, description="Bytes that a query may take beside the graph.")
    memory_budget: int = Field(
        4096 * MEBIBYTE, ge=0, description="Bytes within which a generation is served from memory, not from disk."
    )
    max_query: int = Field(MEBIBYTE, gt=0, description="Bytes of a query's text.")
    max_upload: int = Field(256 * MEBIBYTE, gt=0, description="Bytes of an update or of a graph sent.")
    max_depth: int = Field(200, gt=0, description="Levels of brackets in a query.")
    max_response: int = Field(4096 * MEBIBYTE, gt=0, description="Bytes of an answer before compression.")
    max_rows: int = Field(0, ge=0, description="Rows of an answer, 0 for no limit; an answer cut short says so.")
    try_size: int = Field(
        5 * MEBIBYTE, ge=0, description="Bytes of a document that somebody may have read at `/try`; 0 turns it off."
    )
    try_timeout: float = Field(20, gt=0, description="Seconds that reading such a document may take.")
    warm: bool = Field(True, description="Read a generation and work out what pages keep as soon as it is served.")
    cache: int = Field(64 * MEBIBYTE, ge=0, description="Bytes of answers kept; 0 keeps none.")
    rate: float = Field(0, ge=0, description="Queries a second that one client address may send; 0 for no limit.")
    cors: Words = Field(
        default_factory=lambda: ["*"],
        description="Origins whose pages may read answers; several with spaces between them.",
    )
    service_allow: Words = Field(
        default_factory=list,
        description="Endpoints that SERVICE may reach: full URLs with spaces between them; none by default.",
    )
    max_service: int = Field(32 * MEBIBYTE, gt=0, description="Bytes that one endpoint may answer to a SERVICE.")
    poll: float = Field(0.5, gt=0, description="Seconds between looks for a new generation.")
    access_log: bool = Field(True, description="Write one JSON line to standard error for every request.")
    grace: int = Field(15, ge=0, description="Seconds that running requests get when the server is told to stop.")

    @field_validator("update_url", "remote_user", "remote_password", "public_url", "token", "reviews", mode="before")
    @classmethod
    def _left_blank(cls, value: object) -> object:
        """Take what a file of settings leaves blank for what is not set: an empty token would let everybody write."""
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("update_url", "public_url", "service_allow")
    @classmethod
    def _on_the_web(cls, value: str | list[str] | None) -> str | list[str] | None:
        for url in [value] if isinstance(value, str) else value or []:
            if not url.startswith(("http://", "https://")):
                raise ValueError(f"{url!r} does not start with http:// or https://")
        return value

    @field_validator("base")
    @classmethod
    def _ends_in_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or not value.endswith("/"):
            raise ValueError("a base IRI starts with http:// or https:// and ends in /")
        return value

    @property
    def remote(self) -> bool:
        """Whether the store is another server's."""
        return self.store.startswith(("http://", "https://"))

    @property
    def store_path(self) -> Path:
        """The store's folder."""
        return Path(self.store)

    def shown(self) -> dict[str, str]:
        """Give every setting as text, the token hidden."""
        return {name: _text(getattr(self, name)) for name in type(self).model_fields}

    def cautions(self, environment: Iterable[str]) -> list[str]:
        """Say what is probably not meant.

        Args:
            environment: The names of the variables that are set.
        """
        known = {f"KAMERGRAAF_{name.upper()}" for name in type(self).model_fields}
        told = []
        for name in sorted(set(environment) - known):
            near = get_close_matches(name, known, 1, 0.9) if name.startswith("KAMERGRAAF_") else []
            if near:
                told.append(f"{name} is no setting and does nothing: is {near[0]} meant?")
        if self.token and len(self.token.get_secret_value()) < _SHORT:
            told.append(f"KAMERGRAAF_TOKEN has fewer than {_SHORT} characters and can be guessed: take a longer one.")
        return told
