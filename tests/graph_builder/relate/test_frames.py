"""A frame file that is wrong is refused with a sentence that says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.errors import KnowledgeError
from graph_builder.relate.lexicon.frames import load_frames
from ontology.terms import load_vocabulary

HEAD = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix frame: <https://w3id.org/kamergraaf/frame#> .
"""
GOOD = """
frame:steunen a kg:Frame ; kg:evokes kg:Support ; kg:verb "steunen" ; kg:subjectFills kg:agent ; kg:objectFills kg:target ;
    kg:requires "target" ; kg:example "[Nederland|agent] steunt [Oekraïne|target]."@nl ; kg:counterExample "Niets."@nl .
"""


def load(tmp_path: Path, text: str) -> object:
    path = tmp_path / "frames.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_frames(path)


def test_a_good_file_loads(tmp_path: Path) -> None:
    load(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("change", "to", "complaint"),
    [
        ("kg:evokes kg:Support ;", "", "does not say what kind"),
        ('kg:verb "steunen" ;', "", "by kg:verb, by kg:phrase or by kg:noun"),
        ('kg:example "[Nederland|agent] steunt [Oekraïne|target]."@nl ;', "", "has no example"),
        ("[Nederland|agent] steunt [Oekraïne|target].", "Nederland steunt Oekraïne.", "marks no roles"),
        ('; kg:counterExample "Niets."@nl', "", "has no counter-example"),
        ('kg:requires "target"', 'kg:requires "forum"', "requires forum"),
        ('kg:verb "steunen"', 'kg:verb "steunen" ; kg:fixedModality kg:Certain', "use one of"),
        ('kg:verb "steunen"', 'kg:verb "steunen" ; kg:objectAccepts "people"', 'accepts "people"'),
        ('kg:verb "steunen"', 'kg:verb "steunen" ; kg:complement frame:aan', "needs kg:marker"),
        ("kg:Frame ;", "kg:Frame", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(change: str, to: str, complaint: str, tmp_path: Path) -> None:
    assert change in GOOD
    with pytest.raises(KnowledgeError, match=r"frames\.ttl") as caught:
        load(tmp_path, GOOD.replace(change, to))
    assert complaint in str(caught.value)


def test_every_frame_evokes_a_kind_and_fills_roles_of_the_ontology() -> None:
    vocabulary = load_vocabulary()
    for frame in load_frames().frames:
        roles = {frame.subject, frame.object, frame.object_text, frame.indirect, frame.phrase, frame.predicate}
        roles |= {complement.role for complement in frame.complements}
        assert frame.kind in vocabulary.kinds, frame.name
        assert {role for role in roles if role} <= vocabulary.roles, frame.name
