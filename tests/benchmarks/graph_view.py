"""How smooth the drawing of a network is: how long until it is there, and each frame while it is moved and zoomed.

    python tests/benchmarks/graph_view.py STORE [--nodes 2000]

A made-up network, shaped like that of a large dossier (some actors that many others are tied to), is drawn by the page
itself in Debian's Chromium, without a graphics card. Of the store any document will do. A frame takes 16 ms on a quiet
screen; up to some 50 ms, what moves still follows the hand.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import time
from pathlib import Path
from typing import Any

import httpx
from pages import serving
from playwright.sync_api import Page, Route, sync_playwright

_HUBS = 97
_FIRST = "SELECT ?document { ?document a kg:Document } LIMIT 1"
_MOVED = """async (zoom) => {
  const cy = document.querySelector('.__________cytoscape_container')._cyreg.cy;
  const taken = [];
  let last = await new Promise(requestAnimationFrame);
  for (let step = 0; step < 90; step += 1) {
    const way = step < 45 ? 1 : -1;
    if (zoom) cy.zoom({ level: cy.zoom() * (1 + 0.02 * way), renderedPosition: { x: 300, y: 300 } });
    else cy.panBy({ x: 5 * way, y: 3 * way });
    const now = await new Promise(requestAnimationFrame);
    taken.push(now - last);
    last = now;
  }
  return taken;
}"""


def network(size: int) -> dict[str, Any]:
    """Make up a network of so many nodes, and twice as many edges."""
    nodes = [{"id": f"n{n}", "name": f"actor {n}", "group": "actor", "link": "/"} for n in range(size)]
    ties = [(n, n * 7919 % _HUBS) for n in range(_HUBS, size)] + [(n, n * 31 % size) for n in range(1, size)]
    fixed = {"kind": "Funding", "negated": False, "n": 1, "words": [["woorden", "/"]]}
    edges = [
        {"id": f"e{at}", "source": f"n{source}", "target": f"n{target}"} | fixed
        for at, (source, target) in enumerate(ties)
        if source != target
    ]
    return {"nodes": nodes, "edges": edges, "cut": False}


def measure(page: Page, address: str, drawn: dict[str, Any]) -> None:
    """Draw a network in the place of a document's own, move it, and print what that took."""

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps(drawn), content_type="application/json")

    page.route("**/graph.json**", answer)
    begun = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("#drawing[data-ready=true]")
    print(f"drawn after {time.perf_counter() - begun:.1f} s")
    for name, zoom in (("moved", False), ("zoomed", True)):
        frames = page.evaluate(_MOVED, zoom)
        print(f"{name}: a frame takes {statistics.median(frames):.0f} ms, the slowest of 90 {max(frames):.0f} ms")


def main() -> None:
    """Serve, draw and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--nodes", type=int, default=2000)
    options = parser.parse_args()
    with serving(options.store) as (address, _), sync_playwright() as playwright:
        found = httpx.get(f"{address}/sparql", params={"query": _FIRST, "format": "json"}).json()
        key = found["results"]["bindings"][0]["document"]["value"].rpartition("/")[2]
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(120_000)
        drawn = network(options.nodes)
        print(f"{len(drawn['nodes'])} nodes, {len(drawn['edges'])} edges")
        measure(page, f"{address}/graph?document={key}", drawn)
        browser.close()


if __name__ == "__main__":
    main()
