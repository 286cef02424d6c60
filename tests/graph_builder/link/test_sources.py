"""The sources as data: whole, and in terms that the ontology has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph_builder.errors import KnowledgeError
from graph_builder.link.sources import SOURCES, load_source
from ontology.terms import FOLDER, KG, read_turtle

KEYS = sorted(path.stem for path in SOURCES.glob("*.toml"))


@pytest.mark.parametrize("key", KEYS)
def test_a_source_says_what_it_is_called_where_it_is_and_under_which_licence(key: str) -> None:
    source = load_source(key)
    assert source.key == key
    assert source.label_nl
    assert source.label_en
    assert re.match("https?://", source.home)
    assert re.match("https?://", source.licence)


def test_there_are_the_sources_that_commands_name() -> None:
    assert KEYS == ["official-publications", "tweede-kamer", "wikidata"]


def test_words_of_open_lists_stand_for_terms_of_the_ontology() -> None:
    declared = read_turtle(FOLDER / "kamergraaf.ttl")
    data = load_source("tweede-kamer").data
    for kind, words in (("Outcome", data["outcomes"]), ("VoteChoice", data["choices"])):
        for name in words.values():
            classes = declared[f"{KG}{name}"]["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]
            assert f"{KG}{kind}" in [each.value for each in classes]


def test_rules_for_addresses_name_only_what_they_have() -> None:
    data = load_source("official-publications").data
    for rule in data["rule"]:
        groups = set(re.compile(rule["pattern"]).groupindex) | {"id", "eli"}
        assert set(rule.get("formats", ())) <= set(data["formats"])
        for template in (rule.get(name, "") for name in ("work", "address", "reference", "celex", "same")):
            assert set(re.findall(r"\{(\w+)", template)) <= groups


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "cannot be read"), ("key = ", "no well-formed TOML"), ('key = "x"', "lacks 'label'")],
)
def test_a_damaged_source_is_one_clear_sentence(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        load_source("x", tmp_path)
