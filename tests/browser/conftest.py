"""The report of a small run, opened in Chromium without a network."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import ungespor

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
REPORT_SECONDS = 30
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


class Opened:
    """A page, and everything it asked for or complained of."""

    def __init__(self, browser, path: Path, size: dict[str, int]) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page = browser.new_page(viewport=size)
        self.page.set_default_timeout(REPORT_SECONDS * 1000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None,
        )
        self.page.goto(path.as_uri())
        self.page.wait_for_function("document.querySelectorAll('.plot .main-svg').length >= 4")


@pytest.fixture(scope="session")
def finished():
    return ungespor.run("tiny", replications=6)


@pytest.fixture(scope="session")
def report(finished, tmp_path_factory):
    """Return a function that writes the run folder in a language, once, and returns its page."""
    from ungespor.report.run_folder import write_run_folder

    written: dict[str, Path] = {}

    def write(language: str) -> Path:
        if language not in written:
            parts = (finished.loaded, finished.trajectories, finished.ledger, finished.price_origins, finished.result)
            folder = tmp_path_factory.mktemp("runs") / "a folder æøå"
            written[language] = write_run_folder(folder, *parts, language=language) / "report.html"
        return written[language]

    return write


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def wide(browser, report):
    return Opened(browser, report("da"), WIDE)


@pytest.fixture(scope="session")
def phone(browser, report):
    return Opened(browser, report("da"), PHONE)


@pytest.fixture(scope="session")
def english(browser, report):
    return Opened(browser, report("en"), WIDE)
