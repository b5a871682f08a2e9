"""Scenarios: from YAML files to validated, frozen objects that say where every number came from."""
