"""Danish and English words for the rules that a run is priced by."""

from __future__ import annotations

from typing import Final

RULES: Final = {
    "regime.pre_2019": (
        "reglerne før 2019, med kommunal medfinansiering af sundhed",
        "rules before 2019, with municipal co-financing of health",
    ),
    "regime.pre_2025H2": ("reglerne før 1. juli 2025", "rules before 1 July 2025"),
    "regime.post_2025H2": ("reglerne fra 1. juli 2025", "rules from 1 July 2025"),
    "rules.dated": ("dateret, {spans}", "dated, {spans}"),
    "rules.span": ("{regime} {first}–{last}", "{regime} {first}–{last}"),
    "note.prices_dated": (
        "Nutidsværdi, {price_year}-priser, rente {rate}; hvert halvår efter de regler, der gælder da ({rules})",
        "Present value, {price_year} prices, discount rate {rate}; each half-year by the rules then in force ({rules})",
    ),
    "caution.reform": (
        "Beregningen krydser en reform: {rules}. Satserne er i {price_year}-priser: det er reglerne, der skifter.",
        "The calculation crosses a reform: {rules}. Rates are in {price_year} prices: what changes is the rules.",
    ),
    "caution.no_reform": (
        "Hvert halvår er prissat efter de regler, der gælder da; beregningen krydser ingen reform.",
        "Each half-year is priced by the rules then in force; the calculation crosses no reform.",
    ),
}
"""Key to Danish and English words."""
