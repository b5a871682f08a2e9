"""The shipped data are found, and paths are shown as the user knows them."""

import pytest

from ungespor.base import paths
from ungespor.base.errors import InputError


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
