"""The shipped data are found, and paths are shown as the user knows them."""

import os

import pytest

from ungespor.base import paths
from ungespor.base.errors import InputError
from ungespor.base.paths import version_of


def test_the_checkout_has_both_folders():
    assert (paths.scenarios_folder() / "facts.csv").is_file()
    assert paths.cost_tables_folder().is_dir()


def test_installed_data_come_first(tmp_path, monkeypatch):
    (tmp_path / "scenarios").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE_DATA", tmp_path)
    assert paths.scenarios_folder() == tmp_path / "scenarios"


def test_missing_data_are_a_problem_with_a_fix(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "_PACKAGE_DATA", tmp_path / "a")
    monkeypatch.setattr(paths, "_CHECKOUT", tmp_path / "b")
    with pytest.raises(InputError, match="Install ungespor again"):
        paths.scenarios_folder()


def test_paths_are_shown_short(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.shown_path(paths.scenarios_folder() / "facts.csv") == "scenarios/facts.csv"
    assert paths.shown_path(tmp_path / "mine.yaml") == "mine.yaml"
    assert paths.shown_path(tmp_path.parent / "other.yaml") == str(tmp_path.parent.resolve() / "other.yaml")


def test_a_version_changes_with_the_time_and_the_length_of_a_file(tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("1", encoding="utf-8")
    first = version_of(one)
    assert version_of(one) == first == version_of(one, other)
    one.write_text("22", encoding="utf-8")
    os.utime(one, ns=(first[0][1], first[0][1]))
    longer = version_of(one)
    os.utime(one, ns=(1, 1))
    assert len({first, longer, version_of(one)}) == 3
    other.write_text("", encoding="utf-8")
    assert version_of(tmp_path) == version_of(one, other)
    assert version_of(tmp_path / "none") == ()
