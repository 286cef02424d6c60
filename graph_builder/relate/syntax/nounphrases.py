"""Noun phrases: which names are coordinated or given as examples, and what fills a role for them."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import filler_of
from graph_builder.relate.syntax.clauses import Group
from graph_builder.relate.syntax.heads import governor, head_of, verbal
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.wording import match_words

_LONGEST_LIST = 14
"""How many words may come before the first name of a list."""
_PLACING = frozenset(["in", "uit", "van"])
"""Prepositions that only say where or whose they are whom the first part of a list names."""
_NEAR = 3
"""Within how many words behind "en" the people stand by whom a list goes on."""
_NO_NOUN = ("prepositions", "adverbs", "pronouns", "coordinators", "relatives")
OF_BODIES = frozenset(["van", "uit", "bij", "namens"])
"""Between people and whose they are."""
_UNNAMED = 4
"""Within how many words of a list's next name what names nobody must end."""


def fillers(group: Sequence[Token], context: Context) -> tuple[Filler, ...]:
    """Give what fills a role for each name of a group; words that stand for several entities give several."""
    found: list[Filler] = []
    for token in group:
        if token.low in context.grammar.words["first_person"] and not context.first_person and not token.entities:
            # In a debate many speak; who else sends a letter is known.
            continue
        if token.mention:
            if token.mention.entity or not token.entities:
                found.append(filler_of(token.mention))
                continue
        if token.entities and token.inner:
            found.extend(Filler(mention.span, mention.entity) for mention in token.inner)
        elif token.entities:
            found.extend(Filler(token.span, entity) for entity in token.entities)
        elif token.low in context.grammar.words["first_person"]:
            found.append(context.sender(token.span))
    return tuple(found)


def named_from(tokens: Sequence[Token], at: int, context: Context, marker: str = "") -> tuple[Filler, ...]:
    """Give whom the noun phrase that begins at a place names, with those coordinated with them; nobody for none."""
    head = head_of(tokens, at, context)
    return fillers(group_at(tokens, head, context, marker).tokens, context) if head is not None else ()


def group_at(tokens: Sequence[Token], at: int, context: Context, marker: str = "") -> Group:
    """Gather the names coordinated with the one at `at`.

    Args:
        tokens: The clause's.
        at: Index of the first name.
        context: For the word classes.
        marker: The preposition that may be repeated before each.

    Returns:
        The group; commas alone do not coordinate, so a last "en" or "of" must come.
    """
    words = context.grammar.words
    joining = words["joining"]
    # "De EU-lidstaten [Litouwen], [Letland] en [Estland]": those of them.
    at += tokens[at].type == "StateGroup" and [token.type for token in tokens[at + 1 : at + 2]] == ["State"]
    if any(token.low == "zowel" for token in tokens[max(0, at - 3) : at]):
        joining |= {"als"}
    first, end = _titled(tokens, at)
    names, joined = [first], 0
    last = end
    while True:
        ahead, coordinated, comma = last, False, False
        while ahead < len(tokens) and (
            tokens[ahead].low == "," or tokens[ahead].low in joining or tokens[ahead].low in ("ook", "met")
        ):
            if tokens[ahead].low == "met" and marker != "met":
                break
            coordinated = coordinated or tokens[ahead].low in joining
            comma = comma or tokens[ahead].low == ","
            ahead += 1
        if ahead == last or not (coordinated or comma):
            break
        if marker and ahead < len(tokens) and tokens[ahead].low == marker:
            ahead += 1
        ahead += _shares_office(names[-1], tokens[ahead : ahead + 2])
        head = _next_head(tokens, ahead, coordinated, context)
        if head is None and first.type == "Person":
            head = _after_apposition(tokens, ahead, context)
            coordinated = head is not None
        if head is None and not coordinated and (over := _unnamed(tokens, ahead, context)):
            # "Met DUO, gemeenten, UWV en SVB"
            last = over
            continue
        if head is None:
            if coordinated and len(names) > 1 and ahead < len(tokens) and _is_noun(tokens[ahead]):
                joined, end = len(names), last
            break
        found, last = _titled(tokens, head)
        if {found.type, names[-1].type} == {"Role", "Person"} and comma and not coordinated:
            # "Met de heer Jansen, staatssecretaris van X, en …", "met de voorzitter van A, de heer Jansen".
            names[-1] = found if found.type == "Person" else names[-1]
            end = last if joined == len(names) else end
            continue
        names.append(found)
        if coordinated:
            joined, end = len(names), last
    return Group(tuple(names[: max(joined, 1)]), at, end)


def _is_noun(token: Token) -> bool:
    """Tell whether a list goes on with who has no name, or with a place: "A, B en gemeenten", "… en Schiphol"."""
    return bool(token.low) or token.type == "Place"


def _shares_office(before: Token, behind: Sequence[Token]) -> bool:
    """Tell whether a further department has its office before it: "de Ministers van Defensie en van [Financiën]"."""
    return before.type == "Role" and [t.low or t.type for t in behind] in (["van", "Role"], ["voor", "Role"])


def names_at(
    tokens: Sequence[Token], at: int, limit: int, context: Context, marker: str = ""
) -> tuple[tuple[Token, ...], int]:
    """Gather the names that a noun phrase consists of, is coordinated with, or gives as examples.

    Args:
        tokens: The clause's.
        at: Where the noun phrase begins.
        limit: Where it must have ended.
        context: For the word classes.
        marker: The preposition before it.

    Returns:
        The names, and the index after them: "gemeenten, [de VNG] en [het IPO]", "landen als [Duitsland]".
    """
    head = head_of(tokens, at, context)
    if head is None:
        head = _coordinated(tokens, at, limit, context)
    if head is not None:
        group = group_at(tokens, head, context, marker)
        return group.tokens, group.end
    return tuple(exemplified(tokens, at, limit, context)), limit


def _coordinated(tokens: Sequence[Token], at: int, limit: int, context: Context) -> int | None:
    """Find the first name coordinated with noun phrases that name nobody: "gemeenten, provincies en [de VNG]"."""
    words = context.grammar.words
    opened = placed = False
    for ahead in range(at, min(limit, len(tokens), at + _LONGEST_LIST)):
        token = tokens[ahead]
        if token.actor:
            # "Een veilig en weerbaar Nederland": "en" joins what it is to be; "aan het project, B 3 miljoen": B gives.
            named = token.type != "State" or tokens[at].low != "een"
            named = named and [behind.type for behind in tokens[ahead + 1 : ahead + 2]] != ["Money"]
            anew = not placed or [t.low for t in tokens[ahead - 2 : ahead]] in (["en", "de"], ["en", "het"])
            return ahead if opened and named and anew else None
        if token.low == "," or token.low in words["joining"]:
            opened = ahead > at
        elif token.low in _PLACING and ahead > at and not opened:
            # "Met gemeenten in het aardbevingsgebied en de [provincie Groningen]".
            placed = True
        elif token.type == "Place":
            # "Met Vlaanderen en [Denemarken]".
            continue
        elif token.mention is not None or not token.low or token.point or token.low in words["prepositions"]:
            return None
        elif token.low in words["pronouns"] and token.low != "het":
            return None
        elif token.readings and verbal(token, tokens, ahead, context):
            return None
    return None


def _unnamed(tokens: Sequence[Token], at: int, context: Context) -> int | None:
    """Give the index after a word or two in a list of names that name nobody we know, where the list goes on."""
    loose = [context.grammar.words[name] for name in _NO_NOUN]
    for ahead in range(at, min(at + _UNNAMED, len(tokens))):
        token = tokens[ahead]
        if ahead > at and (token.low == "," or token.low in context.grammar.words["joining"]):
            return ahead
        if not token.low.isalpha() or token.readings or any(token.low in words for words in loose):
            return None
    return None


def _next_head(tokens: Sequence[Token], at: int, coordinated: bool, context: Context) -> int | None:
    """Find the name that a list goes on with: its own, or behind "en" that of whose people do, or "ik"."""
    if coordinated and [token.low for token in tokens[at : at + 1]] == ["ik"]:
        return at
    head = head_of(tokens, at, context, within=3)
    if head is not None and [token.type for token in tokens[head + 1 : head + 2]] == ["Money"]:
        # "Draagt 2 miljoen bij aan A, B 3 miljoen": of B something else is told.
        return None
    return _whose_people(tokens, at, context) if head is None and coordinated else head


def _whose_people(tokens: Sequence[Token], at: int, context: Context) -> int | None:
    """Find the body whose people a list goes on with: "met A en (met) vertegenwoordigers van [B]"."""
    people = context.grammar.words["representatives"]
    for ahead in range(at, min(at + _NEAR, len(tokens) - 2)):
        if tokens[ahead].low in people and tokens[ahead + 1].low in OF_BODIES:
            return head_of(tokens, ahead + 2, context, within=2)
        if tokens[ahead].point or not tokens[ahead].low:
            return None
    return None


def _after_apposition(tokens: Sequence[Token], at: int, context: Context) -> int | None:
    """Find the next person behind the words that say who the first one is: ", hoogleraar …, en dr. X"."""
    for ahead in range(at, min(at + 14, len(tokens) - 2)):
        if tokens[ahead].low == "," and tokens[ahead + 1].low == "en":
            head = head_of(tokens, ahead + 2, context, within=2)
            return head if head is not None and tokens[head].type in ("Person", "Role") else None
        if tokens[ahead].mention is not None and tokens[ahead].actor:
            return None
    return None


def _titled(tokens: Sequence[Token], at: int) -> tuple[Token, int]:
    """A role directly before a person's name says who that is: the person counts."""
    if tokens[at].type == "Role" and at + 1 < len(tokens) and tokens[at + 1].type == "Person":
        return tokens[at + 1], at + 2
    between = [token.low for token in tokens[at + 1 : at + 4 : 2]]
    if tokens[at].type == "Role" and between == [",", ","] and tokens[at + 2].type == "Person":
        # "De minister van Financiën, Jan Jansen, …"
        return tokens[at + 2], at + 3
    return tokens[at], at + 1


def exemplified(tokens: Sequence[Token], start: int, limit: int, context: Context) -> list[Token]:
    """Gather names that a noun phrase gives as examples: "landen, waaronder X, en instellingen als Y en Z"."""
    words = context.grammar.words
    names: list[Token] = []
    at = start
    while at < limit:
        if tokens[at].low in words["examples"] and at + 1 < limit:
            head = head_of(tokens, at + 1, context, within=3, limit=limit)
            if head is not None and (tokens[at].low != "als" or tokens[at - 1].low.endswith(("en", "s"))):
                group = group_at(tokens[:limit], head, context)
                names.extend(group.tokens)
                at = group.end
                continue
        if names and (tokens[at].low in words["additions"] or tokens[at].low == "en") and at + 1 < limit:
            added = _addition(tokens, at + 1, limit, context)
            if added is not None:
                names.extend(added.tokens)
                at = added.end
                continue
        at += 1
    return names


def _addition(tokens: Sequence[Token], at: int, limit: int, context: Context) -> Group | None:
    """Find names added to the examples: "…, evenals voormalig gezant voor X [naam] en vele [groep]"."""
    for ahead in range(at, min(at + 7, limit)):
        token = tokens[ahead]
        if token.actor and (ahead + 1 >= limit or tokens[ahead + 1].type != "Person"):
            governed = governor(tokens, ahead, context)
            if governed is not None and governed > at:
                continue
            return group_at(tokens[:limit], ahead, context)
        if token.point or (token.readings and token.low not in context.grammar.words["determiners"]):
            return None
    return None


def object_span(tokens: Sequence[Token], context: Context) -> Span | None:
    """Give the stretch of a direct object: what says how, whether or when at its end left out."""
    words = context.grammar.words
    kept = list(tokens)
    for at in range(1, len(kept)):
        manners = context.grammar.manners.get(kept[at].low, ())
        if any(match_words(kept, at, manner, context) for manner in manners):
            kept = kept[:at]
            break
    while kept and (kept[-1].point or any(kept[-1].low in each for each in (words["adverbs"], words["negations"]))):
        kept.pop()
        if kept and kept[-1].low == "waar":
            # "Wil [fraude] waar mogelijk voorkomen".
            kept.pop()
    return text_span(kept)


def text_span(tokens: Sequence[Token]) -> Span | None:
    """Give the stretch of text that words cover, points at its ends left out."""
    kept = list(tokens)
    while kept and (kept[-1].point or kept[-1].low in ("en", "of")):
        kept.pop()
    while kept and (kept[0].point or kept[0].low in ("en", "of")):
        kept.pop(0)
    return Span(kept[0].start, kept[-1].end) if kept else None
