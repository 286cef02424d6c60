"""What a frame is: one way of saying that an act takes place, with what fills its roles."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.model import Modality
from graph_builder.relate.lexicon.inflect import Verb

_MUTUAL = frozenset(["Cooperation", "Contact", "Meeting"])
"""Kinds of act that two do to each other."""


CLAUSAL = frozenset(["dat", "om", "of", "te", "hoe"])
"""Markers that open a clause rather than a noun phrase."""
JUDGING = frozenset(["Condemnation", "Opposition", "Support"])
"""Kinds of act that judge something, which may stand before the verb or be told by "dit", "die" or "deze"."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Words behind a marker that fill a role."""

    name: str
    markers: tuple[str, ...]
    """Prepositions ("voor", "ten behoeve van") or conjunctions ("dat", "om")."""
    role: str
    accepts: frozenset[str]
    """What may fill it: "actor", "motion", "money", or "text" for any words."""
    sought: tuple[tuple[str, ...], ...]
    """The words of each marker, in the order in which they are looked for: those that open a clause come last."""


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
    subject_accepts: frozenset[str] = frozenset()
    """What the subject may be: "person", "committee", "court" or "state"; empty where every actor may."""
    needed: bool = False
    """Whether its topic must say what has to be: "benadrukt in de Raad dat de EU moet handelen" advocates that."""
    intransitive: bool = False
    """Whether the verb means something else with a direct object: "zet in op vrede", "zet agenten in op straat"."""
    target_is: tuple[str, ...] = ()
    """What its target must name, by the lists of endings in dutch.toml: "wrong" ("mensenhandel"), "proposal"."""
    nouns: tuple[str, ...] = ()
    """Nouns that name the act: "steun", "sancties"."""
    outside: bool = False
    """Whether it holds of others than parliament only: what a minister writes to parliament is told otherwise."""
    indefinite: bool = False
    """Whether its noun tells of the act with "een" too: "een samenwerkingsverband van A en B"."""
    telling: frozenset[str] = frozenset()
    """The longest word of each particle: one of them stands in every clause that the frame reads with a particle."""

    @property
    def lemmas(self) -> frozenset[str]:
        """The infinitives that evoke it, without their particles."""
        return frozenset(verb.lemma for verb in self.verbs)

    @property
    def agent_beside(self) -> bool:
        """Whether its agent can be told by something else than the subject of its verb."""
        told = (self.object, self.object_text, self.indirect, *(complement.role for complement in self.complements))
        return "agent" in told

    @property
    def mutual(self) -> bool:
        """Whether two do to each other what it tells: "A en B werken samen"."""
        return self.kind in _MUTUAL
