"""Frames: how Dutch says that somebody funds, urges, condemns something; read from `ontology/frames.ttl`.

A frame names the kind of act it evokes, the words that evoke it, and which complement fills which role. The file is
data that a domain expert edits; whatever is wrong in it is named when it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from rdflib import RDF

from graph_builder.relate.lexicon.frame import Complement, Frame
from graph_builder.relate.lexicon.framefile import FrameReader
from graph_builder.relate.lexicon.grammar import PERFECT, Grammar, load_grammar
from graph_builder.relate.lexicon.inflect import NO_READINGS, Reading, Readings, Verb, Word, compile_forms, split_verb
from ontology.terms import FOLDER, KG, read_turtle

__all__ = ["Complement", "Frame", "Frames", "load_frames"]

_CLOSED = ("prepositions", "determiners", "adverbs", "pronouns", "coordinators", "subordinators", "not_verbs")
"""Classes whose words are no verbs, whatever form they could be."""
_TOLD_BY_VERBS = (
    "promising",
    "intending",
    "announcing",
    "agreeing",
    "happening",
    "deciding",
    "searching",
    "government_acts",
    "handled",
    "commissioned",
)
"""Classes of verbs by which promises and decisions are told without a frame of their own."""
_TOLD_BY_NOUNS = ("pledges", "pledged", "efforts", "executing", "intending")
"""Classes of nouns by which they are, or executions of motions."""
_TOLD_BY_PHRASES = ("updating", "government_acts", "engaging", "seeing_to", "scheduled")
"""Lists of phrases by which they are."""
_REMEMBERED = 30_000
"""Of how many words it is remembered what is known of them."""
_ATTRIBUTIVE = frozenset(["Condemnation", "Funding", "Support", "Advocacy"])
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
    def telling(self) -> Mapping[str, frozenset[str]]:
        """The longest words of the phrases, each with the first words of its phrases.

        One of them stands in every clause that a phrase evokes a frame in.
        """
        found: dict[str, set[str]] = {}
        for first, rows in self.by_phrase.items():
            for _, longest, _ in rows:
                found.setdefault(longest, set()).add(first)
        return {longest: frozenset(firsts) for longest, firsts in found.items()}

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
    def known(self) -> Callable[[str], Word]:
        """Give what is known of a word as it is written; of the words met last it is told once for all texts."""
        forms = self.forms

        @lru_cache(_REMEMBERED)
        def known(word: str) -> Word:
            low, point = word.lower(), len(word) == 1 and not word.isalnum()
            return Word(low, forms.get(low, NO_READINGS), word[0].isupper(), point)

        return known

    @cached_property
    def evoking(self) -> frozenset[str]:
        """Words by which alone a sentence may state something: forms of verbs that need no other word, and nouns."""
        words = self.grammar.words
        forms = (word for word, readings in self.forms.items() if any(map(self._tells, readings)))
        nouns = [*self.attributive, *(noun for frame in self.frames for noun in frame.nouns)]
        return frozenset([*forms, *nouns]).union(*(words[name] for name in _TOLD_BY_NOUNS))

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
    def cues(self) -> Mapping[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]:
        """Words by which a sentence may state something together with others: with all of the first, one of the second.

        The second are the forms of the verb that a particle stands with, none for a phrase. Of several words it is the
        rarest by which they are found.
        """
        fixed = [phrase for frame in self.frames for phrase in frame.phrases]
        fixed += [tuple(phrase.split()) for name in _TOLD_BY_PHRASES for phrase in self.grammar.phrases[name]]
        found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for words, forms in [*self._beside().items(), *((phrase, set[str]()) for phrase in fixed)]:
            rarest = self._rarest(words)
            found.setdefault(rarest, []).append((frozenset(words) - {rarest, "*"}, frozenset(forms)))
        return {word: tuple(rows) for word, rows in found.items()}

    def _beside(self) -> Mapping[tuple[str, ...], set[str]]:
        """Give the words that must stand with a verb, each with the forms of the verbs that they stand with."""
        words, by_lemma = self.grammar.words, dict[str, set[str]]()
        for word, readings in self.forms.items():
            for reading in readings:
                by_lemma.setdefault(reading.lemma, set()).add(word)
        pairs = [(part, verb.lemma) for frame in self.frames for part in frame.particles for verb in frame.verbs]
        # "Ik pas voor 1 mei de regeling aan": a promise whose particle stands apart.
        split = (split_verb(infinitive, self.grammar) for infinitive in self.grammar.promising | words["deciding"])
        pairs += [((verb.particle,), verb.lemma) for verb in split if verb.particle]
        pairs += [(("zoals",), lemma) for lemma in words["asking"] | words["advising"]]
        found: dict[tuple[str, ...], set[str]] = {("weten",): by_lemma["laten"]}
        for beside, lemma in pairs:
            found.setdefault(beside, set()).update(by_lemma.get(lemma, ()))
        for word, readings in self.forms.items():
            for reading in readings:
                for particle in () if reading.particle else self._apart.get(reading.lemma, ()):
                    if self._tells(Reading(reading.lemma, particle, reading.form)):
                        found.setdefault((particle,), set()).add(word)
        return found

    def may_state(self, lows: Sequence[str]) -> bool:
        """Tell whether a sentence has words that can state something: any other need not be parsed.

        Args:
            lows: Its words in lower case.
        """
        if not self.evoking.isdisjoint(lows):
            return True
        words, cues = frozenset([*lows, *self.grammar.heads_in(lows)]), self.cues
        beside = (row for word in words if word in cues for row in cues[word])
        return any(others <= words and (not forms or not forms.isdisjoint(words)) for others, forms in beside)

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

    def _tells(self, reading: Reading) -> bool:
        """Tell whether a verb, with the particle that it bears, needs no other word to state something."""
        return (reading.lemma, reading.particle) in self._alone or reading.infinitive in self._promising

    @cached_property
    def _alone(self) -> frozenset[tuple[str, str]]:
        """The verbs, each with its particle, that evoke a frame by themselves."""
        verbs = ((verb, frame) for frame in self.frames for verb in frame.verbs)
        return frozenset((verb.lemma, part) for verb, frame in verbs for part in _borne(verb, frame.particles))

    @cached_property
    def _promising(self) -> frozenset[str]:
        """Infinitives of what may be promised, decided or planned."""
        return self.grammar.promising.union(*(self.grammar.words[name] for name in _TOLD_BY_VERBS))

    @cached_property
    def _apart(self) -> Mapping[str, frozenset[str]]:
        """The particles that can stand apart from each infinitive."""
        frames = self.by_verb.items()
        return {
            lemma: frozenset(verb.particle for frame in found for verb in frame.verbs if verb.particle)
            for lemma, found in frames
        }


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
