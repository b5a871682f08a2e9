# make demo   sets everything up and runs the main job
# make test   sets everything up, checks the house and runs the whole suite, on several cores
#             (one file in one process: .venv/bin/python -m pytest tests/unit/test_pipeline.py)
# make venv   an editable installation in .venv; does nothing when nothing has changed
# make lint   style, types and import directions
# make docs   writes the generated reference pages

.PHONY: demo test venv lint docs

STAMP := .venv/installed

# A .venv that was copied from elsewhere, or whose Python is gone, is made anew.
ifneq ($(shell .venv/bin/python -IS -c "print(open('$(STAMP)').read().strip())" 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

demo: venv
	@.venv/bin/python -m ungespor demo

# A process for each core, but at most four: more of them would make the runs that tests share again and again.
test: lint
	@.venv/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

venv: $(STAMP)
	@:

$(STAMP): pyproject.toml constraints.txt
	@sh .ci/install

lint: venv
	@.venv/bin/python -m ruff check --quiet .
	@.venv/bin/python -m ruff format --quiet --check .
	@.venv/bin/python -m mypy --no-error-summary
	@.venv/bin/lint-imports --no-cache > .venv/lint-imports.txt || { cat .venv/lint-imports.txt; exit 1; }

docs: venv
	@.venv/bin/python docs/generate.py
