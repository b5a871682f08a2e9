"""Single weeks and events priced a second time, by hand, from the rates and the law alone.

Nothing here uses the program's tables or its arithmetic: every number is written out, in kroner a
month or a week as the rate letters give it. Where both agree to the øre, a swapped payer, a moved
band or a flipped sign cannot hide; the last tests make such mistakes on purpose.
"""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from ungespor.base.tables import Cell

STATE_SHARE = {1: Fraction("0.8"), 2: Fraction("0.4"), 3: Fraction("0.3"), 4: Fraction("0.2")}
DAGPENGE = {2022: 19_351, 2023: 19_728, 2025: 21_092, 2026: 22_041}
SERVICES_2024, SERVICES_2025 = Fraction(100, 104), Fraction(100, 108)


def ore(kroner):
    """Whole øre, halves up."""
    return (Fraction(kroner) * 100 + Fraction(1, 2)) // 1


def week(kroner_a_month):
    return Fraction(kroner_a_month) * 12 / 52


def taxes(wage=0, benefit=0):
    """Weekly AM-bidrag, bundskat and kommuneskat of 2023, in øre."""
    am = Fraction("0.08") * wage
    rest = wage - am + benefit - Fraction(48_000, 52)
    work = min(Fraction("0.1065") * wage, Fraction(45_600, 52)) + min(
        Fraction("0.045") * max(wage - Fraction(208_700, 52), 0), Fraction(2_700, 52)
    )
    return ore(am), ore(Fraction("0.1209") * max(rest, 0)), ore(Fraction("0.25") * max(rest - work, 0))


def with_tax(booked, wage=0, benefit=0, municipality="kommune"):
    am, base, municipal = taxes(wage, benefit)
    booked["tax", "transfer", "borger"] = am + base + municipal
    booked["tax", "transfer", "stat"] = -(am + base)
    booked["tax", "transfer", municipality] = -municipal
    return {key: amount for key, amount in booked.items() if amount}


def on_the_clock(kroner, band, municipality="kommune"):
    state = ore(Fraction(ore(kroner), 100) * STATE_SHARE[band])
    return {
        ("benefits", "transfer", municipality): ore(kroner),
        ("benefits", "transfer", "borger"): -ore(kroner),
        ("refusion", "transfer", "stat"): state,
        ("refusion", "transfer", municipality): -state,
    }


def co_financed(kroner, band, municipality="kommune"):
    own = ore(Fraction(ore(kroner), 100) * (1 - STATE_SHARE[band]))
    return {
        ("benefits", "transfer", "stat"): ore(kroner),
        ("benefits", "transfer", "borger"): -ore(kroner),
        ("co_financing", "transfer", municipality): own,
        ("co_financing", "transfer", "stat"): -own,
    }


def worked(kroner, account="wages"):
    return {
        (account, "transfer", "arbejdsgiver"): ore(kroner),
        (account, "transfer", "borger"): -ore(kroner),
        ("production", "production", "arbejdsgiver"): -ore(kroner),
    }


def paid_by(account, **payers):
    return {(account, "resource", payer): amount for payer, amount in payers.items()}


EDUCATION_BENEFIT = "age={age};living={living};provider={provider};readiness={readiness}"


def education_benefit(age="20-24", living="out", provider="no", readiness="education_ready"):
    return EDUCATION_BENEFIT.format(age=age, living=living, provider=provider, readiness=readiness)


def wage_2023(kroner_a_month_2026):
    return week(kroner_a_month_2026) * Fraction(DAGPENGE[2023], DAGPENGE[2026])


def cases():
    yield from education_benefit_cases()
    yield from other_benefit_cases()
    yield from work_cases()
    yield from education_cases()
    yield from service_cases()
    yield from municipal_cases()


def education_benefit_cases():
    out = week(6_545)
    yield Cell("education_benefit_week", "", 1, "home", education_benefit()), with_tax(on_the_clock(out, 1), 0, out)
    yield Cell("education_benefit_week", "", 2, "home", education_benefit()), with_tax(on_the_clock(out, 2), 0, out)
    yield Cell("education_benefit_week", "", 3, "home", education_benefit()), with_tax(on_the_clock(out, 3), 0, out)
    there = on_the_clock(out, 4, "andre_kommuner")
    cell = Cell("education_benefit_week", "", 4, "moved", education_benefit())
    yield cell, with_tax(there, 0, out, "andre_kommuner")
    home = week(2_820)
    cell = Cell("education_benefit_week", "", 4, "home", education_benefit(age="18-19", living="parents"))
    yield cell, with_tax(on_the_clock(home, 4), 0, home)
    provider = week(13_090)
    cell = Cell("education_benefit_week", "", 4, "home", education_benefit(provider="yes", readiness="activity_ready"))
    yield cell, with_tax(on_the_clock(provider, 4), 0, provider)
    for age, living, basis, supplement in (
        ("25-29", "out", 6_545, 5_399),
        ("25-29", "parents", 2_820, 9_124),
        ("20-24", "out", 6_545, 1_154),
        ("20-24", "parents", 2_820, 894),
    ):
        cell = Cell("education_benefit_week", "", 2, "home", education_benefit(age, living, readiness="activity_ready"))
        first, second = on_the_clock(week(basis), 2), on_the_clock(week(supplement), 2)
        both = {key: first[key] + second[key] for key in first}
        yield cell, with_tax(both, 0, week(basis) + week(supplement))


def other_benefit_cases():
    for age, living, has_child, rate in (
        ("25-29", "out", "no", 7_699),
        ("25-29", "parents", "no", 3_715),
        ("30_up", "parents", "no", 11_944),
        ("30_up", "out", "yes", 15_874),
    ):
        cell = Cell("cash_benefit_week", "", 4, "home", f"age={age};living={living};provider={has_child}")
        yield cell, with_tax(on_the_clock(week(rate), 4), 0, week(rate))
    sick = Fraction(4_550)
    yield Cell("sickness_benefit_week", "", 1, "home", "age=20-24"), with_tax(on_the_clock(sick, 1), 0, sick)
    for activity, age, rate in (
        ("job_clarification_week", "20-24", 11_944),
        ("resource_benefit_week", "20-24", 11_944),
        ("rehabilitation_week", "30_up", 19_728),
        ("flex_job_waiting_week", "25-29", 17_558),
    ):
        yield Cell(activity, "", 4, "home", f"age={age}"), with_tax(on_the_clock(week(rate), 4), 0, week(rate))
    for activity, age, rate, band in (
        ("unemployment_benefit_week", "25-29", 14_106, 4),
        ("unemployment_benefit_week", "30_up", 19_728, 1),
        ("disability_pension_week", "20-24", 19_795, 4),
    ):
        yield Cell(activity, "", band, "home", f"age={age}"), with_tax(co_financed(week(rate), band), 0, week(rate))
    there = with_tax(co_financed(week(14_106), 2, "andre_kommuner"), 0, week(14_106), "andre_kommuner")
    yield Cell("unemployment_benefit_week", "", 2, "moved", "age=25-29"), there


def work_cases():
    sick = Fraction(4_550)
    pay = {("sick_pay", "transfer", "arbejdsgiver"): ore(sick), ("sick_pay", "transfer", "borger"): -ore(sick)}
    yield Cell("sickness_employer_week", "", 0, "home", "age=20-24"), with_tax(pay, sick)
    full, part = wage_2023(24_500), wage_2023(13_240)
    yield Cell("job_week", "", 0, "home", "age=20-24;hours=full"), with_tax(worked(full), full)
    cell = Cell("job_week", "", 0, "moved", "age=20-24;hours=part")
    yield cell, with_tax(worked(part), part, municipality="andre_kommuner")
    flex = week(16_500) * Fraction(DAGPENGE[2023], DAGPENGE[2025])
    cell = Cell("flex_job_week", "", 4, "home", "age=30_up;hours=part")
    yield cell, with_tax(on_the_clock(flex, 4) | worked(part), part, flex)
    subsidy = on_the_clock(3_188, 2)
    subsidy["benefits", "transfer", "arbejdsgiver"] = subsidy.pop(("benefits", "transfer", "borger"))
    subsidised = subsidy | worked(full)
    subsidised["production", "production", "arbejdsgiver"] += 318_800
    yield Cell("wage_subsidy_week", "", 2, "home", "age=20-24"), with_tax(subsidised, full)


def education_cases():
    teaching = paid_by("education", stat=ore(Fraction(85_000, 52)))
    for facts, su in (
        ("age=under_18;kind=upper_secondary;living=parents", 0),
        ("age=18-19;kind=upper_secondary;living=out", 1_900),
        ("age=20-24;kind=vocational;living=out", 6_589),
        ("age=18-19;kind=higher;living=out", 6_589),
        ("age=20-24;kind=higher;living=parents", 1_900),
    ):
        paid = {("benefits", "transfer", "stat"): ore(week(su)), ("benefits", "transfer", "borger"): -ore(week(su))}
        yield Cell("education_week", "", 0, "home", facts), with_tax(teaching | paid, 0, week(su))
    apprentice = week(13_500)
    booked = worked(apprentice) | paid_by("education", stat=ore(Fraction(25_000, 52)))
    yield Cell("education_week", "", 0, "home", "age=18-19;kind=apprentice;living=out"), with_tax(booked, apprentice)
    stu = paid_by("education", kommune=ore(Fraction(230_000, 52) * SERVICES_2024))
    yield Cell("education_week", "", 0, "home", "age=20-24;kind=stu;living=out"), stu
    operation = ore(Fraction(145_000, 52) * SERVICES_2024)
    municipal = round(operation * 0.65)
    booked = paid_by("education", kommune=municipal, stat=operation - municipal)
    booked |= {("benefits", "transfer", "stat"): 160_400, ("benefits", "transfer", "borger"): -160_400}
    yield Cell("fgu_week", "", 0, "home", "age=18-19;living=out"), with_tax(booked, 0, Fraction(1_604))
    booked = {("benefits", "transfer", "stat"): 455_000, ("benefits", "transfer", "borger"): -455_000}
    yield Cell("parental_benefit_week", "", 0, "home", "age=25-29"), with_tax(booked, 0, Fraction(4_550))


def service_cases():
    for activity, account, kroner in (
        ("gp_contact", "primary_care", 250),
        ("outpatient_visit", "psychiatry", 2_300),
        ("emergency_visit", "psychiatry", 2_800),
        ("bed_day", "psychiatry", 5_500),
    ):
        yield Cell(activity, "", 0, "home", ""), paid_by(account, region=ore(kroner * SERVICES_2024))
    for activity, kroner in (("antidepressant_week", 700), ("adhd_medicine_week", 6_000)):
        spent = ore(Fraction(kroner, 52) * SERVICES_2024)
        region = round(spent * 0.6)
        yield Cell(activity, "", 0, "home", ""), paid_by("primary_care", region=region, borger=spent - region)
    for activity, kroner in (("psychologist_first_session", 1_133), ("psychologist_session", 945)):
        fee = ore(kroner * SERVICES_2024)
        yield Cell(activity, "", 0, "home", "age=18-19;diagnosis=anxiety"), paid_by("primary_care", region=fee)
        yield Cell(activity, "", 0, "home", "age=20-24;diagnosis=depression"), paid_by("primary_care", region=fee)
        for facts in ("age=20-24;diagnosis=stress", "age=25-29;diagnosis=anxiety", "age=under_18;diagnosis=depression"):
            region = round(fee * 0.6)
            yield Cell(activity, "", 0, "home", facts), paid_by("primary_care", region=region, borger=fee - region)


def municipal_cases():
    casework = paid_by("activation", kommune=ore(week(900) * SERVICES_2025))
    yield Cell("casework_week", "usual_practice", 0, "home", ""), casework
    activation = paid_by("activation", andre_kommuner=ore(week(1_500)))
    yield Cell("activation_week", "usual_practice", 0, "moved", ""), activation
    for activity, kroner in (
        ("home_support_hour", 500),
        ("pedagogic_support_hour", 500),
        ("family_treatment_visit", 2_000),
        ("respite_day", 1_400),
        ("coordination_hour", 480),
        ("rehabilitation_hour", 650),
    ):
        yield Cell(activity, "", 0, "moved", ""), paid_by("social", andre_kommuner=ore(kroner * SERVICES_2025))
    mentor = paid_by("activation", kommune=ore(380 * SERVICES_2025))
    yield Cell("retention_mentor_hour", "", 0, "home", ""), mentor
    yield Cell("study_support_hour", "", 0, "home", ""), paid_by("education", stat=ore(450 * SERVICES_2025))
    yield Cell("guidance_week", "usual_practice", 0, "home", ""), paid_by("activation", kommune=ore(week(400)))
    yield Cell("course_week", "ibbu", 0, "home", ""), paid_by("programme", kommune=32_000)
    fund, part = 138_000, 46_000  # a hundredth of 230,000 kr.
    yield Cell("programme_set_up", "ibbu", 0, "home", ""), paid_by("programme", fond=fund, region=part, kommune=part)


CASES = list(cases())


def name(case):
    cell = case[0]
    return f"{cell.activity}-{cell.refusion_band}-{cell.resident}-{cell.person_class}"


def agrees(booked, expected):
    """Compare to the øre; one øre of slack for sums of two rounded rates and of a split."""
    return booked.keys() == expected.keys() and all(abs(booked[key] - expected[key]) <= 1 for key in expected)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_ledger_agrees_with_the_law(pricing, case):
    cell, expected = case
    assert agrees(pricing.booked(cell), expected), (pricing.booked(cell), expected)


def test_the_cases_cover_every_priced_activity_but_staff_hours(pricing):
    kinds = pricing.table.activities
    priced = {name for name, kind in kinds.items() if kind.priced and kind.unit != "hour" and not kind.by_offer}
    covered = {cell.activity for cell, _ in CASES if not cell.activity.endswith("_hour")}
    assert {name for name in covered if not kinds[name].by_offer} == priced  # and test_offer_prices, test_volume


MISTAKES = {
    "two payers swapped": (
        "{kind: transfer, shares: {kommune: 1, borger: -1}}",
        "{kind: transfer, shares: {stat: 1, borger: -1}}",
    ),
    "refusion the wrong way": ("shares: {stat: 1, kommune: -1}", "shares: {stat: -1, kommune: 1}"),
    "co-financing by the state's share": ("times: municipal_share", "times: state_share"),
    "co-financing the wrong way": ("shares: {kommune: 1, stat: -1}", "shares: {kommune: -1, stat: 1}"),
    "shares of two bands swapped": ("[0.8, 0.4, 0.3, 0.2]", "[0.8, 0.3, 0.4, 0.2]"),
    "tax to the wrong payer": ("{borger: 1, kommune: -1}", "{borger: 1, region: -1}"),
    "tax with the wrong sign": (
        "{kind: transfer, shares: {borger: 1, stat: -1}}",
        "{kind: transfer, shares: {borger: -1, stat: 1}}",
    ),
    "production with the wrong sign": ("{arbejdsgiver: -1}", "{arbejdsgiver: 1}"),
    "psychologist split turned round": ("{region: 0.6, borger: 0.4}", "{region: 0.4, borger: 0.6}"),
    "hospital paid by the state": ("shares: {region: 1}", "shares: {stat: 1}"),
    "a week for a month": ("numerator: 52, denominator: 12", "numerator: 4, denominator: 1"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_rules_would_be_noticed(pricing_from, tmp_path, mistake):
    before, after = MISTAKES[mistake]
    folder = tmp_path / "cost_tables"
    shutil.copytree(Path(__file__).resolve().parents[3] / "cost_tables", folder)
    rules = folder / "regimes.yaml"
    text = rules.read_text(encoding="utf-8")
    assert before in text
    rules.write_text(text.replace(before, after), encoding="utf-8")
    wrong = pricing_from(folder)
    assert not all(agrees(wrong.booked(cell), expected) for cell, expected in CASES)
