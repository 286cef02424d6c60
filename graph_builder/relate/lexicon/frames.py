"""Frames: how Dutch says that somebody funds, urges, condemns something; read from `ontology/frames.ttl`.

A frame names the kind of act it evokes, the words that evoke it, and which complement fills which role. The file is
data that a domain expert edits; whatever is wrong in it is named when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import RDF

from graph_builder.relate.lexicon.frame import Complement, Frame
from graph_builder.relate.lexicon.framefile import FrameReader
from graph_builder.relate.lexicon.grammar import PERFECT, Grammar, load_grammar
from graph_builder.relate.lexicon.inflect import Reading, Readings, Verb, compile_forms, split_verb
from ontology.terms import FOLDER, KG, read_turtle

__all__ = ["Complement", "Frame", "Frames", "load_frames"]

_CLOSED = ("prepositions", "determiners", "adverbs", "pronouns", "coordinators", "subordinators", "not_verbs")
"""Classes whose words are no verbs, whatever form they could be."""
_ATTRIBUTIVE = frozenset(["Condemnation", "Funding", "Support"])
"""Kinds that a bare participle tells for certain."""


class Rivals:
    """The frames that one infinitive may evoke: which one, the words beside it tell."""

    def __init__(self, lemma: str, frames: tuple[Frame, ...]) -> None:
        self.frames = frames
        beside: dict[str, list[int]] = {}
        alone: list[int] = []
        for place, frame in enumerate(frames):
            particles = [verb.particle for verb in frame.verbs if verb.lemma == lemma]
            if not frame.particles and not all(particles):
                alone.append(place)
            else:
                for word in frame.telling if frame.particles else particles:
                    beside.setdefault(word, []).append(place)
        self._beside, self._telling = beside, frozenset(beside)
        self._alone, self._places_alone = [frames[place] for place in alone], alone
        self._by_word = {word: self._ordered({*alone, *places}) for word, places in beside.items()}

    def among(self, words: frozenset[str]) -> Sequence[Frame]:
        """Give those that need no word beside the verb, and those of which one of the words tells, in their order."""
        told = self._telling & words
        if not told:
            return self._alone
        if len(told) == 1:
            return self._by_word[next(iter(told))]
        return self._ordered({*self._places_alone}.union(*(self._beside[word] for word in told)))

    def _ordered(self, places: Iterable[int]) -> list[Frame]:
        return [self.frames[place] for place in sorted(places)]


@dataclass(frozen=True)
class Frames:
    """All frames, found by what evokes them."""

    frames: tuple[Frame, ...]
    grammar: Grammar

    @cached_property
    def by_verb(self) -> Mapping[str, tuple[Frame, ...]]:
        """The frames of each infinitive."""
        return _index((lemma, frame) for frame in self.frames for lemma in {verb.lemma: None for verb in frame.verbs})

    @cached_property
    def by_noun(self) -> Mapping[str, tuple[Frame, ...]]:
        """The frames of each noun."""
        return _index((noun, frame) for frame in self.frames for noun in frame.nouns)

    @cached_property
    def by_phrase(self) -> Mapping[str, tuple[tuple[tuple[str, ...], str, Frame], ...]]:
        """The phrases that begin with each word, the longest first, with their longest word and their frame."""
        found: dict[str, list[tuple[tuple[str, ...], str, Frame]]] = {}
        for frame in self.frames:
            for phrase in frame.phrases:
                found.setdefault(phrase[0], []).append((phrase, max(phrase, key=len), frame))
        return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}

    @cached_property
    def telling(self) -> frozenset[str]:
        """The longest words of the phrases: one of them stands in every clause that a phrase evokes a frame in."""
        return frozenset(longest for rows in self.by_phrase.values() for _, longest, _ in rows)

    @cached_property
    def forms(self) -> Mapping[str, Readings]:
        """Every form of every verb that the clause layer knows."""
        grammar = self.grammar
        joined = [
            Verb(verb.lemma, verb.particle or (particle[0] if len(particle) == 1 else ""))
            for frame in self.frames
            for verb in frame.verbs
            for particle in frame.particles or ((),)
            if not (particle and particle[0].startswith("*"))
        ]
        common = [split_verb(verb, grammar) for verb in grammar.verbs["common"]]
        table = compile_forms([*joined, *common, *map(Verb, grammar.irregular)], grammar)
        # "Zijn" is a verb far more often than it is "his".
        closed = [grammar.words[name] - {"zijn"} for name in _CLOSED]
        return {word: readings for word, readings in table.items() if not any(word in words for words in closed)}

    @cached_property
    def evoking(self) -> frozenset[str]:
        """Words by which a sentence may state something: forms of verbs that need no other word, nouns, phrases."""
        words = self.grammar.words
        alone = {
            (verb.lemma, particle)
            for frame in self.frames
            for verb in frame.verbs
            for particle in _borne(verb, frame.particles)
        }
        promise = self.grammar.promising | words["promising"] | words["intending"] | words["announcing"]
        acts = ("deciding", "searching", "government_acts", "handled", "commissioned")
        promise |= frozenset[str]().union(*(words[name] for name in acts))
        forms = (
            word
            for word, readings in self.forms.items()
            if any(
                (r.lemma, r.particle) in alone or r.particle + r.lemma in promise for r in self._whole(word, readings)
            )
        )
        nouns = [*self.attributive, *(noun for frame in self.frames for noun in frame.nouns)]
        phrases = (phrase for frame in self.frames for phrase in frame.phrases)
        updating = (phrase.split() for phrase in self.grammar.phrases["updating"])
        fixed = (self._rarest(words) for words in (*phrases, *updating))
        return frozenset([*forms, *nouns, *fixed, *words["pledges"], *words["pledged"], *words["efforts"]])

    @cached_property
    def attributive(self) -> Mapping[str, tuple[Frame, ...]]:
        """The frames that a participle before a noun evokes by itself: "de door A gesteunde B"."""
        return _index(
            (f"{word}e", frame)
            for word, readings in self.forms.items()
            for reading in readings
            if reading.form == "participle" and not reading.particle and word.endswith(("d", "t"))
            for frame in self.by_verb.get(reading.lemma, ())
            if frame.kind in _ATTRIBUTIVE and frame.object and not frame.particles
        )

    @cached_property
    def beside(self) -> Mapping[str, frozenset[str]]:
        """The words that must stand with a verb, each with the forms of the verbs that it stands with.

        Of a particle of several words it is the rarest that counts.
        """
        by_lemma: dict[str, set[str]] = {}
        for word, readings in self.forms.items():
            for reading in readings:
                by_lemma.setdefault(reading.lemma, set()).add(word)
        found: dict[str, set[str]] = {}
        for frame in self.frames:
            forms = {form for verb in frame.verbs for form in by_lemma.get(verb.lemma, ())}
            for particle in frame.particles:
                found.setdefault(self._rarest(particle), set()).update(forms)
        apart = self.grammar.promising | self.grammar.words["deciding"]
        for verb in (split_verb(infinitive, self.grammar) for infinitive in sorted(apart)):
            # "Ik pas voor 1 mei de regeling aan": a promise whose particle stands apart.
            if verb.particle:
                found.setdefault(verb.particle, set()).update(by_lemma.get(verb.lemma, ()))
        return {word: frozenset(forms) for word, forms in found.items()}

    def may_state(self, lows: Sequence[str]) -> bool:
        """Tell whether a sentence has words that can state something: any other need not be parsed.

        Args:
            lows: Its words in lower case.
        """
        if not self.evoking.isdisjoint(lows):
            return True
        beside = self.beside
        if any(not beside[word].isdisjoint(lows) for word in lows if word in beside):
            return True
        heads = self.grammar.heads_in(" ".join(lows))
        return any(not beside[head].isdisjoint(lows) for head in heads if head in beside)

    @cached_property
    def rivals(self) -> Mapping[str, Rivals]:
        """The frames of each infinitive, by what must stand beside it."""
        return {lemma: Rivals(lemma, frames) for lemma, frames in self.by_verb.items()}

    @cached_property
    def _helping(self) -> frozenset[str]:
        """The forms of the commonest auxiliaries, which stand in most sentences."""
        return frozenset(word for word, found in self.forms.items() if any(r.lemma in PERFECT for r in found))

    def _rarest(self, part: Sequence[str]) -> str:
        """Choose the word by which a part is looked for: the longest that is in no closed class, no form of "zijn"."""
        words = self.grammar.words
        closed = [words[name] for name in _CLOSED]

        def rarity(word: str) -> tuple[bool, bool, int]:
            helping = word in self._helping or word in words["negations"]
            return not helping, not any(word in others for others in closed), len(word)

        return max(part, key=rarity)

    def _whole(self, word: str, readings: Readings) -> Iterator[Reading]:
        """Give the readings of a word, and for a finite form those with each particle that can stand apart from it."""
        for reading in readings:
            yield reading
            if not reading.particle:
                apart = {verb.particle for frame in self.by_verb.get(reading.lemma, ()) for verb in frame.verbs}
                yield from (Reading(reading.lemma, particle, reading.form) for particle in sorted(apart))


def _borne(verb: Verb, particles: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Give the particles that a form can bear so that it evokes a frame by itself."""
    if not particles:
        yield verb.particle
    elif not verb.particle:
        yield from (particle[0] for particle in particles if len(particle) == 1)


def load_frames(path: Path = FOLDER / "frames.ttl") -> Frames:
    """Read and check the frames.

    Raises:
        KnowledgeError: The file is missing or not well-formed, or a frame lacks what it needs; the message names it.
    """
    described = read_turtle(path)
    reader = FrameReader(described, path.name)
    nodes = sorted(
        subject
        for subject, objects in described.items()
        if any(value.value == str(KG.Frame) for value in objects.get(str(RDF.type), ()))
    )
    return Frames(tuple(reader.frame(node) for node in nodes), load_grammar())


def _index(pairs: Iterable[tuple[str, Frame]]) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for key, frame in pairs:
        found.setdefault(key, []).append(frame)
    return {key: tuple(rows) for key, rows in found.items()}
