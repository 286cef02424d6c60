"""What every test of what builds the graph may use."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge
from tests.graph_builder import handmade


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What the product knows beforehand, loaded once: nothing changes it."""
    return handmade.knowledge()
