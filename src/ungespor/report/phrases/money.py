"""Danish and English phrases about prices: what was changed, the price list, the tornado."""

from __future__ import annotations

from typing import Final

UNITS: Final = {
    "unit.share": ("andel", "share"),
    "unit.dkk_per_year": ("kr. pr. år", "DKK per year"),
    "unit.dkk_per_month": ("kr. pr. måned", "DKK per month"),
    "unit.dkk_per_week": ("kr. pr. uge", "DKK per week"),
    "unit.dkk_per_day": ("kr. pr. dag", "DKK per day"),
    "unit.dkk_per_hour": ("kr. pr. time", "DKK per hour"),
    "unit.dkk_per_fte_year": ("kr. pr. årsværk", "DKK per full-time year"),
    "unit.dkk_per_contact": ("kr. pr. kontakt", "DKK per contact"),
    "unit.dkk_per_session": ("kr. pr. samtale", "DKK per session"),
    "unit.dkk_per_visit": ("kr. pr. besøg", "DKK per visit"),
    "unit.dkk_per_programme": ("kr. pr. indsats", "DKK per programme"),
    "unit.dkk_per_programme_week": ("kr. pr. uge for hele indsatsen", "DKK per week of the whole programme"),
    "unit.dkk_per_programme_year": ("kr. pr. år for hele indsatsen", "DKK per year of the whole programme"),
    "unit.share_per_year": ("pr. år", "per year"),
}

REPRICING: Final = {
    "repriced.of": (
        "Prissat på ny uden at simulere; de unges liv er fra kørslen af {created}.",
        "Priced anew without simulating; the lives are those of the run of {created}.",
    ),
    "repriced.price": (
        "Ændret: {name} fra {before} til {after} {unit}",
        "Changed: {name} from {before} to {after} {unit}",
    ),
    "repriced.in_prices": (" ({year}-priser)", " ({year} prices)"),
    "repriced.discount_rate": ("diskonteringsrente", "discount rate"),
    "repriced.regime": ("regelsæt", "regime"),
    "repriced.financing.headline": ("finansiering", "financing"),
    "warning.outside": (
        "Advarsel: {name} = {after} ligger uden for prisrækkens interval, {low} til {high}.",
        "Warning: {name} = {after} lies outside the range of the price row, {low} to {high}.",
    ),
    "warning.unused": (
        "Advarsel: {name} prissætter intet i denne kørsel.",
        "Warning: {name} prices nothing in this run.",
    ),
    "warning.not_then": (
        "Advarsel: {name} prissætter intet i denne kørsel; rækken gælder kun {period}.",
        "Warning: {name} prices nothing in this run; the row holds {period} only.",
    ),
    "warning.tables": (
        "Bemærk: pristabellerne er ændret, siden kørslen blev lavet; der regnes med de nye.",
        "Note: the cost tables have changed since the run was made; the new ones are used.",
    ),
}

LIST: Final = {
    "prices.heading": ("Priser ({count} rækker)", "Prices ({count} rows)"),
    "prices.row": ("Prisrække", "Price row"),
    "prices.year": ("År", "Year"),
    "prices.amount": ("Pris", "Price"),
    "prices.range": ("Interval", "Range"),
    "prices.range_and_confidence": ("Interval (sikkerhed)", "Range (confidence)"),
    "prices.fixed": ("fast", "fixed"),
    "prices.rule": ("Hvem betaler", "Who pays"),
    "prices.assumption": ("antagelse", "assumption"),
    "prices.note": ("{note} ({names})", "{note} ({names})"),
    "prices.where_used": (
        (
            "Under hver pris står dens navn, som bruges i: ungespor price KØRSEL --set NAVN=TAL, og dens kilde. "
            "Sted i kilden og gyldighed: --json."
        ),
        (
            "Below each price stand its name, for use in: ungespor price RUN --set NAME=NUMBER, and its source. "
            "Place in the source and dates: --json."
        ),
    ),
    "confidence.high": ("høj", "high"),
    "confidence.medium": ("mellem", "medium"),
    "confidence.low": ("lav", "low"),
    "diff.heading": (
        "Prisrækker, der er forskellige i {first} og {second} ({count})",
        "Price rows that differ between {first} and {second} ({count})",
    ),
    "diff.note": (
        "Forskellen er regnet i det seneste af en rækkes to prisår.",
        "The difference is in the later of the two price years of a row.",
    ),
    "diff.difference": ("Forskel", "Difference"),
    "diff.change": ("Ændring", "Change"),
    "diff.rules": ("Regler, der er forskellige ({count})", "Rules that differ ({count})"),
    "diff.rule": ("Regel", "Rule"),
    "diff.none": ("Ingen prisrækker er forskellige.", "No price rows differ."),
    "diff.missing": ("findes ikke", "is not there"),
    "diff.prices": ("{year}-priser", "{year} prices"),
}

WHO_PAYS: Final = {
    "rule.clock_benefit": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.clock_supplement": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.clock_supplement_child": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.clock_supplement_single_provider": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.clock_supplement_single": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.clock_supplement_adaptation": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.clock_supplement_leisure": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.clock_cofinanced": ("staten, kommunen medfinansierer", "state, municipality co-finances"),
    "rule.clock_subsidy": ("kommunen, staten refunderer", "municipality, state refunds"),
    "rule.state_transfer": ("staten", "state"),
    "rule.employer_wage": ("arbejdsgiveren", "employer"),
    "rule.employer_transfer": ("arbejdsgiveren", "employer"),
    "rule.municipal": ("kommunen", "municipality"),
    "rule.municipal_social": ("kommunen", "municipality"),
    "rule.regional": ("regionen", "region"),
    "rule.regional_primary": ("regionen", "region"),
    "rule.regional_medicine": ("regionen og borgeren", "region and citizen"),
    "rule.regional_hospital_kmf": ("regionen og kommunen", "region and municipality"),
    "rule.regional_primary_kmf": ("regionen og kommunen", "region and municipality"),
    "rule.special_place": ("kommunen og regionen", "municipality and region"),
    "rule.state": ("staten", "state"),
    "rule.municipal_state_65": ("kommunen og staten", "municipality and state"),
    "rule.psychologist_shared": ("regionen og borgeren", "region and citizen"),
    "rule.psychologist_free": ("regionen", "region"),
    "rule.psychologist_shared_kmf": ("regionen, kommunen og borgeren", "region, municipality and citizen"),
    "rule.psychologist_free_kmf": ("regionen og kommunen", "region and municipality"),
    "rule.programme_clinical": ("efter scenariets finansiering", "by the scenario's financing"),
    "rule.programme_adviser": ("efter scenariets finansiering", "by the scenario's financing"),
    "rule.tax_municipal": ("skat til kommunen", "tax to the municipality"),
    "rule.tax_state": ("skat til staten", "tax to the state"),
    "rule.tax_indirect": ("afgift til staten", "indirect tax to the state"),
    "rule.parameter": ("ingen (regnestørrelse)", "nobody (parameter)"),
}
"""The payer rules of ``regimes.yaml`` in a few words."""

TORNADO: Final = {
    "tornado.caption": (
        "Hvilke priser betyder mest? Én pris ad gangen i sin lave og høje ende, kr. pr. deltager",
        "Which prices matter most? One price at a time at its low and its high end, DKK per participant",
    ),
    "tornado.note": (
        "Ændring i nettogevinst; alle andre priser som angivet. De {shown} rækker af {count} med størst udslag.",
        "Change in net gain; all other prices as stated. The {shown} rows of {count} with the widest span.",
    ),
    "tornado.figure": (
        "Priser med størst betydning for det offentlige",
        "Prices that matter most to the public sector",
    ),
    "tornado.axis": (
        "Ændring i nettogevinst, kr. pr. deltager",
        "Change in net gain, DKK per participant",
    ),
    "tornado.low": ("lav pris", "low price"),
    "tornado.high": ("høj pris", "high price"),
    "tornado.at": ("{payer}: {end}", "{payer}: {end}"),
    "tornado.from_to": ("Fra … til", "From … to"),
    "tornado.unsure": (
        "Rækker mærket * er husket eller antaget, ikke slået op.",
        "Rows marked * are recalled or assumed, not looked up.",
    ),
    "tornado.too_small": (
        "Ingen pris alene flytter så meget, som simulationsusikkerheden lader se.",
        "No price alone moves as much as the Monte Carlo error lets be seen.",
    ),
    "tornado.none": ("Ingen pris i kørslen har et interval.", "No price in the run has a range."),
}

MONEY: Final[dict[str, tuple[str, str]]] = {**UNITS, **REPRICING, **LIST, **WHO_PAYS, **TORNADO}
"""Key → (Danish, English)."""
