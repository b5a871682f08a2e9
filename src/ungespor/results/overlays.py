"""Budget guarantee and equalisation, posted as rows of their own views beside the default.

Both are laid upon the run from outside, by what is recalled of the rules (``views.yaml``):

* **Budget guarantee.** The block grant to all municipalities together follows their net
  expenditure on covered benefits.  Of its own saving a municipality loses only its own share of
  the country; but when others save in the same way, it loses its share of their savings too.
* **Equalisation.** A municipality whose tax base grows more than the average pays the
  equalisation level of the difference.  When all grow alike, nobody pays.

Coverage says how large a share of the country does the same: our municipality alone, k of 98, all.
Left out: equalisation by socio-economic need, caps, the choice between the state's guarantee and
own budgeting of the tax base, and that grants follow a year or more later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import PUBLIC_PAYERS, Ledger, LedgerLine
from ungespor.results.bookings import MUNICIPAL_PAYERS
from ungespor.results.net import net_of
from ungespor.results.statistics import ends_of, statistic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ungespor.base.books import Books
    from ungespor.ledger.view_tables import Overlays, ViewTables
    from ungespor.results.net import Net

HOME, OTHERS = MUNICIPAL_PAYERS
STATE: Final = "stat"
TAX_ACCOUNT: Final = "tax"
REFUSION_ACCOUNT: Final = "refusion"
GUARANTEE: Final = "budget_guarantee"
EQUALISATION: Final = "equalisation"
PREFIX: Final = "overlay:"
SCOPES: Final = ("only_us", "some", "all")


def coverage(scope: str, overlays: Overlays) -> float:
    """Return the share of the country whose municipalities do the same, our own included."""
    own = overlays.own_share.central
    if scope == "only_us":
        return own
    if scope == "all":
        return 1.0
    others = (overlays.some_municipalities.central - 1) / overlays.municipalities.central
    return min(1.0, own + others)


def overlay_bases(ledger: Ledger, overlays: Overlays) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what the municipality spends on covered accounts, and on tax: shape (worlds, arms, periods)."""
    return _sum(ledger, set(overlays.guarantee_accounts)), _sum(ledger, {TAX_ACCOUNT})


def overlay_ledger(
    ledger: Ledger, bases: tuple[NDArray[np.int64], NDArray[np.int64]], overlays: Overlays, scope: str
) -> Ledger:
    """Post budget guarantee and equalisation as rows of their own.

    Parameters
    ----------
    ledger : Ledger
    bases : tuple of ndarray
        Of this ledger, from :func:`overlay_bases`; the same for every scope.
    overlays : Overlays
    scope : {"only_us", "some", "all"}
        Who does the same.

    Returns
    -------
    Ledger
        Nothing but the new rows, all of them transfers that add up to 0, in the views
        ``"overlay:budget_guarantee"`` and ``"overlay:equalisation"``. The rows of the other
        payers are those that follow from our effort and those that make up our municipality's.
    """
    covered, taxed = bases
    rows: list[tuple[LedgerLine, NDArray[np.int64]]] = []
    guarantee, equalisation = _factors(overlays, coverage(scope, overlays))
    rows += _balanced(GUARANTEE, "guarantee_pass_through", covered, guarantee, STATE)
    rows += _balanced(EQUALISATION, "equalisation_level", taxed, equalisation, OTHERS)
    amount = np.stack([ore for _, ore in rows], axis=-1)
    return replace(ledger, lines=tuple(line for line, _ in rows), amount_ore=amount, quantity=np.zeros_like(amount))


def _factors(overlays: Overlays, covered: float) -> tuple[dict[str, float], dict[str, float]]:
    """Return what a payer is posted for each krone the municipality spends on covered accounts, and on tax."""
    passed, level = overlays.guarantee_pass_through.central, overlays.equalisation_level.central
    guarantee = {HOME: -passed * covered, OTHERS: -passed * (1 - overlays.own_share.central)}
    return guarantee, {HOME: -level * (1 - covered)}


def _sum(ledger: Ledger, accounts: set[str]) -> NDArray[np.int64]:
    """Return what the municipality spends on some accounts, shape (worlds, arms, periods)."""
    chosen = [number for number, line in enumerate(ledger.lines) if _is_base(line, accounts)]
    total: NDArray[np.int64] = ledger.amount_ore[..., chosen].sum(axis=-1)
    return total


def _is_base(line: LedgerLine, accounts: set[str]) -> bool:
    return not line.view and line.payer == HOME and line.account in accounts


def _balanced(
    overlay: str, parameter: str, base: NDArray[np.int64], factors: Mapping[str, float], counterpart: str
) -> list[tuple[LedgerLine, NDArray[np.int64]]]:
    """Return a row for each payer, and the counterpart's, so that they add up to 0 to the øre."""
    posted = {payer: np.rint(base * factor).astype(np.int64) for payer, factor in factors.items()}
    posted[counterpart] = -np.sum(list(posted.values()), axis=0)
    return [
        (LedgerLine("", "", payer, overlay, parameter, "transfer", PREFIX + overlay), ore)
        for payer, ore in posted.items()
    ]


def describe_overlays(
    books: Books, headline: Net, participants: float, discount_rate: float, views: ViewTables
) -> dict[str, Any]:
    """Show what a municipality keeps: gross → refusion → guarantee → equalisation.

    Parameters
    ----------
    books : Books
    headline : Net
        The default result, which the waterfall begins from and never changes.
    participants, discount_rate : float
    views : ViewTables

    Returns
    -------
    dict
        `only_us`, `some` and `all`, each with `municipalities`, `coverage`, `steps` (present value
        per participant for the municipality: `operating`, `refusion`, `tax`, `net`,
        `budget_guarantee`, `equalisation`, `kept`), `kept_range` (the mean at the ends of the
        recalled numbers) and `payers` (what the overlays move, by public payer).
    """
    default = _default_steps(headline, participants, discount_rate)
    described = {}
    ledger = books.of(lambda line: _is_base(line, {*views.overlays.guarantee_accounts, TAX_ACCOUNT}))
    bases = overlay_bases(ledger, views.overlays)
    for scope in SCOPES:
        posted = overlay_ledger(ledger, bases, views.overlays, scope)
        moved = {
            overlay: net_of(posted, headline.years[-1], (PREFIX + overlay,)) for overlay in (GUARANTEE, EQUALISATION)
        }
        value = {
            overlay: {payer: _value(net, payer, participants, discount_rate) for payer in PUBLIC_PAYERS}
            for overlay, net in moved.items()
        }
        steps = {**default, **{overlay: value[overlay][HOME] for overlay in moved}}
        steps["kept"] = steps["net"] + steps[GUARANTEE] + steps[EQUALISATION]
        described[scope] = {
            "municipalities": _municipalities(scope, views.overlays),
            "coverage": coverage(scope, views.overlays),
            "steps": {name: statistic(values) for name, values in steps.items()},
            "kept_range": _kept_range(default, headline, participants, discount_rate, views.overlays, scope),
            "payers": {
                payer: {overlay: float(value[overlay][payer].mean()) for overlay in moved} for payer in PUBLIC_PAYERS
            },
        }
    return described


def _default_steps(headline: Net, participants: float, discount_rate: float) -> dict[str, NDArray[np.float64]]:
    by_account = headline.present_value(HOME, discount_rate) / participants
    steps = {name: np.zeros(len(by_account)) for name in ("operating", REFUSION_ACCOUNT, TAX_ACCOUNT)}
    for place, account in enumerate(headline.accounts):
        steps[account if account in steps else "operating"] += by_account[:, place]
    steps["net"] = by_account.sum(axis=1)
    return steps


def _value(net: Net, payer: str, participants: float, discount_rate: float) -> NDArray[np.float64]:
    return net.present_value(payer, discount_rate).sum(axis=1) / participants


def _municipalities(scope: str, overlays: Overlays) -> int:
    counts = {"only_us": 1.0, "some": overlays.some_municipalities.central, "all": overlays.municipalities.central}
    return int(counts[scope])


def _kept_range(
    default: Mapping[str, NDArray[np.float64]],
    headline: Net,
    participants: float,
    discount_rate: float,
    overlays: Overlays,
    scope: str,
) -> dict[str, float]:
    """Return the least and the most of the mean that is kept, over the ends of what is recalled."""
    by_account = (headline.present_value(HOME, discount_rate) / participants).mean(axis=0)
    covered = sum(
        float(value)
        for account, value in zip(headline.accounts, by_account, strict=True)
        if account in overlays.guarantee_accounts
    )
    taxed, net = float(default[TAX_ACCOUNT].mean()), float(default["net"].mean())
    ends = []
    for share in ends_of(overlays.own_share):
        if scope == "only_us":
            reach = share
        else:
            reach = min(1.0, coverage(scope, overlays) - overlays.own_share.central + share)
        ends += [
            net - passed * reach * covered - level * (1 - reach) * taxed
            for passed in ends_of(overlays.guarantee_pass_through)
            for level in ends_of(overlays.equalisation_level)
        ]
    return {"low": min(ends), "high": max(ends)}
