"""Danish and English phrases for efforts whose effect nobody knows."""

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
}
"""Key → (Danish, English)."""
