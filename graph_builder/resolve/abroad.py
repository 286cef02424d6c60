"""Whether "de regering" is another state's: "de regering in Polen", "de Israëlische regering …; de regering zal …".

In a Dutch paper the bare word is the Dutch government, unless the words around it speak of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from graph_builder.model import Document, Mention

_STATE = "actor/netherlands"
_SEAT = "place/den-haag"
_IN = re.compile(r"\s(?:in|te)\s(?:de\s|het\s)?")
_OPENS_IN = re.compile(r"(?:\A|[.!?:;]\s+|\n\s*)(?:ook\s)?in\s(?:de\s|het\s)?$")
_STAYS = re.compile(r"[^.!?;:,\n]{1,60}")
"""What may part "In Polen" from "de regering" of the same clause."""
_OPENS = re.compile(r"(?:\A|[.!?:]\s+|\n\s*)de\s$")
_SENTENCE_END = re.compile(r"[.!?]\s")
_ASKED = re.compile(r"\b(?:verzoekt|vraagt|roept|draagt|spoort|nodigt|verzoeken|vragen)\s(?:de|aan\sde)\s$")
"""What a motion or member says to the Dutch government."""
_MOTION_PART = re.compile(
    r"\s*(?:constaterende|overwegende|vaststellende|van\s(?:mening|oordeel)|gelet\sop|verzoekt|spreekt\suit)\b"
)
_LOOK_BACK = 12
"""How many mentions before the word are looked at."""
_BEFORE = 30


class Abroad:
    """Looks at what stands around a bare "regering"."""

    def __init__(self, document: Document, lower: str, mentions: Sequence[Mention]) -> None:
        self._lower = lower
        self._document = document
        self._mentions = mentions

    def whose(self, index: int) -> int | None:
        """Give which mention tells that "regering" is another state's: a state, a place or its government.

        Args:
            index: The place of the bare "regering" among all mentions.

        Returns:
            The mention's place among all; None where it is the Dutch government.
        """
        if self._document.metadata.kind == "motion" or self._is_asked(index) or self._in_motion(index):
            return None
        found = (self._seat(index), self._opening(index), self._repeated(index))
        return next((place for place in found if place is not None), None)

    def _is_asked(self, index: int) -> bool:
        start = self._mentions[index].span.start
        return _ASKED.search(self._lower, max(0, start - _BEFORE), start) is not None

    def _in_motion(self, index: int) -> bool:
        """Tell whether the word stands in a part of a motion, as a debate's report holds them."""
        line = self._lower.rfind("\n", 0, self._mentions[index].span.start) + 1
        return _MOTION_PART.match(self._lower, line) is not None

    def _seat(self, index: int) -> int | None:
        """Give the foreign state or place behind "in": "de regering in Polen"."""
        link = _IN.match(self._lower, self._mentions[index].span.end)
        if link is None or index + 1 >= len(self._mentions):
            return None
        seat = self._mentions[index + 1]
        here = seat.span.start == link.end() and seat.type in ("State", "Place")
        return index + 1 if here and seat.registered and seat.entity not in (_STATE, _SEAT) else None

    def _opening(self, index: int) -> int | None:
        """Give the other state that the clause opens with: "In Polen verzet de regering zich"."""
        before = self._mentions[index - 1] if index else None
        if before is None or before.type != "State" or before.entity in (None, _STATE):
            return None
        apart = _STAYS.fullmatch(self._lower, before.span.end, self._mentions[index].span.start)
        opening = self._lower[max(0, before.span.start - _BEFORE) : before.span.start]
        return index - 1 if apart is not None and _OPENS_IN.search(opening) is not None else None

    def _repeated(self, index: int) -> int | None:
        """Give the other state's government that the same sentence names before, or the sentence before it.

        The latter only where the text calls the Dutch government otherwise.
        """
        start = self._mentions[index].span.start
        for place in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            earlier = self._mentions[place]
            if earlier.type != "Government":
                continue
            between = self._lower[earlier.span.end : start]
            if earlier.entity is None or "dutch" in earlier.entity or "/nl-" in earlier.entity or "\n\n" in between:
                return None
            ends = len(_SENTENCE_END.findall(between))
            again = ends == 1 and (self._calls_it_cabinet or self._opens_both(earlier, start))
            return place if ends == 0 or again else None
        return None

    def _opens_both(self, earlier: Mention, start: int) -> bool:
        """Tell whether both governments open their sentence: "De regering van Aruba …. De regering …"."""
        places = (earlier.span.start, start)
        return all(_OPENS.search(self._lower, max(0, at - _BEFORE), at) for at in places)

    @cached_property
    def _calls_it_cabinet(self) -> bool:
        """Whether the text calls the Dutch government "het kabinet"."""
        return "kabinet" in self._lower
