"""Is the documentation true: links lead somewhere, examples run and print what the page shows?

How a page is executed, from top to bottom, in an empty folder of its own:

* a ``yaml`` or ``csv`` block after the line ``<!-- file: NAME -->`` is written to that file;
* a ``console`` block runs each ``$ ungespor …`` and compares what is shown below it, where
  anything is shown; ``...`` stands for any text, and ``# exit code 2`` tells of a refusal;
* a ``python`` block is executed; when written with ``>>>`` its answers are compared too;
* a ``sh`` block holds set-up commands for a person and is not executed; ``text`` is a picture.
"""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PAGES = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").rglob("*.md"))]
LANGUAGES = {"console", "python", "yaml", "csv", "sh", "text", "bat"}
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
SET_UP = r"(git clone|cd|make|py|python3?|\.venv[\\/]|#)"


class Block(NamedTuple):
    language: str
    text: str
    file: str | None
    line: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    pattern = r"(?:^<!-- file: (?P<file>\S+) -->\n+)?^```(?P<language>\w*)\n(?P<text>.*?)^```$"
    return [
        Block(found["language"], found["text"], found["file"], text.count("\n", 0, found.start()) + 1)
        for found in re.finditer(pattern, text, re.MULTILINE | re.DOTALL)
    ]


def name(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def commands(text: str) -> list[tuple[str, str]]:
    """Split a console block into commands and what is shown after each."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert parts[0] == "", "a console block begins with a command"
    return [(command, shown) for command, _, shown in (part.partition("\n") for part in parts[1:])]


def run_console(block: Block, start) -> None:
    for command, shown in commands(block.text):
        words, _, remark = command.partition(" # ")
        arguments = shlex.split(words)
        assert arguments[0] == "ungespor", f"{command}: console blocks hold ungespor commands, sh blocks the others"
        answer = start(*arguments[1:])
        expected = int(remark.removeprefix("exit code ")) if remark.startswith("exit code ") else 0
        assert answer.code == expected, f"{command}\n{answer.out}\n{answer.err}"
        if shown.strip():
            example = doctest.Example(command, shown)
            given = answer.out if answer.out.strip() else answer.err
            matches = doctest.OutputChecker().check_output(shown, given, LENIENT)
            difference = doctest.OutputChecker().output_difference(example, given, LENIENT)
            assert matches, f"{command}\n{difference}"


def run_python(page: Path, block: Block, names: dict[str, object]) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, f"{name(page)}:{block.line}", "exec"), names)  # noqa: S102 - our own page
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, name(page), name(page), block.line)
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=LENIENT).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not failed, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_example_runs_and_prints_what_is_shown(page, start, tmp_path):
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.file is not None:
            target = tmp_path / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            run_console(block, start)
        elif block.language == "python":
            run_python(page, block, names)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_blocks_are_of_a_kind_that_is_executed_or_known(page):
    text = page.read_text(encoding="utf-8")
    found = blocks(page)
    assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(found), "a block is not closed, or is indented"
    for block in found:
        assert block.language in LANGUAGES, f"line {block.line}: ```{block.language}"
        if block.language in {"sh", "bat"}:
            strange = [line for line in block.text.splitlines() if line and not re.match(SET_UP, line)]
            assert not strange, f"{strange} belong in a console or python block, where they are executed"


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        assert "://" not in link, f"{link}: pages can be read without a network"
        place, _, fragment = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), link
        if fragment:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert fragment in {anchor(heading) for heading in headings}, link


def test_every_page_can_be_reached_from_the_index():
    waiting, seen = [PROJECT / "README.md", PROJECT / "docs" / "index.md"], set()
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        waiting += [(page.parent / link).resolve() for link in links]
    assert set(PAGES) <= seen, sorted(name(page) for page in set(PAGES) - seen)


def test_generated_pages_are_up_to_date():
    answer = subprocess.run(
        [sys.executable, PROJECT / "docs" / "generate.py", "--check"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_readme_is_one_screen():
    assert len((PROJECT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80


def test_an_untrue_example_would_be_found(tmp_path):
    block = Block("python", ">>> 1 + 1\n3\n", None, 1)
    with pytest.raises(AssertionError, match="Expected"):
        run_python(PROJECT / "README.md", block, {})
    assert commands("$ ungespor list\nibbu_nord\n$ ungespor check tiny\n") == [
        ("ungespor list", "ibbu_nord\n"),
        ("ungespor check tiny", ""),
    ]
    assert not list(tmp_path.iterdir())


def test_every_command_and_option_is_documented(start):
    page = (PROJECT / "docs" / "reference" / "command_line.md").read_text(encoding="utf-8")
    overview = start("--help").out
    for command in ("run", "check", "show", "compare", "placebo", "person", "list", "demo"):
        assert command in overview
        text = start(command, "--help").out
        missing = {option for option in re.findall(r"--[a-z]+", text) if option not in page}
        assert f"## {command}" in page, command
        assert missing == set(), command
