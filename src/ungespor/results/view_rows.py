"""The rows of overlays and displacement, each in a view of its own, as they stand in ``ledger.parquet``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ungespor.results.displacement import displacement_ledger
from ungespor.results.overlays import SCOPES, overlay_bases, overlay_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ungespor.base.tables import Ledger
    from ungespor.ledger.view_tables import ViewTables


def posted_views(ledger: Ledger, views: ViewTables) -> Iterator[Ledger]:
    """Post what lies beside the default view: displacement, and each overlay for each number of municipalities.

    Parameters
    ----------
    ledger : Ledger
        Only its default view is read; some of the worlds are enough.
    views : ViewTables

    Yields
    ------
    Ledger
        Nothing but rows of the views ``"displacement"``, ``"overlay:budget_guarantee:SCOPE"`` and
        ``"overlay:equalisation:SCOPE"``, where the scope is ``only_us``, ``some`` or ``all``. No two
        scopes hold at once, so that their rows are never to be added up.
    """
    yield displacement_ledger(ledger, views.displacement.job.central)
    bases = overlay_bases(ledger, views.overlays)
    for scope in SCOPES:
        posted = overlay_ledger(ledger, bases, views.overlays, scope)
        yield replace(posted, lines=tuple(replace(line, view=f"{line.view}:{scope}") for line in posted.lines))
