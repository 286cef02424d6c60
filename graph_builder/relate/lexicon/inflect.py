"""The forms of Dutch verbs: every form that a verb can take, so that a word in the text leads to its infinitive.

Regular verbs follow the spelling rules of the Woordenlijst (open syllables, 't kofschip); irregular ones are in
`dutch.toml`. A prefixed verb inflects as the verb it is made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from graph_builder.relate.lexicon.grammar import AUXILIARY, Grammar

Form = Literal["first", "third", "plural", "past", "participle", "infinitive"]
"""`plural` and `infinitive` are always the same word; which one it is, its clause decides."""

_SHORTEST = 5
_VOWELS = "aeiou"
_OPEN = re.compile(r"(?:^|[^aeiou])[aeou][bcdfgklmnprstvz]$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a verb."""

    lemma: str
    """The infinitive without a separable particle: "zetten" for "ingezet"."""
    particle: str
    """The separable particle that the form bears in itself; empty for none."""
    form: Form

    @property
    def infinitive(self) -> str:
        """The infinitive with the particle that the form bears: "inzetten" for "ingezet"."""
        return self.particle + self.lemma


class Readings(tuple[Reading, ...]):
    """The ways to read a word as a verb, in a fixed order; none for most words.

    The table of forms has one for each word, so that what is asked of it is told once for all texts.
    """

    @cached_property
    def by_form(self) -> Mapping[str, Reading]:
        """The first reading of each form."""
        return {reading.form: reading for reading in reversed(self)}

    @cached_property
    def helps(self) -> bool:
        """Whether the word can be an auxiliary."""
        return any(reading.infinitive in AUXILIARY for reading in self)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms that the word can be."""
        return frozenset(reading.form for reading in self)


NO_READINGS = Readings()


class Word(NamedTuple):
    """What is known of a word by its letters alone."""

    low: str
    """In lower case."""
    readings: Readings
    capital: bool
    """Whether it begins with a capital."""
    point: bool
    """Whether it is a punctuation mark."""


@dataclass(frozen=True, slots=True)
class Verb:
    """An infinitive taken apart."""

    lemma: str
    particle: str = ""


def split_verb(infinitive: str, grammar: Grammar) -> Verb:
    """Take the separable particle off an infinitive: "inzetten" is "zetten" with "in"."""
    if infinitive in grammar.verbs["inseparable"]:
        return Verb(infinitive)
    known = {*grammar.irregular, *grammar.verbs["common"]}
    for particle in sorted(grammar.verbs["separable_prefixes"], key=len, reverse=True):
        rest = infinitive.removeprefix(particle)
        likely = len(rest) >= _SHORTEST and rest.endswith("en") and not rest.endswith(("eren", "ëren"))
        if rest != infinitive and (rest in known or likely):
            return Verb(rest, particle)
    return Verb(infinitive)


def compile_forms(verbs: Iterable[Verb], grammar: Grammar) -> Mapping[str, Readings]:
    """Tabulate every form of the given verbs, in lower case.

    Args:
        verbs: Infinitives with their particles.
        grammar: The irregular forms.

    Returns:
        Each form with its readings, in a fixed order.
    """
    table: dict[str, dict[Reading, None]] = {}
    for verb in dict.fromkeys(verbs):
        for word, form in forms(verb.lemma, grammar):
            if not verb.particle:
                table.setdefault(word, {})[Reading(verb.lemma, "", form)] = None
                continue
            table.setdefault(word, {})[Reading(verb.lemma, "", form)] = None
            if " " not in verb.particle:
                table.setdefault(verb.particle + word, {})[Reading(verb.lemma, verb.particle, form)] = None
    return {word: Readings(readings) for word, readings in table.items()}


def forms(lemma: str, grammar: Grammar) -> Iterator[tuple[str, Form]]:
    """Give every form of a verb that has no particle."""
    row, prefix = _irregular(lemma, grammar)
    stem = prefix + _stem(lemma[len(prefix) :], grammar)
    thirds = [stem if stem.endswith("t") else stem + "t"]
    first = stem
    if row:
        if len(row) > 3:
            thirds = [prefix + third for third in row[3].split("/")]
            first = prefix + row[4] if len(row) > 4 else thirds[0]
        pasts = [prefix + past for past in (*row[0].split("/"), *row[1].split("/"))]
        participle = prefix + (row[2].removeprefix("ge") if prefix else row[2])
    else:
        ending = "te" if _voiceless(lemma) else "de"
        pasts = [stem + ending, stem + ending + "n"]
        closing = stem if stem[-1] in "td" else stem + ending[0]
        participle = closing if _bears_prefix(lemma, grammar) else _with_ge(closing)
    yield first, "first"
    for third in thirds:
        yield third, "third"
    yield lemma, "plural"
    yield lemma, "infinitive"
    for past in pasts:
        yield past, "past"
    if participle != "-":
        yield participle, "participle"


def _with_ge(stem: str) -> str:
    """Set "ge-" before a stem, with a diaeresis where two vowels would run together: "geïnformeerd", not "geuit"."""
    if stem.startswith("ui"):
        return "ge" + stem
    return "ge" + stem.replace(stem[0], {"i": "ï", "e": "ë", "u": "ü"}.get(stem[0], stem[0]), 1)


def _irregular(lemma: str, grammar: Grammar) -> tuple[tuple[str, ...], str]:
    """Find the irregular row of a verb or of the verb it is made from, with the prefix between the two."""
    if lemma in grammar.irregular:
        return grammar.irregular[lemma], ""
    if _bears_prefix(lemma, grammar):
        for cut in range(2, len(lemma) - 3):
            known = lemma[cut:] in grammar.irregular and lemma[cut:] not in _AUXILIARY
            if known and _prefixes(lemma[:cut], grammar):
                return grammar.irregular[lemma[cut:]], lemma[:cut]
    return (), ""


def _prefixes(text: str, grammar: Grammar) -> bool:
    """Tell whether letters are prefixes and no more: "ver" of "vertrekken", not "vers" of "verstrekken"."""
    known = ["onder", *grammar.words["inseparable_prefixes"], *grammar.verbs["separable_prefixes"]]
    heads = [prefix for prefix in known if text.startswith(prefix)]
    return text in heads or any(_prefixes(text[len(prefix) :], grammar) for prefix in heads)


_AUXILIARY = frozenset(["zijn", "hebben", "worden", "zullen", "willen", "mogen", "moeten", "eten", "meten"])


def _bears_prefix(lemma: str, grammar: Grammar) -> bool:
    """Tell whether the participle goes without "ge-"."""
    if lemma in grammar.verbs["inseparable"]:
        return True
    return any(lemma.startswith(p) and len(lemma) > len(p) + 3 for p in grammar.words["inseparable_prefixes"])


def _stem(lemma: str, grammar: Grammar) -> str:
    core = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    if len(core) > 1 and core[-1] == core[-2] and core[-1] not in _VOWELS:
        core = core[:-1]
    elif core.endswith(("iër", "uer")):
        # "initiëren", "evalueren": loans whose last syllable bears the stress.
        core = core[:-2] + "eer"
    elif _OPEN.search(core) and not _unstressed(lemma, grammar):
        core = core[:-1] + core[-2] + core[-1]
    return core[:-1] + {"v": "f", "z": "s"}.get(core[-1], core[-1])


def _unstressed(lemma: str, grammar: Grammar) -> bool:
    """Tell whether the last syllable of the stem is a weak one: "handel", "verbeter"."""
    verbs = grammar.verbs
    if lemma in verbs["unstressed"]:
        return True
    if lemma.endswith("eren"):
        return any(lemma.endswith(known) for known in verbs["unstressed"])
    if lemma.endswith("elen"):
        weak = lemma.endswith(("ndelen", "ddelen"))
        return weak or not any(lemma.endswith(known) for known in verbs["stressed"])
    return lemma.endswith("enen") and lemma not in ("menen", "lenen", "verlenen", "dienen", "bedienen", "verenen")


def _voiceless(lemma: str) -> bool:
    """Apply 't kofschip to the infinitive, whose consonants show what the stem's spelling hides."""
    core = lemma[:-2]
    return core.endswith(("ch",)) or core[-1:] in ("t", "k", "f", "s", "p", "x")
