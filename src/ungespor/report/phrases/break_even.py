"""Danish and English phrases for break-even: efforts whose effect nobody knows, and the search over effects."""

from __future__ import annotations

from typing import Final

BREAK_EVEN: Final = {
    "break_even.unknown": (
        "Der kendes ingen virkning; kun udgift og balancepunkt er vist.",
        "No effect is known; cost and break-even only.",
    ),
    "break_even.meaning": (
        "Begge arme lever de samme liv, fordi ingen har målt en virkning; det siger ikke, at der ingen er.",
        "Both arms live the same lives because nobody has measured an effect; that does not say that there is none.",
    ),
    "break_even.caption": (
        "Balancepunkt: uger i job i stedet for {benefit}, som hver deltager skulle have flere af",
        "Break-even: weeks in a job instead of {benefit} that each participant would need more of",
    ),
    "break_even.caption_none": (
        "Balancepunkt: ingen deltager får en ydelse, så en uge i job sparer ingen",
        "Break-even: no participant receives a benefit, so a week in a job saves none",
    ),
    "break_even.note": (
        "En uge til gennemsnitsprisen i kontrolarmen, med den indsats, der følger ydelsen; ikke tilbagediskonteret",
        "A week at its average price in the control arm, with the services that go with the benefit; not discounted",
    ),
    "break_even.cost": ("Udgift pr. deltager (kr.)", "Cost per participant (DKK)"),
    "break_even.gain": ("Gevinst pr. uge (kr.)", "Gain per week (DKK)"),
    "break_even.weeks": ("Uger til balance", "Weeks to break even"),
    "break_even.never": ("ingen er nok", "none will do"),
    "break_even.too_long": ("{weeks} (mere end perioden)", "{weeks} (more than the horizon)"),
    "balance.caption": (
        "Hvad skal der til, for at hver betaler går i nul? Antal år: {years}",
        "What does it take for each payer to break even? Years counted: {years}",
    ),
    "balance.note": (
        (
            "× betyder gange det angivne: 1 er som angivet, 0 ingen virkning (log-skala). I parentes: hvor"
            " nutidsværdien ikke kan skelnes fra 0"
        ),
        (
            "× means times what is stated: 1 is as stated, 0 no effect (log scale). In brackets: where present value"
            " cannot be told from 0"
        ),
    ),
    "balance.effect": ("Virkning\N{NO-BREAK SPACE}×", "Effect\N{NO-BREAK SPACE}×"),
    "balance.persistence": (
        "Varighed (halveringstid)\N{NO-BREAK SPACE}×",
        "Persistence (half-life)\N{NO-BREAK SPACE}×",
    ),
    "balance.price": ("Indsatsens højeste pris\N{NO-BREAK SPACE}×", "Highest price of the effort\N{NO-BREAK SPACE}×"),
    "balance.price_axis": ("Indsatsens pris\N{NO-BREAK SPACE}×", "Price of the effort\N{NO-BREAK SPACE}×"),
    "balance.uptake": ("Færrest deltagere\N{NO-BREAK SPACE}×", "Fewest participants\N{NO-BREAK SPACE}×"),
    "balance.at_least": ("mindst {value}{range}", "at least {value}{range}"),
    "balance.at_most": ("højst {value}{range}", "at most {value}{range}"),
    "balance.always": ("ved alle værdier fra {low} til {high}", "at every value from {low} to {high}"),
    "balance.never": ("ikke mellem {low} og {high}", "at no value from {low} to {high}"),
    "balance.uncertain": ("{text} (usikkert)", "{text} (uncertain)"),
    "balance.even_free": ("taber selv uden pris", "loses even at no price"),
    "balance.untouched": ("berøres ikke", "not affected"),
    "balance.several": ("skifter flere gange", "turns more than once"),
    "balance.range": (" ({low} til {high})", " ({low} to {high})"),
    "balance.below": ("under {end}", "below {end}"),
    "balance.above": ("over {end}", "above {end}"),
    "balance.years": (
        "Den virkning, hver betaler går i nul ved, efter antal år",
        "The effect at which each payer breaks even, by the number of years",
    ),
    "balance.surface": (
        "{payer}: netto pr. deltager efter {years} år ved anden virkning (rækker) og varighed (søjler), kr.",
        "{payer}: net per participant after {years} years at another effect (rows) and persistence (columns), DKK",
    ),
    "balance.prices": (
        "{payer}: netto pr. deltager efter {years} år ved anden virkning (rækker) og pris (søjler), kr.",
        "{payer}: net per participant after {years} years at another effect (rows) and price (columns), DKK",
    ),
    "balance.few": (
        "Hvert punkt er simuleret {replications} gange med de samme unge og det samme held.",
        "Each point was simulated {replications} times with the same young people and the same luck.",
    ),
    "balance.line": (
        "Pris og deltagere regnes uden ny simulering; deltagernes antal gælder, så længe ingen venter.",
        "Price and participants need no new simulation; the number of participants holds as long as nobody waits.",
    ),
    "balance.not_whole": (
        "Virkning betyder alt, hvad indsatsen gør ved de unge; bemanding, forløb og fortrængt indsats er som angivet.",
        "Effect means all that the effort does to the young; staff, courses and displaced services are as stated.",
    ),
    "balance.nought": ("Netto er 0", "Net is 0"),
}
"""Key → (Danish, English)."""
