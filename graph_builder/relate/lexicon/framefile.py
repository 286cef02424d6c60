"""Reading the file of frames: what a domain expert edits, with a complaint that names whatever is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph_builder.errors import KnowledgeError
from graph_builder.model import Modality
from graph_builder.relate.lexicon.frame import CLAUSAL, Complement, Frame
from graph_builder.relate.lexicon.grammar import load_grammar
from graph_builder.relate.lexicon.inflect import split_verb
from ontology.terms import FRAME, KG, Description

_MODALITIES: Mapping[str, Modality] = {
    "Asserted": "asserted",
    "Intended": "intended",
    "Conditional": "conditional",
    "Reported": "reported",
}
_ACCEPTS = frozenset(
    ["actor", "person", "committee", "court", "state", "fund", "body", "text", "money", "motion", "law", "place"]
)


class FrameReader:
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
            subject_accepts=self._accepts(node, "subjectAccepts", name),
            intransitive=self._flag(node, "intransitive"),
            needed=self._flag(node, "topicNeeded"),
            target_is=self._words(node, "targetIs"),
            outside=self._flag(node, "outsideParliament"),
            indefinite=self._flag(node, "indefinite"),
            predicate=self._one(node, "clauseFills", name),
            examples=self._words(node, "example"),
            counter_examples=self._words(node, "counterExample"),
        )
        self._check(frame)
        return frame

    def _check(self, frame: Frame) -> None:
        def complain(what: str) -> KnowledgeError:
            return KnowledgeError(f"{self._file}: frame {frame.name} {what}")

        for word in {word for words in frame.particles for word in words if word.startswith("*") and word != "*"}:
            if word[1:] not in self._grammar.words["heads"]:
                raise complain(f'wants a compound with "{word[1:]}"; add that to the class heads of dutch.toml')
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
        for thing in frame.target_is:
            if thing not in self._grammar.phrases:
                raise complain(f'has a target that is "{thing}"; add that list to dutch.toml')
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
        sought = tuple(tuple(marker.split()) for marker in sorted(markers, key=CLAUSAL.__contains__))
        return Complement(name, markers, role, self._accepts(node, "accepts", name) or frozenset(["actor"]), sought)

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


def _longest_first(wordings: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The more words stand with the verb, the surer the frame is meant: "in gesprek" goes before "gesprek"."""
    return tuple(sorted((tuple(words) for words in wordings), key=lambda words: -len(words)))


def _narrowest(complement: Complement) -> tuple[bool, str]:
    """What takes names only goes before what takes any words."""
    return "text" in complement.accepts, complement.name
