"""Slips in what people edit are told, with what was probably meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.errors import KnowledgeError
from graph_builder.slips import check_classes
from ontology.registry import Registry

from .handmade import knowledge


def test_a_class_that_there_is_not_is_told_with_the_one_meant() -> None:
    known = knowledge()
    path = "actor/dutch-relief-alliance"
    broken = Registry({path: replace(known.registry.entries[path], cls="NonGovernmentalOrganization")})
    with pytest.raises(
        KnowledgeError, match=r"dutch-relief-alliance has the class kg:NonGov.* is kg:NonGovernmentalOrg"
    ):
        check_classes(known.vocabulary, broken, known.frames)


def test_a_kind_that_there_is_not_is_told() -> None:
    known = knowledge()
    frames = replace(known.frames, frames=(replace(known.frames.frames[0], kind="Suport"),))
    with pytest.raises(KnowledgeError, match="evokes kg:Suport, which the vocabulary lacks; is kg:Support meant"):
        check_classes(known.vocabulary, known.registry, frames)
