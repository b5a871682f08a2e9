"""One price: what is paid for, by whom in the eyes of the law, and where the figure comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

PRICE_COLUMNS: Final = (
    "price_id",
    "activity",
    "applies_to",
    "label_da",
    "label_en",
    "unit",
    "amount_dkk",
    "price_year",
    "low",
    "high",
    "distribution",
    "payer_rule",
    "account",
    "committee",
    "valid_from",
    "valid_to",
    "index",
    "cashable",
    "lag_years",
    "source_id",
    "locator",
    "confidence",
    "note",
    "note_da",
)
MAY_BE_EMPTY: Final = frozenset({"activity", "applies_to", "distribution", "valid_from", "valid_to", "note", "note_da"})
ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "distribution": ("", "lognormal", "normal", "uniform"),
    "cashable": ("yes", "partly", "no"),
    "confidence": ("high", "medium", "low"),
}
"""Words that a column may hold; the columns not named here are checked against other tables."""
_VERSION: Final = re.compile(r"_20[0-9]{2}(h[12])?$")


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One row of a price table.

    Attributes
    ----------
    price_id : str
    activity : str
        A row of ``activities.csv``; empty for tax rates and allowances.
    applies_to : mapping of str to frozenset of str
        Legal facts a person class must hold, each with the values that will do; circumstances of
        the scenario, likewise; and, under ``"offer"``, the offers that the price is for.
    label_da, label_en : str
    unit : str
        What the amount is for, such as ``"month"``; see ``units`` in ``regimes.yaml``.
    amount_dkk : float
        Kroner of `price_year`; a share for the rows whose unit is ``"share"``.
    price_year : int
    low, high : float
        Range; drawn from only when `distribution` is given.
    distribution : str
        ``""``, ``"lognormal"``, ``"normal"`` or ``"uniform"``, with the amount as median and
        the range as 2.5 % and 97.5 % points (as the ends for ``"uniform"``).
    payer_rule, account, committee : str
    valid_from, valid_to : date or None
    index : str
        The index that lifts the amount to another year, or ``"none"``.
    cashable : str
        Whether the saving can be taken out of a budget: ``"yes"``, ``"partly"`` or ``"no"``.
    lag_years : int
    source_id, locator, confidence, note : str
    note_da : str
        `note` in Danish.
    place : str
        File and line, as shown to the user.
    """

    price_id: str
    activity: str
    applies_to: Mapping[str, frozenset[str]]
    label_da: str
    label_en: str
    unit: str
    amount_dkk: float
    price_year: int
    low: float
    high: float
    distribution: str
    payer_rule: str
    account: str
    committee: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    index: str
    cashable: str
    lag_years: int
    source_id: str
    locator: str
    confidence: str
    note: str
    note_da: str
    place: str

    @property
    def role(self) -> str:
        """What the price is, whatever the year: ``tax_base_2026`` is a version of ``tax_base``."""
        return _VERSION.sub("", self.price_id)

    @property
    def notes(self) -> dict[str, str]:
        """Return the note by language; the other language's where there is only one."""
        return {"da": self.note_da or self.note, "en": self.note or self.note_da}

    def holds_for(self, facts: Mapping[str, str]) -> bool:
        """Return whether a person class with these `facts` is paid this price."""
        return all(facts.get(name) in values for name, values in self.applies_to.items())

    def in_force(self, day: datetime.date) -> bool:
        """Return whether the price is in force on `day`."""
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or day <= self.valid_to)
