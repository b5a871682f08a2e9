"""Problems with what the user gave us, told so that they can be repaired.

Every reader collects :class:`Problem` records and raises them together as one
:class:`InputError`, so that nobody has to repair a file one mistake at a time.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LABELS: Final = (
    ("file", "file"),
    ("field", "field"),
    ("found", "written"),
    ("allowed", "allowed"),
    ("nearest", "nearest"),
    ("fix", "fix"),
)
"""Attribute of a problem and the word it is introduced by, in the order shown."""

_LONGEST_SHOWN: Final = 500
_MOST_SHOWN: Final = 50


@dataclass(frozen=True)
class Problem:
    """One mistake in the input.

    Attributes
    ----------
    what : str
        One sentence: what is wrong.
    file : str, optional
        Path as the user would recognise it, with ``:line`` when the line is known.
    field : str, optional
        Dotted path, such as ``"baseline.transitions.job_loss.hazard_per_week.unit"``.
    found : str, optional
        What was written.
    allowed : str, optional
        What may be written there.
    nearest : str, optional
        The allowed name most like the one written.
    fix : str, optional
        What to do.
    """

    what: str
    file: str | None = None
    field: str | None = None
    found: str | None = None
    allowed: str | None = None
    nearest: str | None = None
    fix: str | None = None

    def __str__(self) -> str:
        """Return the problem as one sentence and one indented line for each further fact."""
        lines = [_shown(self.what)]
        for attribute, label in LABELS:
            text = getattr(self, attribute)
            if text is not None:
                lines.append(f"   {label + ':':<9}{_shown(text)}")
        return "\n".join(lines)


class InputError(Exception):
    """The input cannot be used; carries every problem found.

    Parameters
    ----------
    problems : Problem or iterable of Problem
        At least one.

    Attributes
    ----------
    problems : tuple of Problem
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        """Return all problems, numbered."""
        count = len(self.problems)
        heading = "1 problem found" if count == 1 else f"{count} problems found"
        shown = [f"{number}. {problem}" for number, problem in enumerate(self.problems[:_MOST_SHOWN], start=1)]
        if count > _MOST_SHOWN:
            shown.append(f"… and {count - _MOST_SHOWN} more")
        return "\n".join([heading, *shown])


def nearest_name(name: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name most like `name`, or None when none is alike.

    Parameters
    ----------
    name : str
        What was written.
    allowed : iterable of str
        What may be written.

    Examples
    --------
    >>> nearest_name("hazard_per_wek", ["hazard_per_week", "from", "to"])
    'hazard_per_week'
    """
    by_folded = {_folded(candidate): candidate for candidate in allowed}
    alike = difflib.get_close_matches(_folded(name), by_folded, n=1, cutoff=0.6)
    return by_folded[alike[0]] if alike else None


def _folded(name: str) -> str:
    """Return `name` as people tend to confuse it: small letters, one kind of joint."""
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _shown(text: str) -> str:
    """Return `text` safe to print on one line: no control characters, not endless."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return printable if len(printable) <= _LONGEST_SHOWN else printable[:_LONGEST_SHOWN] + " …"
