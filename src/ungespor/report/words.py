"""Danish and English words for names in the tables: payers, accounts, states, indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ungespor.report.phrases.break_even import BREAK_EVEN
from ungespor.report.phrases.calibration import CALIBRATION
from ungespor.report.phrases.case import CASE
from ungespor.report.phrases.consequence import CONSEQUENCE
from ungespor.report.phrases.general import PHRASES
from ungespor.report.phrases.money import MONEY
from ungespor.report.phrases.portfolio import PORTFOLIO
from ungespor.report.phrases.rules import RULES
from ungespor.report.phrases.som import SOM
from ungespor.report.phrases.validation import VALIDATION
from ungespor.report.phrases.views import VIEWS
from ungespor.report.phrases.workbook import WORKBOOK

if TYPE_CHECKING:
    from ungespor.results.numbers import Language

LANGUAGES: Final = ("da", "en")

PAYER_WORDS: Final = {
    "payer.kommune": ("Kommunen", "Municipality"),
    "payer.andre_kommuner": ("Andre kommuner", "Other municipalities"),
    "payer.region": ("Regionen", "Region"),
    "payer.stat": ("Staten", "State"),
    "payer.fond": ("Fond", "Foundation"),
    "payer.arbejdsgiver": ("Arbejdsgivere", "Employers"),
    "payer.borger": ("De unge selv", "The young people"),
    "payer.public": ("Det offentlige i alt", "Public sector in all"),
    "payer.public_plus_fond": ("Det offentlige og fond", "Public sector and foundation"),
}

ACCOUNT_WORDS: Final = {
    "account.programme": ("Indsatsen selv", "The programme itself"),
    "account.benefits": ("Ydelser", "Benefits"),
    "account.refusion": ("Statsrefusion", "State reimbursement"),
    "account.co_financing": ("Kommunal medfinansiering", "Municipal co-financing"),
    "account.activation": ("Beskæftigelsesindsats", "Employment services"),
    "account.tax": ("Skat", "Tax"),
    "account.education": ("Uddannelse", "Education"),
    "account.social": ("Social indsats og genoptræning", "Social services and rehabilitation"),
    "account.psychiatry": ("Psykiatri", "Psychiatry"),
    "account.primary_care": ("Almen praksis og psykolog", "GP and psychologist"),
    "account.wages": ("Løn", "Wages"),
    "account.sick_pay": ("Sygeløn", "Sick pay"),
    "account.production": ("Produktion", "Production"),
    "account.indirect_tax": ("Afgiftstilbageløb", "Indirect-tax return"),
    "account.parameter": ("Satser og fradrag, der regnes med", "Rates and allowances to compute with"),
}

STATE_WORDS: Final = {
    "state.school": ("Folkeskole", "School"),
    "state.education": ("Ordinær uddannelse", "Ordinary education"),
    "state.fgu": ("FGU", "FGU (preparatory education)"),
    "state.job": ("Ordinært arbejde", "Ordinary job"),
    "state.education_benefit": ("Uddannelseshjælp", "Education benefit"),
    "state.cash_benefit": ("Kontanthjælp", "Cash benefit"),
    "state.sickness_benefit": ("Sygedagpenge og jobafklaring", "Sickness benefit and job clarification"),
    "state.resource_benefit": ("Ressourceforløb", "Resource benefit"),
    "state.rehabilitation": ("Revalidering", "Rehabilitation benefit"),
    "state.unemployment_benefit": ("Dagpenge", "Unemployment benefit"),
    "state.wage_subsidy": ("Løntilskud", "Wage subsidy"),
    "state.flex_job": ("Fleksjob", "Flex job"),
    "state.flex_job_waiting": ("Ledighedsydelse", "Waiting for a flex job"),
    "state.disability_pension": ("Førtidspension", "Disability pension"),
    "state.parental_benefit": ("Barselsdagpenge", "Parental benefit"),
    "state.self_support": ("Uden ydelse", "Without benefit"),
    "state.other": ("Andre ydelser", "Other benefits"),
}

INDICATOR_WORDS: Final = {
    "indicator.job_or_education": ("I job eller uddannelse", "In a job or education"),
    "indicator.education": ("– heraf uddannelse", "– of which education"),
    "indicator.job": ("– heraf job", "– of which a job"),
    "indicator.any_ordinary_hours": ("Nogen ordinære timer", "Any ordinary hours"),
    "indicator.education_benefit": ("På uddannelseshjælp", "On education benefit"),
    "indicator.other_benefits": ("På andre ydelser", "On other benefits"),
    "indicator.cash_benefit": ("– heraf kontanthjælp", "– of which cash benefit"),
    "indicator.sickness_benefit": ("– heraf sygedagpenge", "– of which sickness benefit"),
    "indicator.self_support": ("Uden ydelse og job", "Without benefit and job"),
    "indicator.psychiatric_contact": ("Psykiatrisk kontakt seneste år", "Psychiatric contact, latest year"),
    "indicator.admissions": ("Indlæggelser pr. deltager", "Admissions per participant"),
    "indicator.bed_days": ("Sengedage pr. deltager", "Bed days per participant"),
    "indicator.who5": ("WHO-5 (0–100)", "WHO-5 (0–100)"),
}

PERSON_WORDS: Final = {
    "stage.none": ("", ""),
    "stage.screening": ("screening", "screening"),
    "stage.assessment": ("udredning", "assessment"),
    "stage.too_burdened": ("for belastet", "too burdened"),
    "stage.waiting": ("venter", "waiting"),
    "stage.in_course": ("i forløb", "in course"),
    "stage.aftercare": ("efterværn", "aftercare"),
    "stage.completed": ("gennemført", "completed"),
    "stage.dropped_out": ("afbrudt", "dropped out"),
    "psychiatric.none": ("", ""),
    "psychiatric.primary": ("læge/psykolog", "GP/psychologist"),
    "psychiatric.outpatient": ("ambulant", "outpatient"),
    "psychiatric.inpatient": ("indlagt", "admitted"),
}

WORDS: Final[dict[str, tuple[str, str]]] = {
    **PAYER_WORDS,
    **ACCOUNT_WORDS,
    **STATE_WORDS,
    **INDICATOR_WORDS,
    **PERSON_WORDS,
    **PHRASES,
    **BREAK_EVEN,
    **CALIBRATION,
    **CASE,
    **MONEY,
    **PORTFOLIO,
    **CONSEQUENCE,
    **RULES,
    **SOM,
    **VALIDATION,
    **VIEWS,
    **WORKBOOK,
}
"""Every key with its Danish and its English words, so that neither language can lack one."""


def word(key: str, language: Language, **values: object) -> str:
    """Return the words for `key`, with `values` put into their places.

    Parameters
    ----------
    key : str
        A key of :data:`WORDS`.
    language : {"da", "en"}
    **values
        For the placeholders in the words.

    Raises
    ------
    KeyError
        If the key is unknown.
    """
    text = WORDS[key][LANGUAGES.index(language)]
    return text.format(**values) if values else text


def name_of(kind: str, name: str, language: Language) -> str:
    """Return the words for a name of a kind, or the name itself when it has none.

    Accounts, states and indicators may come from data that is newer than the words.
    """
    key = f"{kind}.{name}"
    return word(key, language) if key in WORDS else name.replace("_", " ")
