"""The page of rules: regimes, payer rules, accounts and what is known to change, each with its law."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ungespor.ledger.rulebook import load_rulebook
from ungespor.scenario.regime import load_regime, regime_names, rules_of_law

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ungespor.ledger.rulebook import Entry
    from ungespor.scenario.regime import Regime

PAGE = """# Rules

Everything in `cost_tables/regimes.yaml`, with the act each rule rests on. What is unverified says so.
Choose a regime with the scenario's field `regime` or `ungespor run --regime`; how dates work:
[rules may be dated](../decisions/0014-rules-may-be-dated.md).

## Regimes

{regimes}
{details}
## What changes beside the regimes

None of this is in the prices.

{dated}
## Circumstances

What holds for everybody in a scenario and decides some prices; the first word is the default.

{circumstances}
## Payer rules

Who spends (above 0) and who receives (below 0) of each krone of a price.

{payer_rules}
## Accounts

{accounts}"""


def rules_page(table: Callable[[list[str], list[list[str]]], str], cost_tables: Path) -> str:
    """Return the page of rules; `table` writes a Markdown table."""
    rulebook = load_rulebook(cost_tables)
    regimes = [load_regime(name, cost_tables) for name in regime_names(cost_tables)]
    validity = [
        [f"`{regime.name}`", regime.title_en, _dates(regime), str(regime.rates_on), regime.law] for regime in regimes
    ]
    dated = [
        [str(fact.from_), str(fact.until or ""), fact.label_en, f"{fact.law} ({fact.confidence})", fact.in_model]
        for fact in rulebook.dated_facts.values()
    ]
    circumstances = [
        [f"`{name}`", ", ".join(known.values), known.label_en] for name, known in rulebook.circumstances.items()
    ]
    payer_rules = [
        [f"`{name}`", "; ".join(_entry(entry) for entry in rule.entries), rule.law]
        for name, rule in rulebook.payer_rules.items()
    ]
    accounts = [
        [f"`{name}`", account.label_da, account.municipal_function] for name, account in rulebook.accounts.items()
    ]
    return PAGE.format(
        regimes=table(["regime", "what", "in force", "frozen rates of", "law"], validity),
        details="\n".join(_details(regime, cost_tables, table) for regime in regimes),
        dated=table(["from", "until", "what", "law (confidence)", "in the model"], dated),
        circumstances=table(["circumstance", "values", "what"], circumstances),
        payer_rules=table(["rule", "entries", "law"], payer_rules),
        accounts=table(["account", "what", "municipal function"], accounts),
    )


def _dates(regime: Regime) -> str:
    return f"{regime.in_force_from} to {regime.in_force_to or 'further notice'}"


def _details(regime: Regime, cost_tables: Path, table: Callable[[list[str], list[list[str]]], str]) -> str:
    """Return what a regime states itself, and what of it nobody has verified."""
    regimes = rules_of_law(cost_tables / "regimes.yaml")["regimes"]
    assert isinstance(regimes, dict)  # noqa: S101 - the file has been read
    body = regimes[regime.name]
    extends = f" It extends `{body['extends']}` and differs in what is named here." if "extends" in body else ""
    lines = [f"### {regime.name}\n\n{regime.title_en}.{extends}\n"]
    if "refusion_week_edges" in body:
        clock = [f"the state refunds {share:.0%}" for share in regime.state_shares]
        edges = [0, *regime.refusion_week_edges]
        weeks = [f"{first + 1}–{last}" for first, last in pairwise(edges)]
        rows = [[week, text] for week, text in zip([*weeks, f"{edges[-1] + 1} and later"], clock, strict=True)]
        lines.append(table(["benefit week", "act 994/2015 section 5"], rows))
    if "refusion_status" in body:
        lines.append(
            table(["state", "counts as"], [[f"`{name}`", text] for name, text in regime.refusion_status.items()])
        )
    if "adults_only" in body:
        states = ", ".join(f"`{state}`" for state in regime.adults_only)
        lines.append(f"Closed to those below {regime.adult_age}: {states}.\n")
    if "books_by" in body:
        rows = [[f"`{name}`", f"`{other}`"] for name, other in regime.books_by.items()]
        lines.append(table(["payer rule", "books here as"], rows))
    own = body.get("unverified", {})
    rows = [[f"`{name}`", " ".join(str(text).split())] for name, text in own.items()]
    if rows:
        lines.append(table(["unverified", "what"], rows))
    return "\n".join(lines)


def _entry(entry: Entry) -> str:
    shares = entry.shares or {f"{entry.financing} financing": 1}
    text = ", ".join(f"{payer} {share:+g}" for payer, share in shares.items())
    account = f" on `{entry.account}`" if entry.account else ""
    times = f" × {entry.times.replace('_', ' ')}" if entry.times else ""
    return f"{entry.kind}{account}: {text}{times}"
