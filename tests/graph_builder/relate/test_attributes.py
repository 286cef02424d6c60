"""Acts that a participle before a noun tells; made-up sentences."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Block, Document, Metadata, Span


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("De door Iran gesteunde Houthi’s zwijgen.", [("Support", "Iran", "Houthi’s")]),
        (
            "De door Nederland gesteunde resolutie over Syrië ligt voor.",
            [("Support", "Nederland", "resolutie over Syrië")],
        ),
        (
            "Het door Nederland en Duitsland gefinancierde programma van UNHCR loopt af.",
            [("Funding", "Nederland Duitsland", "UNHCR")],
        ),
        ("De door de EU veroordeelde aanval duurde een uur.", [("Condemnation", "EU", "aanval")]),
        ("De door Nederland gefinancierde projecten lopen af.", []),
        ("De door velen gesteunde Houthi’s zwijgen.", []),
        ("Het kabinet pleit voor door Nederland gesteunde plannen.", []),
        ("Als de door Iran gesteunde Houthi’s aanvallen, volgt een reactie.", []),
    ],
)
def test_what_a_participle_before_a_noun_tells(
    sentence: str, expected: list[tuple[str, str, str]], knowledge: Knowledge
) -> None:
    document = Document("zin", sentence, "txt", Metadata(kind="letter"), (Block(Span(0, len(sentence)), "paragraph"),))
    found = []
    for said in extract(document, knowledge).statements:
        agents = " ".join(filler.span.of(sentence) for filler in said.fillers("agent"))
        others = " ".join(filler.span.of(sentence) for role, filler in said.roles if role in ("target", "recipient"))
        found += [(said.kind, agents, others)] if others else []
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("Nederland kan dit voorstel niet steunen.", [True]),
        ("Nederland kan instemmen met de resolutie.", [False]),
        ("De Tweede Kamer kan instemmen met de resolutie.", []),
        ("Nederland kan Oekraïne niet langer steunen.", []),
        ("Nederland kan het wetsvoorstel wijzigen.", []),
    ],
)
def test_what_the_sender_can_back_he_backs(sentence: str, negated: list[bool], knowledge: Knowledge) -> None:
    document = Document("zin", sentence, "txt", Metadata(kind="letter"), (Block(Span(0, len(sentence)), "paragraph"),))
    said = [one for one in extract(document, knowledge).statements if one.kind == "Support"]
    assert [one.negated for one in said] == negated
    assert all(one.modality == "asserted" for one in said)
