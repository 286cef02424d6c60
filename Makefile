# Kamergraaf: everything a person or CI runs. `make help` lists it.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
PY := $(VENV)/bin/python
KG := $(VENV)/bin/kamergraaf
STORE ?= store
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: help run install dev build test lint types pytest evaluate scores screenshots tools lock clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Build the bundled letter's graph and serve it on 127.0.0.1:8000
	@$(KG) serve --store $(STORE) --host $(HOST) --port $(PORT)

build: $(VENV)/.run ## Read, validate and publish the bundled letter
	@$(KG) build examples/kst-32623-376.txt --store $(STORE)

install: $(VENV)/.run ## Make the virtual environment and install the product

dev: $(VENV)/.dev ## The same, with what tests and benchmarks need

test: $(VENV)/.dev tools lint types pytest evaluate ## Check style and types, run every test, print the scores

lint: $(VENV)/.dev ## Check style, and which room imports which
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports --no-logo

types: $(VENV)/.dev ## Check types
	@$(VENV)/bin/mypy

pytest: $(VENV)/.dev tools ## Run the tests
	@$(VENV)/bin/pytest -n 2 --dist loadfile $(PYTEST_ARGS)

evaluate: $(VENV)/.dev ## Score the extraction on the annotated documents
	@PYTHON=$(PY) scripts/evaluate

scores: $(VENV)/.dev ## Score the extraction anew for the quality page
	@$(PY) scripts/scores development=$${KAMERGRAAF_SHARED:-../shared}/gold/dev

screenshots: $(VENV)/.dev tools ## Make the pictures of the pages that the README shows
	@$(PY) scripts/screenshots

tools: ## Install what tests need of Debian (Java, Chromium), when that is allowed
	@scripts/test-tools

lock: ## Compile the lock files anew (needs uv)
	@scripts/lock

clean: ## Remove what was built
	rm -rf $(VENV) .tools build dist $(STORE)

# The two stamps say which lock is installed; either is redone when its lock or the project file changes.
$(VENV)/.run: requirements.lock pyproject.toml scripts/make-venv
	@scripts/make-venv $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml scripts/make-venv
	@scripts/make-venv $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/.run
