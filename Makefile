# `make demo` and `make test` need Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
TRANSLATIONS := casework/translations
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.DEFAULT_GOAL := help
.PHONY: help setup develop demo run test test-fast check format bench lock messages browser

help: ## show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Casework needs Python 3.11 or newer (set PYTHON=...)" >&2; exit 1; }
	@echo "Making the virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian, apt-get install python3-venv" >&2; exit 1; }

$(VENV)/runtime: requirements.txt | $(BIN)/python
	@echo "Installing the pinned packages ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/development: requirements-dev.txt | $(BIN)/python
	@echo "Installing the pinned packages for development ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/runtime

setup: $(VENV)/runtime ## virtual environment with the pinned packages

develop: $(VENV)/development ## the same, with the tools for development

demo: setup ## a demonstration organisation on 127.0.0.1, made on the first run
	@$(BIN)/python -m casework.demo --data demo-data --bind $(ADDRESS)

run: setup ## a real instance in ./instance (first run prints a set-up token)
	@CASEWORK_DATA="$${CASEWORK_DATA:-instance}" CASEWORK_COOKIE_SECURE="$${CASEWORK_COOKIE_SECURE:-no}" $(BIN)/python -m casework serve --bind $(ADDRESS)

browser:
	@.ci/browser

test: develop browser ## the whole suite: SQLite, PostgreSQL, Chromium
	@$(BIN)/python -m pytest -n 2 --dist loadscope $(TESTS)

test-fast: develop ## without the browser, stopping at the first failure
	@$(BIN)/python -m pytest -x --ignore=tests/browser $(TESTS)

check: develop ## format, lint, types, floors, templates, messages, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python .ci/check_messages.py
	$(BIN)/python .ci/check_migrations.py

format: develop ## write the format that `make check` asks for
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: develop ## the figures, beside an unencrypted twin
	@$(BIN)/python -m tests.benchmarks

lock: develop ## requirements*.txt from requirements*.in, with hashes
	$(BIN)/pip-compile $(LOCK) --output-file=requirements.txt requirements.in
	$(BIN)/pip-compile $(LOCK) --output-file=requirements-dev.txt requirements-dev.in
LOCK := --quiet --allow-unsafe --generate-hashes --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

messages: develop ## collect the interface's sentences into the catalogues
	$(BIN)/pybabel --quiet extract --no-location --sort-output -F babel.cfg -o $(TRANSLATIONS)/messages.pot .
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete -i $(TRANSLATIONS)/messages.pot -d $(TRANSLATIONS)
