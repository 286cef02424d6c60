"""Many words as one pattern."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.recognise.tries import trie


@given(st.sets(st.text("ab.é ", min_size=1, max_size=4), min_size=1), st.text("ab.é ", max_size=5))
def test_it_fits_its_words_and_no_others(words: set[str], other: str) -> None:
    pattern = re.compile(trie(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert bool(pattern.fullmatch(other)) == (other in words)


def test_of_two_words_the_longer_is_found() -> None:
    found = re.match(trie(["de", "deze", "dit"]), "deze brief")
    assert found is not None and found[0] == "deze"
