"""The pages for people, rendered here from the same queries that the API answers.

A module a page. Each gives `routes(site)`, the addresses that it answers; it may give `things(site)`, the kinds of
things whose pages it makes (`/page/…`), and `ENTRIES`, what it adds to the navigation. The table below is all that
knows of them; a page that fits a thing earlier in it wins.
"""

from __future__ import annotations

from types import ModuleType

from starlette.routing import Route

from api.pages import (
    actor,
    ask,
    checks,
    cite,
    dossiers,
    feeds,
    home,
    letter,
    ministers,
    motion,
    motions,
    network,
    promises,
    quality,
    search,
    thing,
    try_it,
    vocabulary,
)
from api.pages.render import STATIC
from api.pages.site import Site

__all__ = ["MODULES", "STATIC", "Site", "routes"]

MODULES: tuple[ModuleType, ...] = (
    home,
    search,
    motions,
    motion,
    promises,
    dossiers,
    ministers,
    network,
    actor,
    letter,
    checks,
    quality,
    try_it,
    vocabulary,
    ask,
    feeds,
    cite,
    thing,
)


def routes(site: Site) -> list[Route]:
    """Give the address of every page, and tell the site which things have pages and what the navigation holds."""
    found: list[Route] = []
    for module in MODULES:
        if hasattr(module, "things"):
            site.things += module.things(site)
        site.navigation += getattr(module, "ENTRIES", ())
        found += module.routes(site)
    return found
