"""How a page is made: templates, and headers that keep it to itself: no inline script, nothing from elsewhere."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

STATIC = Path(__file__).parent.parent / "static"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_ENVIRONMENT = Environment(
    loader=PackageLoader("api"),
    autoescape=select_autoescape(),
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def fill(template: str, **values: object) -> bytes:
    """Fill a template."""
    return _ENVIRONMENT.get_template(template).render(**values).encode()


def page_headers(*, inline_styles: bool = False) -> dict[str, str]:
    """Give the headers of a page.

    Args:
        inline_styles: Whether styles may be inline, as the query editor sets them on its elements; scripts never may.
    """
    return {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": _POLICY.format(styles=" 'unsafe-inline'" if inline_styles else ""),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "vary": "Accept, Accept-Encoding, Cookie",
        "cache-control": "no-cache",
    }


@cache
def edition() -> str:
    """Tell this edition of the pages by what they are made of, so that no browser shows one of another edition."""
    folder = STATIC.parent
    files = sorted([*folder.glob("templates/**/*.html"), *folder.glob("pages/**/*.*"), *STATIC.glob("*.*")])
    digest = hashlib.sha256()
    for path in files:
        if path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
