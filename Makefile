# Everything here works from a fresh clone with CPython 3.11 or newer, git and make: the virtual environment is made
# on the first call. `make PYTHON=/path/to/python VENV=/path/to/venv test` uses others.

PYTHON ?= $(shell .ci/python)
VENV ?= .venv
MINUTES ?= 10
BIN := $(VENV)/bin

.PHONY: help demo test fuzz check lint types layers format generate docs dist bench clean

help: ## say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

$(VENV)/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "no CPython 3.11 or newer was found; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(VENV)/.installed ## lint the examples
	@echo "The reports in examples/, linted without any configuration. First which pack claims each file, and why;"
	@echo "then the findings. The complete reports are silent, the others show what the rules are for."
	@echo
	@$(BIN)/incidentlint check --verbose --exit-zero examples

test: $(VENV)/.installed ## run all tests
	$(BIN)/python -m pytest -n auto --dist loadgroup -rfEs

fuzz: $(VENV)/.fuzz ## run the generated tests on new examples, and an hour of mutated inputs (MINUTES=10 for each kind)
	$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile fuzz -rfE
	PYTHONPATH=tests $(BIN)/python -m fuzz --minutes $(MINUTES)

$(VENV)/.fuzz: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	@touch $@

check: lint types layers test ## all that CI checks with one Python

lint: $(VENV)/.installed ## ruff
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/.installed ## which module may import which
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.installed ## put the code in order
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format

generate: $(VENV)/.installed ## make again what is made from rules, types and commands
	$(BIN)/python -m tools.generate

docs: $(VENV)/.docs ## build the documentation into site/, as a site that needs no network
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

$(VENV)/.docs: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	@touch $@

dist: $(VENV)/.installed ## build the source distribution and the wheel into dist/, and check them
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python -m twine check --strict dist/*

bench: $(VENV)/.installed ## how long linting takes, beside starting Python and other linters
	$(BIN)/python -m bench.run --large --write
	$(BIN)/python bench/keystroke.py

clean: ## remove what make made
	rm -rf $(VENV) build dist site .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
