"""Did what a told case costs move although nobody meant it to?"""

from __future__ import annotations

from ungespor.base.tables import PAYERS
from ungespor.evaluation.case import price_case
from ungespor.report.files import csv_text
from ungespor.scenario.case_file import shipped_cases


def test_every_case_by_version_and_payer(golden):
    rows = []
    for name in shipped_cases():
        for version in price_case(name)["versions"]:
            ore = [sum(version["payers"][payer]["weekly_ore"]) for payer in PAYERS]
            rows.append([name, version["version"], *ore])
    golden("cases.csv", csv_text(["case", "version", *PAYERS], rows))
