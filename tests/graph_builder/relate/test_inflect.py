"""Forms of verbs, as the Woordenlijst spells them."""

from __future__ import annotations

import pytest
import simplemma

from graph_builder.relate.lexicon.grammar import load_grammar
from graph_builder.relate.lexicon.inflect import Reading, Verb, compile_forms, forms, split_verb

GRAMMAR = load_grammar()


@pytest.mark.parametrize(
    ("infinitive", "third", "past", "participle"),
    [
        ("maken", "maakt", "maakte", "gemaakt"),
        ("zetten", "zet", "zette", "gezet"),
        ("informeren", "informeert", "informeerde", "geïnformeerd"),
        ("engageren", "engageert", "engageerde", "geëngageerd"),
        ("verbeteren", "verbetert", "verbeterde", "verbeterd"),
        ("handelen", "handelt", "handelde", "gehandeld"),
        ("veroordelen", "veroordeelt", "veroordeelde", "veroordeeld"),
        ("subsidiëren", "subsidieert", "subsidieerde", "gesubsidieerd"),
        ("streven", "streeft", "streefde", "gestreefd"),
        ("onderschrijven", "onderschrijft", "onderschreef", "onderschreven"),
        ("voldoen", "voldoet", "voldeed", "voldaan"),
        ("verzoeken", "verzoekt", "verzocht", "verzocht"),
        ("leiden", "leidt", "leidde", "geleid"),
        ("manen", "maant", "maande", "gemaand"),
        ("verstrekken", "verstrekt", "verstrekte", "verstrekt"),
        ("vertrekken", "vertrekt", "vertrok", "vertrokken"),
        ("bevrijden", "bevrijdt", "bevrijdde", "bevrijd"),
        ("uiten", "uit", "uitte", "geuit"),
        ("weerstaan", "weerstaat", "weerstond", "weerstaan"),
    ],
)
def test_forms_follow_the_spelling(infinitive: str, third: str, past: str, participle: str) -> None:
    found = {form: word for word, form in reversed(list(forms(infinitive, GRAMMAR)))}
    assert (found["third"], found["past"], found["participle"]) == (third, past, participle)


@pytest.mark.parametrize(
    ("infinitive", "verb"),
    [
        ("inzetten", Verb("zetten", "in")),
        ("aanmoedigen", Verb("moedigen", "aan")),
        ("ondersteunen", Verb("ondersteunen")),
        ("informeren", Verb("informeren")),
        ("investeren", Verb("investeren")),
        ("toezeggen", Verb("zeggen", "toe")),
    ],
)
def test_a_particle_is_taken_off_only_where_it_separates(infinitive: str, verb: Verb) -> None:
    assert split_verb(infinitive, GRAMMAR) == verb


def test_a_joined_form_bears_its_particle() -> None:
    table = compile_forms([Verb("stellen", "in")], GRAMMAR)
    assert table["ingesteld"] == (Reading("stellen", "in", "participle"),)
    assert Reading("stellen", "", "third") in table["stelt"]


def test_every_participle_of_a_common_verb_is_attested() -> None:
    """The lemmatiser's dictionary knows most participles; a wrong rule would make most of a group unknown."""
    verbs = [verb for verb in GRAMMAR.verbs["common"] if not split_verb(verb, GRAMMAR).particle]
    made = [word for verb in verbs for word, form in forms(verb, GRAMMAR) if form == "participle"]
    unknown = [word for word in made if not simplemma.is_known(word, lang="nl")]
    assert len(unknown) <= len(made) // 12, unknown
