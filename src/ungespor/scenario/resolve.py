"""Fill in what a scenario only names: follow ``extends``, read the parts, lay the layers together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.scenario.find import find_scenario, scenario_name
from ungespor.scenario.layering import layered
from ungespor.scenario.nodes import UNREAD, Node, plain
from ungespor.scenario.reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PART_FOLDERS: Final = {"population": "populations", "baseline": "baseline", "offers": "offers"}
"""Field of a scenario, and the folder whose files it names."""


@dataclass(frozen=True)
class Library:
    """The folder that names are looked up in, and the problems met on the way.

    Attributes
    ----------
    folder : Path
    problems : list of Problem
        Grows while scenarios are resolved.
    """

    folder: Path
    problems: list[Problem]

    def scenario(self, path: Path, chain: tuple[Path, ...] = ()) -> Node:
        """Return the scenario in `path` with everything it extends and names filled in."""
        own = read_yaml(path, path.stem, self.problems)
        if own.value is UNREAD:
            return own
        below = self._extended_scenario(own, path, (*chain, path.resolve()))
        if below.value is UNREAD:
            return below
        stated = {key: node for key, node in own.entries.items() if key != "extends"}
        whole = self._whole_parts(stated, below.entries)
        if "extends" in own.entries:
            stated.setdefault("name", Node(scenario_name(path), own.place))
        kept = {key: node for key, node in below.entries.items() if key not in whole}
        differing = {key: node for key, node in stated.items() if key not in whole}
        if "extends" not in own.entries:
            return replace(own, value=differing | whole)
        merged = layered(replace(below, value=kept), replace(own, value=differing), self.problems)
        return replace(merged, value=merged.entries | whole)

    def _whole_parts(self, stated: Mapping[str, Node], below: Mapping[str, Node]) -> dict[str, Node]:
        """Return the parts that a scenario names or builds on a named one: they are not merged any more."""
        whole = {}
        for field in ("population", "baseline"):
            node = stated.get(field)
            if node is not None and ("extends" in node.entries or isinstance(node.value, str)):
                part = self._part(field, node)
                whole[field] = replace(part, changed=True, before=below[field]) if field in below else part
        if "offers" in stated:
            whole["offers"] = self._offers(stated["offers"], below.get("offers"))
        return whole

    def part(self, field: str, name: Node, chain: tuple[str, ...] = ()) -> Node:
        """Return the population, baseline or offer called `name`, with what it extends filled in."""
        known = {file.stem: file for file in sorted((self.folder / PART_FOLDERS[field]).glob("*.yaml"))}
        if not isinstance(name.value, str) or name.value not in known:
            return self._unknown_part(field, name, known)
        if name.value in chain:
            return self._cycle(name, (*chain, name.value))
        own = read_yaml(known[name.value], name.value, self.problems)
        if "extends" not in own.entries:
            return own
        below = self.part(field, own.entries["extends"], (*chain, name.value))
        return self._on_top(below, own, field)

    def _extended_scenario(self, own: Node, path: Path, chain: tuple[Path, ...]) -> Node:
        if "extends" not in own.entries:
            return replace(own, value={})
        name = own.entries["extends"]
        try:
            below = find_scenario(str(name.value), self.folder, path.parent)
        except InputError as error:
            at = {"file": str(name.place), "field": "extends"}
            self.problems.extend(replace(problem, **at) for problem in error.problems)
            return replace(own, value=UNREAD)
        if below.resolve() in chain:
            return self._cycle(name, (*(file.stem for file in chain), below.stem))
        return self.scenario(below, chain)

    def _part(self, field: str, node: Node) -> Node:
        """Return a part that is named, built on a named one, or written out in place."""
        if "extends" in node.entries:
            return self._on_top(self.part(field, node.entries["extends"]), node, field)
        return self.part(field, node) if isinstance(node.value, str) else node

    def _on_top(self, below: Node, own: Node, field: str) -> Node:
        if below.value is UNREAD:
            return below
        stated = {key: node for key, node in own.entries.items() if key != "extends"}
        name, base = stated.get("name"), below.entries.get("name")
        if field == "offers" and name and base and plain(name) != plain(base):
            # A copy under another name would else be free of charge: price rows name offers.
            further = below.entries.get("priced_as", replace(below, value=[])).value
            line = [base, *(further if isinstance(further, list) else [])]
            stated.setdefault("priced_as", replace(name, value=line))
        return layered(below, replace(own, value=stated), self.problems, field)

    def _offers(self, stated: Node, inherited: Node | None) -> Node:
        """Return the offers by name: the inherited ones, changed and added to by the list `stated`."""
        if not isinstance(stated.value, list):
            what = "'offers' must be a list of names, or of differences to a named offer."
            fix = "Write 'offers: [usual_practice, ibbu]', or one line '- extends: ibbu' with the differences below it."
            self.problems.append(Problem(what, str(stated.place), "offers", fix=fix))
            return replace(stated, value=UNREAD)
        offers = dict(inherited.entries) if inherited else {}
        seen: set[str] = set()
        for item in stated.value:
            name = self._offer_name(item, seen)
            if name:
                seen.add(name)
                offers[name] = self._offer(name, item, offers.get(name), added=inherited is not None)
        return replace(stated, value=offers)

    def _offer(self, name: str, item: Node, inherited: Node | None, *, added: bool) -> Node:
        base = item.entries.get("extends", item)
        if inherited is not None and base.value == name:
            return inherited if base is item else self._on_top(inherited, item, f"offers.{name}")
        if inherited is not None and base is item:
            return layered(inherited, item, self.problems, f"offers.{name}")
        found = self._part("offers", item)
        return replace(found, changed=found.changed or added)

    def _offer_name(self, item: Node, seen: set[str]) -> str | None:
        name = item.entries.get("name", item.entries.get("extends", item)).value
        if not isinstance(name, str):
            what = "An offer in the list has no name."
            fix = "Write the name of an offer, or a mapping with 'extends:' or 'name:'."
        elif name in seen:
            what = f"The offer '{name}' is listed twice."
            fix = "Keep one of them, or give one another name with 'name:'."
        else:
            return name
        self.problems.append(Problem(what, str(item.place), "offers", fix=fix))
        return None

    def _unknown_part(self, field: str, name: Node, known: Mapping[str, Path]) -> Node:
        nearest = nearest_name(str(name.value), known)
        self.problems.append(
            Problem(
                what=f"There is no file '{PART_FOLDERS[field]}/{name.value}.yaml' among the scenarios.",
                file=str(name.place),
                field=field,
                found=str(name.value),
                allowed=", ".join(known),
                nearest=nearest,
                fix=f"Write {nearest}." if nearest else None,
            )
        )
        return replace(name, value=UNREAD)

    def _cycle(self, name: Node, chain: tuple[str, ...]) -> Node:
        self.problems.append(
            Problem(
                what="'extends' runs in a circle: " + " extends ".join(chain) + ".",
                file=str(name.place),
                field="extends",
                found=str(name.value),
                fix="Let one of them stand on its own.",
            )
        )
        return replace(name, value=UNREAD)
