"""The things that can be counted: the rows of ``activities.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import Problem, nearest_name
from ungespor.ledger.csv_reader import read_table

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from ungespor.ledger.csv_reader import TextRow
    from ungespor.ledger.rulebook import Rulebook

ACTIVITY_COLUMNS: Final = (
    "activity",
    "unit",
    "label_da",
    "label_en",
    "facts",
    "priced",
    "required_rule",
    "municipal_function",
    "note",
)
BY_OFFER: Final = "by_offer"
PRICED: Final = ("yes", "no", BY_OFFER)
OFFER: Final = "offer"
"""The fact that is no fact of a person: the offer an activity is counted for."""


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """One kind of countable thing.

    Attributes
    ----------
    activity, unit, label_da, label_en : str
    facts : tuple of str
        Legal facts that are counted with it, and ``"offer"`` when it is counted by offer.
    priced : bool
        False when no money follows from it; `note` then says why.
    by_offer : bool
        It costs something only for the offers that a price row names; `note` says why.
    required_rule : str
        A payer rule that must price every person class, or ``""``.
    municipal_function : str
        Function in the authorised municipal chart of accounts, or ``""``.
    note : str
    """

    activity: str
    unit: str
    label_da: str
    label_en: str
    facts: tuple[str, ...]
    priced: bool
    by_offer: bool
    required_rule: str
    municipal_function: str
    note: str


def load_activities(folder: Path, rulebook: Rulebook, problems: list[Problem]) -> dict[str, ActivityKind]:
    """Return the activities by name, adding what is wrong to `problems`."""
    kinds: dict[str, ActivityKind] = {}
    for row in read_table(folder / "activities.csv", ACTIVITY_COLUMNS, problems):
        problems.extend(_row_problems(row, kinds, rulebook))
        cells = row.cells
        facts = tuple(name for name in cells["facts"].split(";") if name)
        priced = cells["priced"] in {"yes", BY_OFFER}
        kinds.setdefault(
            cells["activity"],
            ActivityKind(**{**cells, "facts": facts, "priced": priced, "by_offer": cells["priced"] == BY_OFFER}),  # type: ignore[arg-type]
        )
    return kinds


def _row_problems(row: TextRow, kinds: Collection[str], rulebook: Rulebook) -> list[Problem]:
    cells = row.cells
    problems = []
    if not cells["activity"] or cells["activity"] in kinds:
        what = "The activity has no name, or one that is used above."
        problems.append(Problem(what, row.place, "activity", cells["activity"], fix="Give every row its own name."))
    if cells["priced"] not in PRICED:
        problems.append(Problem("The word is unknown.", row.place, "priced", cells["priced"], ", ".join(PRICED)))
    if cells["priced"] in {"no", BY_OFFER} and not cells["note"]:
        what = "An activity without a price must say why."
        problems.append(Problem(what, row.place, "note", "nothing", "a reason", fix="Write the reason in 'note'."))
    facts = (*rulebook.person_facts, OFFER)
    words = [("facts", name, facts) for name in cells["facts"].split(";") if name]
    if cells["required_rule"]:
        words.append(("required_rule", cells["required_rule"], rulebook.payer_rules))  # type: ignore[arg-type]
    for column, name, known in words:
        if name not in known:
            nearest = nearest_name(name, known)
            problems.append(Problem("The name is unknown.", row.place, column, name, ", ".join(known), nearest))
    return problems
