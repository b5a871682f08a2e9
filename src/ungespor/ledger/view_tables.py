"""What the views beside the default result are computed with, as written in ``views.yaml``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError, model_validator

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import cost_tables_folder, version_of
from ungespor.ledger.rulebook import load_rulebook
from ungespor.scenario.explain import explained
from ungespor.scenario.facts import ASSUMPTION, load_sources
from ungespor.scenario.nodes import UNREAD, Node, plain
from ungespor.scenario.quantity import Count, FieldError, HoursPerWeek, Ratio, Share, Strict
from ungespor.scenario.reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

OPERATING = "operating"
"""The kind of an account that no other kind names."""
NOBODY = "none"
"""The committee of what belongs to no one committee, and the function of what has none."""


class Label(Strict):
    """Words in both languages."""

    label_da: str
    label_en: str


class BookingKind(Label):
    """A dranst of the municipal chart of accounts, and the accounts that it takes."""

    code: str
    accounts: tuple[str, ...] = ()


class Function(Label):
    """A function of the municipal chart of accounts; medium confidence is recalled, not read."""

    confidence: Literal["high", "medium", "low"]


class ChartOfAccounts(Strict):
    """How the municipality books: functions, and dranst by account."""

    source: str
    kinds: dict[str, BookingKind]
    functions: dict[str, Function]

    @model_validator(mode="after")
    def _whole(self) -> ChartOfAccounts:
        if OPERATING not in self.kinds:
            raise FieldError(f"the kind '{OPERATING}' is missing", "kinds", ", ".join(self.kinds), OPERATING)
        accounts = [account for kind in self.kinds.values() for account in kind.accounts]
        twice = sorted({account for account in accounts if accounts.count(account) > 1})
        if twice:
            raise FieldError("an account has two kinds", "kinds", ", ".join(twice), "one kind for each account")
        return self

    def kind_of(self, account: str) -> str:
        """Return the kind that an account is booked as."""
        return next((name for name, kind in self.kinds.items() if account in kind.accounts), OPERATING)


class Social(Strict):
    """Numbers of the Ministry of Finance's social view."""

    net_tax_factor: Ratio
    tax_distortion: Share


class Overlays(Strict):
    """Numbers of equalisation and budget guarantee."""

    municipalities: Count
    own_share: Share
    some_municipalities: Count
    guarantee_pass_through: Share
    equalisation_level: Share
    guarantee_accounts: tuple[str, ...]

    @model_validator(mode="after")
    def _some_are_not_all(self) -> Overlays:
        if not 1 <= self.some_municipalities.central <= self.municipalities.central:
            allowed = f"1 to {self.municipalities.central:g}"
            found = f"{self.some_municipalities.central:g}"
            raise FieldError("more municipalities than there are", "some_municipalities", found, allowed)
        return self


class Displacement(Strict):
    """Share of the net job weeks that others lose."""

    job: Share


class Volume(Strict):
    """Hours a week by which a staff is changed that states no step of its own."""

    step: HoursPerWeek


class ViewTables(Strict):
    """Everything in ``views.yaml``."""

    chart_of_accounts: ChartOfAccounts
    committees: dict[str, Label]
    social: Social
    overlays: Overlays
    displacement: Displacement
    volume: Volume


def load_view_tables(folder: Path | None = None) -> ViewTables:
    """Read and check ``views.yaml``.

    Parameters
    ----------
    folder : Path, optional
        Folder with the file; the shipped cost tables unless given.

    Raises
    ------
    InputError
        With every problem found, in the words that a scenario's problems are told in.
    """
    folder = folder or cost_tables_folder()
    return _view_tables(folder, version_of(*(folder / name for name in ("views.yaml", "sources.yaml", "regimes.yaml"))))


@lru_cache(maxsize=4)
def _view_tables(folder: Path, _version: object) -> ViewTables:
    problems: list[Problem] = []
    tree = read_yaml(folder / "views.yaml", "views", problems)
    if tree.value is UNREAD:
        raise InputError(problems)
    problems.extend(_unknown_sources(tree, (), (ASSUMPTION, *load_sources(folder))))
    problems.extend(_unknown_accounts(tree, (), tuple(load_rulebook(folder).accounts)))
    try:
        tables = ViewTables.model_validate(plain(tree))
    except ValidationError as error:
        raise InputError([*problems, *explained(error, tree, ViewTables)]) from error
    if problems:
        raise InputError(problems)
    return tables


def _unknown_sources(node: Node, location: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    for name, child in node.entries.items():
        if name == "source" and child.value not in known:
            found = str(child.value)
            yield Problem(
                what=f"The source '{found}' is unknown.",
                file=str(child.place),
                field=".".join((*location, name)),
                found=found,
                allowed="an id of cost_tables/sources.yaml, or 'assumption' with a range",
                nearest=nearest_name(found, known),
                fix="Name where the number comes from, or call it an assumption.",
            )
        yield from _unknown_sources(child, (*location, name), known)


def _unknown_accounts(node: Node, location: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    for name, child in node.entries.items():
        if name.endswith("accounts") and isinstance(child.value, list):
            for entry in child.value:
                if entry.value not in known:
                    found = str(entry.value)
                    nearest = nearest_name(found, known)
                    yield Problem(
                        what=f"The account '{found}' is unknown.",
                        file=str(entry.place),
                        field=".".join((*location, name)),
                        found=found,
                        allowed=", ".join(known),
                        nearest=nearest,
                        fix=f"Write '{nearest}'." if nearest else "Name an account of regimes.yaml.",
                    )
        yield from _unknown_accounts(child, (*location, name), known)
