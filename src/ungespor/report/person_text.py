"""One young person's two lives side by side on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ungespor.report.tables import Row, Table
from ungespor.report.terminal import print_notes, print_table
from ungespor.report.words import name_of, word
from ungespor.results.numbers import NOTHING, decimal

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from ungespor.results.numbers import Language

ARMS: Final = ("control", "intervention")
SPELL_COLUMNS: Final = ("state", "offer_stage", "psychiatric")
"""A new row begins when one of these changes in either life."""
LEFT: Final = (0, 1, 3, 4)
"""Columns of the table that hold words."""
LIFE_COLUMNS: Final = ("state", "hours_class", "resident", "readiness", "who5", "psychiatric", "benefit_week")
"""Two lives have parted when one of these differs; to be offered a course is not yet another life."""


def print_person(lives: pd.DataFrame, person: int, console: Console, language: Language) -> None:
    """Print the spells of both lives and mark the week in which they part.

    Parameters
    ----------
    lives : DataFrame
        Panel rows of one person in both arms.
    person : int
    console : Console
    language : {"da", "en"}
    """
    control, intervention = (lives[lives["arm"] == arm].set_index("week").sort_index() for arm in ARMS)
    parting = first_difference(control, intervention)
    print_table(_spell_table(control, intervention, parting, person, language), console)
    verdict = word("never_parted", language) if parting is None else word("parted", language, week=parting)
    print_notes([verdict, word("caution.luck", language)], console)


def first_difference(control: pd.DataFrame, intervention: pd.DataFrame) -> int | None:
    """Return the first week in which two lives, indexed by week, differ in anything."""
    weeks = control.index.intersection(intervention.index)
    columns = [name for name in LIFE_COLUMNS if name in control.columns]
    differs = (control.loc[weeks, columns].astype(str) != intervention.loc[weeks, columns].astype(str)).any(axis=1)
    return int(weeks[differs.to_numpy()][0]) if differs.any() else None


def spells(control: pd.DataFrame, intervention: pd.DataFrame, parting: int | None) -> list[tuple[int, int]]:
    """Return first and last week of each stretch in which neither life changes its spell.

    A stretch also ends where the lives part, so that the mark stands at the right week.
    """
    weeks = sorted(set(control.index) & set(intervention.index))
    keys = [
        tuple(map(str, (*before, *after)))
        for before, after in zip(
            *(life.loc[weeks, list(SPELL_COLUMNS)].itertuples(index=False) for life in (control, intervention)),
            strict=True,
        )
    ]
    stretches: list[tuple[int, int]] = []
    for place, week in enumerate(weeks):
        if place and keys[place] == keys[place - 1] and week != parting:
            stretches[-1] = (stretches[-1][0], week)
        else:
            stretches.append((week, week))
    return stretches


def _spell_table(
    control: pd.DataFrame, intervention: pd.DataFrame, parting: int | None, person: int, language: Language
) -> Table:
    rows = []
    for first, last in spells(control, intervention, parting):
        ends = {"first": decimal(first, language), "last": decimal(last, language)}
        weeks = ends["first"] if first == last else word("weeks", language, **ends)
        mark = "◄" if first == parting else ""
        cells = (*_life(control.loc[first:last], language)[1:], *_life(intervention.loc[first:last], language))
        rows.append(Row(f"{weeks} {mark}".strip(), cells))
    life = (word("control", language), word("who5", language))
    other = (word("stage", language), word("intervention", language), word("who5", language))
    return Table(
        word("caption.person", language, person=person), (word("week", language), *life, *other), tuple(rows), left=LEFT
    )


def _life(spell: pd.DataFrame, language: Language) -> tuple[str, str, str]:
    """Return stage of the course, state with treatment, and mean WHO-5 of one life over one stretch."""
    begin = spell.iloc[0]
    treatment = name_of("psychiatric", str(begin["psychiatric"]), language)
    state = name_of("state", str(begin["state"]), language) + (f", {treatment}" if treatment else "")
    stage = name_of("stage", str(begin["offer_stage"]), language) or NOTHING
    return stage, state, decimal(float(spell["who5"].mean()), language)
