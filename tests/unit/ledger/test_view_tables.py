"""Do the tables of the views cover what the other tables name?"""

from __future__ import annotations

import shutil

from ungespor.base.paths import cost_tables_folder
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.view_tables import load_view_tables

TABLE, VIEWS = load_price_table(), load_view_tables()
NO_FUNCTION = {"", "none", "by activity"}


def test_every_function_that_is_named_has_words():
    named = {kind.municipal_function for kind in TABLE.activities.values()}
    named |= {account.municipal_function for account in TABLE.rulebook.accounts.values()}
    assert named - NO_FUNCTION <= VIEWS.chart_of_accounts.functions.keys()


def test_every_committee_of_a_price_has_words():
    assert {row.committee for row in TABLE.rows} <= VIEWS.committees.keys()


def test_refusion_and_tax_are_booked_apart_from_expenditure():
    kinds = {account: VIEWS.chart_of_accounts.kind_of(account) for account in TABLE.rulebook.accounts}
    assert {account for account, kind in kinds.items() if kind != "operating"} == {"refusion", "tax"}
    assert [VIEWS.chart_of_accounts.kinds[kinds[account]].code for account in ("benefits", "refusion", "tax")] == list(
        "127"
    )


def test_what_no_kind_names_is_expenditure_wherever_that_kind_stands():
    chart = VIEWS.chart_of_accounts
    turned = chart.model_copy(update={"kinds": dict(reversed(chart.kinds.items()))})
    assert turned.kind_of("benefits") == chart.kind_of("benefits") == "operating"


def test_what_is_recalled_is_of_low_confidence_and_wide():
    overlays, social = VIEWS.overlays, VIEWS.social
    recalled = (overlays.own_share, overlays.guarantee_pass_through, overlays.equalisation_level)
    for number in (*recalled, social.net_tax_factor, social.tax_distortion, VIEWS.displacement.job):
        assert number.confidence == "low"
        assert number.low < number.high


def test_the_views_are_read_anew_when_their_file_has_changed(tmp_path):
    folder = shutil.copytree(cost_tables_folder(), tmp_path / "tables")
    before = load_view_tables(folder)
    assert load_view_tables(folder) is before
    path = folder / "views.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before.committees["employment"].label_en, "Other words"), encoding="utf-8")
    assert load_view_tables(folder).committees["employment"].label_en == "Other words"
