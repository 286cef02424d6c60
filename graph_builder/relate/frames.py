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

from graph_builder.errors import KnowledgeError
from graph_builder.model import Modality
from graph_builder.relate.grammar import Grammar, load_grammar
from graph_builder.relate.inflect import Reading, Verb, compile_forms, split_verb
from ontology.terms import FOLDER, FRAME, KG, Description, read_turtle

_MODALITIES: Mapping[str, Modality] = {
    "Asserted": "asserted",
    "Intended": "intended",
    "Conditional": "conditional",
    "Reported": "reported",
}
_PROMISE = (
    "promising",
    "informing",
    "sending",
    "receiving",
    "expecting",
    "returning",
    "including",
    "planning",
    "following",
    "intending",
    "announcing",
    "awaited",
)
"""Classes of verbs by which promises are made without a frame."""
_CLOSED = ("prepositions", "determiners", "adverbs", "pronouns", "coordinators", "subordinators", "not_verbs")
"""Classes whose words are no verbs, whatever form they could be."""
_MUTUAL = frozenset(["Cooperation", "Contact", "Meeting"])
"""Kinds of act that two do to each other."""
_ACCEPTS = frozenset(["actor", "body", "text", "money", "motion", "law"])


@dataclass(frozen=True, slots=True)
class Complement:
    """Words behind a marker that fill a role."""

    name: str
    markers: tuple[str, ...]
    """Prepositions ("voor", "ten behoeve van") or conjunctions ("dat", "om")."""
    role: str
    accepts: frozenset[str]
    """What may fill it: "actor", "motion", "money", or "text" for any words."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying that an act takes place."""

    name: str
    kind: str
    verbs: tuple[Verb, ...]
    """Empty for a frame that a phrase evokes."""
    particles: tuple[tuple[str, ...], ...]
    """Words of which one must stand with the verb; empty where the verb alone evokes the frame. "*" stands for at
    most three words."""
    phrases: tuple[tuple[str, ...], ...]
    """Words that evoke the frame without a verb of its own, up to the preposition; "*" stands for at most three."""
    subject: str | None
    object: str | None
    object_accepts: frozenset[str]
    object_text: str | None
    """The role that an object which is no entity fills, where that is another one."""
    indirect: str | None
    """The role that an actor before the object fills: "heeft [uw Kamer] een brief toegezegd"."""
    phrase: str | None
    """The role that what follows the phrase fills."""
    complements: tuple[Complement, ...]
    requires: tuple[frozenset[str], ...]
    """Sets of roles of which one must be filled as a whole, beside the agent."""
    modality: Modality | None
    excludes: frozenset[str]
    """Words beside which the verb means something else."""
    implied: bool
    """Whether the document's sender is the agent of a passive that names none."""
    sender_only: bool
    """Whether only the document's sender can be the agent: of others the words tell a habit, not a promise."""
    predicate: str | None
    """The role that the rest of the clause fills, for a phrase: "op aandringen van X" urges to what the clause says."""
    examples: tuple[str, ...]
    """Sentences with the words that fill a role marked: "[Nederland|agent] steunt [Oekraïne|target]."."""
    counter_examples: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    """Nouns that name the act: "steun", "sancties"."""
    telling: frozenset[str] = frozenset()
    """The longest word of each particle: one of them stands in every clause that the frame reads with a particle."""

    @property
    def mutual(self) -> bool:
        """Whether two do to each other what it tells: "A en B werken samen"."""
        return self.kind in _MUTUAL


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
    def forms(self) -> Mapping[str, tuple[Reading, ...]]:
        """Every form of every verb that the clause layer knows."""
        grammar = self.grammar
        joined = [
            Verb(verb.lemma, verb.particle or (particle[0] if len(particle) == 1 else ""))
            for frame in self.frames
            for verb in frame.verbs
            for particle in frame.particles or ((),)
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
        promise = frozenset[str]().union(*(words[name] for name in _PROMISE))
        forms = (
            word
            for word, readings in self.forms.items()
            if any(
                (r.lemma, r.particle) in alone or r.particle + r.lemma in promise for r in self._whole(word, readings)
            )
        )
        nouns = (noun for frame in self.frames for noun in frame.nouns)
        phrases = (phrase for frame in self.frames for phrase in frame.phrases)
        updating = (phrase.split() for phrase in self.grammar.phrases["updating"])
        fixed = (self._rarest(words) for words in (*phrases, *updating))
        return frozenset([*forms, *nouns, *fixed])

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
        return {word: frozenset(forms) for word, forms in found.items()}

    def may_state(self, lows: Sequence[str]) -> bool:
        """Tell whether a sentence has words that can state something: any other need not be parsed.

        Args:
            lows: Its words in lower case.
        """
        if not self.evoking.isdisjoint(lows):
            return True
        return any(word in self.beside and not self.beside[word].isdisjoint(lows) for word in lows)

    @cached_property
    def needs(self) -> Mapping[str, tuple[tuple[Frame, frozenset[str] | None], ...]]:
        """The frames of each infinitive, with the words of which one must stand with it; None where it needs none."""
        found: dict[str, list[tuple[Frame, frozenset[str] | None]]] = {}
        for lemma, frames in self.by_verb.items():
            for frame in frames:
                verbs = [verb for verb in frame.verbs if verb.lemma == lemma]
                free = not frame.particles and not all(verb.particle for verb in verbs)
                heads = {particle[0] for particle in frame.particles} | {verb.particle for verb in verbs}
                found.setdefault(lemma, []).append((frame, None if free else frozenset(heads)))
        return {lemma: tuple(rows) for lemma, rows in found.items()}

    def _rarest(self, part: Sequence[str]) -> str:
        """Choose the word by which a part is looked for: the longest that is in no closed class."""
        closed = [self.grammar.words[name] for name in (*_CLOSED, "negations")]
        return max(part, key=lambda word: (not any(word in words for words in closed), len(word)))

    def _whole(self, word: str, readings: tuple[Reading, ...]) -> Iterator[Reading]:
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
    reader = _Reader(described, path.name)
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


def _longest_first(wordings: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The more words stand with the verb, the surer the frame is meant: "in gesprek" goes before "gesprek"."""
    return tuple(sorted((tuple(words) for words in wordings), key=lambda words: -len(words)))


def _narrowest(complement: Complement) -> tuple[bool, str]:
    """What takes names only goes before what takes any words."""
    return "text" in complement.accepts, complement.name


class _Reader:
    """Reads one frame after another; knows the file's name for its complaints."""

    def __init__(self, described: Mapping[str, Description], file: str) -> None:
        self._described = described
        self._file = file
        self._grammar = load_grammar()

    def frame(self, node: str) -> Frame:
        """Read one frame."""
        name = node.removeprefix(str(FRAME))
        kind = self._one(node, "evokes", name)
        if kind is None:
            raise KnowledgeError(f"{self._file}: frame {name} does not say what kind it evokes; add kg:evokes")
        particles = _longest_first(text.split() for text in self._words(node, "particle"))
        frame = Frame(
            name=name,
            kind=kind,
            verbs=tuple(split_verb(verb, self._grammar) for verb in self._words(node, "verb")),
            particles=particles,
            telling=frozenset(max(particle, key=len) for particle in particles),
            phrases=tuple(tuple(text.split()) for text in self._words(node, "phrase")),
            nouns=self._words(node, "noun"),
            subject=self._one(node, "subjectFills", name),
            object=self._one(node, "objectFills", name),
            object_accepts=self._accepts(node, "objectAccepts", name) or frozenset(["actor"]),
            object_text=self._one(node, "objectTextFills", name),
            indirect=self._one(node, "indirectFills", name),
            phrase=self._one(node, "phraseFills", name),
            complements=tuple(
                sorted((self._complement(value, name) for value in self._nodes(node, "complement")), key=_narrowest)
            ),
            requires=tuple(frozenset(roles.split("+")) for roles in self._words(node, "requires")),
            modality=self._modality(node, name),
            excludes=frozenset(self._words(node, "excludes")),
            implied=self._flag(node, "impliesSender"),
            sender_only=self._flag(node, "senderOnly"),
            predicate=self._one(node, "clauseFills", name),
            examples=self._words(node, "example"),
            counter_examples=self._words(node, "counterExample"),
        )
        self._check(frame)
        return frame

    def _check(self, frame: Frame) -> None:
        def complain(what: str) -> KnowledgeError:
            return KnowledgeError(f"{self._file}: frame {frame.name} {what}")

        if sum(map(bool, (frame.verbs, frame.phrases, frame.nouns))) != 1:
            raise complain("must be evoked by kg:verb, by kg:phrase or by kg:noun; give one of the three")
        if frame.phrases and not frame.phrase:
            raise complain("does not say what follows its phrase; add kg:phraseFills")
        if not frame.examples:
            raise complain("has no example; add kg:example with a sentence in which the roles are marked")
        if not frame.counter_examples:
            raise complain("has no counter-example; add kg:counterExample with a sentence that must give nothing")
        for text in frame.examples:
            if text.count("[") != text.count("]") or text.count("[") != text.count("|") or "[" not in text:
                raise complain(f'marks no roles in "{text}"; write [words|role]')
        filled = {frame.subject, frame.object, frame.phrase, frame.predicate, *(c.role for c in frame.complements)}
        filled |= {frame.object_text, frame.indirect}
        for role in frozenset().union(*frame.requires) - filled:
            raise complain(f"requires {role}, which nothing fills; add a complement or drop kg:requires")

    def _complement(self, node: str, frame: str) -> Complement:
        name = node.removeprefix(str(FRAME))
        role = self._one(node, "fills", name)
        markers = self._words(node, "marker")
        if role is None or not markers:
            raise KnowledgeError(f"{self._file}: complement {name} of frame {frame} needs kg:marker and kg:fills")
        return Complement(name, markers, role, self._accepts(node, "accepts", name) or frozenset(["actor"]))

    def _accepts(self, node: str, term: str, name: str) -> frozenset[str]:
        found = frozenset(self._words(node, term))
        for word in found - _ACCEPTS:
            raise KnowledgeError(f'{self._file}: {name} accepts "{word}"; use one of {", ".join(sorted(_ACCEPTS))}')
        return found

    def _modality(self, node: str, frame: str) -> Modality | None:
        name = self._one(node, "fixedModality", frame)
        if name is None:
            return None
        if name not in _MODALITIES:
            raise KnowledgeError(
                f"{self._file}: frame {frame} has modality {name}; use one of {', '.join(_MODALITIES)}"
            )
        return _MODALITIES[name]

    def _flag(self, node: str, term: str) -> bool:
        return self._words(node, term) == ("true",)

    def _nodes(self, node: str, term: str) -> list[str]:
        return sorted(value.value for value in self._described.get(node, {}).get(str(KG[term]), ()))

    def _words(self, node: str, term: str) -> tuple[str, ...]:
        """Give literals as they are and terms by their local names, sorted."""
        return tuple(value.removeprefix(str(KG)) for value in self._nodes(node, term))

    def _one(self, node: str, term: str, name: str) -> str | None:
        found = self._words(node, term)
        if len(found) > 1:
            raise KnowledgeError(f"{self._file}: {name} has {len(found)} values of kg:{term}; keep one")
        return found[0] if found else None
