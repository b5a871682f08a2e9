"""Phrases of the business case for one consequence."""

from __future__ import annotations

from typing import Final

CONSEQUENCE: Final = {
    "consequence.caption": (
        "Business case: {events} forebygget pr. 100 deltagere, kr. netto pr. deltager",
        "Business case: {events} prevented per 100 participants, DKK net per participant",
    ),
    "consequence.note": (
        "Antallet er en antagelse; alt andet er slået fra. Alle forebygges i det første år.",
        "The number is an assumption; all else is switched off. All are prevented in the first year.",
    ),
    "consequence.prevented": ("Forebygget", "Prevented"),
    "consequence.stated": ("{number} (antaget)", "{number} (assumed)"),
    "consequence.break_even": ("{number} (går lige op)", "{number} (break-even)"),
    "consequence.full": ("Fuld simulation: det offentlige", "Full simulation: public sector"),
    "consequence.not_attainable": ("ikke opnåeligt i denne gruppe", "not attainable in this group"),
    "consequence.gain": ("gevinst", "gain"),
    "consequence.loss": ("tab", "loss"),
    "consequence.admission": ("psykiatriske indlæggelser", "psychiatric admissions"),
    "consequence.outpatient_start": ("ambulante psykiatriske forløb", "psychiatric outpatient courses"),
    "consequence.emergency": ("besøg på psykiatrisk skadestue", "visits to psychiatric emergency"),
    "consequence.line.public": (
        "Det offentlige går lige op ved {number} forebyggede {events} pr. 100 deltagere.",
        "The public sector breaks even at {number} {events} prevented per 100 participants.",
    ),
    "consequence.line.region": (
        "Regionen vinder fra den første; kommunen betaler, uanset hvor mange der forebygges.",
        "The region gains from the first; the municipality pays however many are prevented.",
    ),
    "consequence.line.events": (
        "Uden indsatsen har 100 unge {control} {events} på {years} simulerede år; den sparer dem for {spared}.",
        "Without it 100 young people have {control} {events} in {years} simulated years; it spares them {spared}.",
    ),
    "consequence.line.not_attainable": (
        "{number} pr. 100 er ikke opnåeligt i denne gruppe: der er ikke så mange at forebygge.",
        "{number} per 100 is not attainable in this group: there are not so many to prevent.",
    ),
}
