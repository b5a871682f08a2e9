"""Who books what: payer rules, accounts, legal facts and units, as written in ``regimes.yaml``.

A payer rule is data, not code: a list of entries that say which payer spends and which receives
for each krone of a price row.  A lawyer can read them, and each names its act.
"""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from pydantic import Field, PositiveInt, model_validator

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import cost_tables_folder
from ungespor.base.tables import PayerName
from ungespor.scenario.quantity import Strict
from ungespor.scenario.regime import checked, load_regime, regime_names, rules_of_law

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ungespor.scenario.regime import Regime

Kind = Literal["transfer", "resource", "production"]
SHARE_SUMS: dict[str, tuple[float, ...]] = {"transfer": (0,), "resource": (1,), "production": (-1, 1)}
"""What the shares of an entry must add up to, by kind."""
SMALLEST = 1e-9
"""Differences below this are rounding of decimals in a file."""


class Entry(Strict):
    """One balanced posting for each unit of an activity.

    Attributes
    ----------
    kind : {"transfer", "resource", "production"}
    account : str, optional
        The account of the price row unless given.
    times : {"state_share", "municipal_share"}, optional
        Multiply by that party's share in the refusion band of the cell.
    financing : {"clinical", "adviser"}, optional
        The scenario's financing variant splits it; no `shares` are given then.
    shares : dict, optional
        Payer to share of the price; above 0 the payer spends, below 0 receives.
    """

    kind: Kind
    account: str | None = None
    times: Literal["state_share", "municipal_share"] | None = None
    financing: Literal["clinical", "adviser"] | None = None
    shares: dict[PayerName, float] | None = None

    @model_validator(mode="after")
    def _balanced(self) -> Entry:
        if (self.shares is None) == (self.financing is None):
            raise ValueError("give exactly one of 'shares' and 'financing'")
        if self.shares is not None:
            total = sum(self.shares.values())
            wanted = SHARE_SUMS[self.kind]
            if all(abs(total - number) > SMALLEST for number in wanted):
                allowed = " or ".join(f"{number:g}" for number in wanted)
                raise ValueError(f"the shares add up to {total:g}, but in a {self.kind} they must add up to {allowed}")
        return self


class PayerRule(Strict):
    """How one price is carried.

    Attributes
    ----------
    law, law_da : str
        Act and section, or that there is none; in English and in Danish.
    income : {"benefit", "wage"}, optional
        The price is taxable income of the citizen; one row of the rule per person class.
    paid_to : str, optional
        The price row with the share of the person class that is paid it; everybody unless given.
    view : str
        Empty in the default view.
    entries : tuple of Entry
    """

    law: str
    law_da: str
    income: Literal["benefit", "wage"] | None = None
    paid_to: str | None = None
    view: str = ""
    entries: tuple[Entry, ...]


class Account(Strict):
    """An account of the ledger and its function in the municipal chart of accounts."""

    label_da: str
    label_en: str
    municipal_function: str


class Unit(Strict):
    """How many units of an activity one unit of a price covers: ``numerator / denominator``."""

    activity_unit: str
    numerator: PositiveInt
    denominator: PositiveInt


class Circumstance(Strict):
    """What holds for everybody in a scenario; the first value is the default."""

    values: tuple[str, ...]
    label_da: str
    label_en: str


class DatedFact(Strict):
    """A change of the law that no regime holds, and what the model does about it."""

    from_: datetime.date = Field(alias="from")
    until: datetime.date | None = None
    label_da: str
    label_en: str
    law: str
    source_id: str
    confidence: Literal["high", "medium", "low"]
    in_model: str


class Rulebook(Strict):
    """Everything in ``regimes.yaml`` beside the regimes themselves.

    Attributes
    ----------
    dated_facts : dict of DatedFact
    circumstances : dict of Circumstance
    payer_rules : dict of PayerRule
    accounts : dict of Account
    person_facts : dict
        Values that each legal fact of a person class may take.
    units : dict of Unit
    """

    dated_facts: dict[str, DatedFact]
    circumstances: dict[str, Circumstance]
    payer_rules: dict[str, PayerRule]
    accounts: dict[str, Account]
    person_facts: dict[str, tuple[str, ...]]
    units: dict[str, Unit]

    @model_validator(mode="after")
    def _known_accounts(self) -> Rulebook:
        for name, rule in self.payer_rules.items():
            for entry in rule.entries:
                if entry.account is not None and entry.account not in self.accounts:
                    near = nearest_name(entry.account, self.accounts)
                    hint = f"; the nearest is '{near}'" if near else ""
                    raise ValueError(
                        f"the payer rule '{name}' books on the account '{entry.account}', which is not defined{hint}"
                    )
        return self

    def rule(self, name: str, regime: Regime) -> PayerRule:
        """Return the payer rule of a price row under `regime`."""
        return self.payer_rules[regime.books_by.get(name, name)]

    def facts_of(self, circumstances: Mapping[str, str]) -> dict[str, str]:
        """Return what holds for everybody: the stated `circumstances`, and the defaults of the others."""
        return {name: known.values[0] for name, known in self.circumstances.items()} | dict(circumstances)


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Return the payer rules, accounts, facts and units of ``regimes.yaml``.

    Parameters
    ----------
    folder : Path, optional
        Folder with the file; the shipped cost tables unless given.

    Raises
    ------
    InputError
        When a rule does not balance or the file is not in order.
    """
    path = (folder or cost_tables_folder()) / "regimes.yaml"
    content = {name: part for name, part in rules_of_law(path).items() if name != "regimes"}
    rulebook = checked(Rulebook, content, "regimes.yaml", path)
    problems = [*_unknown_rules(rulebook, folder), *_regimes_at_once(folder)]
    if problems:
        raise InputError(problems)
    return rulebook


def _regimes_at_once(folder: Path | None) -> Iterator[Problem]:
    ordered = sorted((load_regime(name, folder) for name in regime_names(folder)), key=lambda one: one.in_force_from)
    for earlier, later in pairwise(ordered):
        if earlier.in_force_to is None or earlier.in_force_to >= later.in_force_from:
            yield Problem(
                what=f"Two regimes are in force on the same day: '{earlier.name}' and '{later.name}'.",
                file="cost_tables/regimes.yaml",
                field=f"regimes.{earlier.name}.in_force_to",
                found=str(earlier.in_force_to or "further notice"),
                allowed=f"a day before {later.in_force_from}",
                fix="End the earlier one on the day before the later one begins.",
            )


def _unknown_rules(rulebook: Rulebook, folder: Path | None) -> Iterator[Problem]:
    for name in regime_names(folder):
        for place, rule in load_regime(name, folder).books_by.items():
            for found in (place, rule):
                if found not in rulebook.payer_rules:
                    yield Problem(
                        what="The regime names a payer rule that is not there.",
                        file="cost_tables/regimes.yaml",
                        field=f"regimes.{name}.books_by.{place}",
                        found=found,
                        allowed=", ".join(rulebook.payer_rules),
                        nearest=nearest_name(found, rulebook.payer_rules),
                        fix="Name one of the payer rules of this file.",
                    )
