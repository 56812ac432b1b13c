# The project's two commands are `make demo` and `make test`. Both make their own environment in .venv.
# Every path here is relative, so that a checkout in a path with blanks or Chinese characters works.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PY := .venv/bin/python

# The demo writes into the checkout, also where there is a graph of one's own above it, or a server in the environment.
DEMO := NEO4J_URI= KGX_DATA=.kgx

# Python 3.11 to 3.13 are tested; a newer one is taken where there is none of these.
FIND_PYTHON = for p in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
  "$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo "$$p"; exit; }; done; \
  for p in $(PYTHON) python3 python; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; done

.PHONY: help demo test lint types layers gates tests newest format docs site constraints clean

help: ## show these lines
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | column -t -s '|' 2>/dev/null || sed -n 's/^\([a-z]*\):.*## /  make \1  /p' Makefile

demo: .venv/installed ## install, read the articles under corpus/ into the embedded database, and show who blackmailed at what rate
	@$(DEMO) $(PY) -m kgx ingest corpus/
	@$(DEMO) $(PY) -m kgx query rates behavior=blackmail

test: lint types layers gates tests ## every check: style, types, layers, evaluation gates, tests

lint: .venv/dev ## style
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { echo "some files are not in the project's format: run make format" >&2; exit 1; }

types: .venv/dev ## types
	@$(PY) -m mypy --strict --no-error-summary

layers: .venv/dev ## no room imports a higher one
	@.venv/bin/lint-imports --no-cache >.venv/layers.txt 2>&1 || { cat .venv/layers.txt; exit 1; }

gates: .venv/dev ## scores on corpus/ against the gates of corpus/gates.toml
	@$(PY) -m kgx eval corpus

tests: .venv/dev ## the test suite; the last lines say what was skipped and why
	@PYTHONWARNDEFAULTENCODING=1 $(PY) -m pytest -q -W error -p tests.tally -n 2 --dist loadfile --no-loadscope-reorder

newest: .venv/dev ## what holds for every store, and the answers of both, on the newest Neo4j
	@KGX_TEST_NEO4J_VERSION=newest PYTHONWARNDEFAULTENCODING=1 $(PY) -m pytest -q -W error -p tests.tally -m neo4j tests/store/test_contract.py tests/query/test_differential.py

format: .venv/dev ## put the code into the project's format
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format --quiet .

docs: .venv/dev ## write the parts of the documentation that are made from the program
	@$(PY) -m tests.generated

site: .venv/dev ## build the documentation as web pages in site/
	@$(PY) -m mkdocs build --quiet

constraints: ## write constraints.txt from the newest versions that pyproject.toml allows
	@rm -rf .venv/fresh && mkdir -p .venv
	@python="$$($(FIND_PYTHON))"; "$$python" -m venv .venv/fresh
	@.venv/fresh/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev,documents,fast,mcp,parquet,tables]'
	@{ head -n 1 constraints.txt; .venv/fresh/bin/python -m pip freeze --exclude-editable; } >.venv/constraints.txt
	@rm -rf .venv/fresh && mv .venv/constraints.txt constraints.txt

clean: ## remove the environment and what the demo made
	@rm -rf .venv .kgx site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/made:
	@python="$$($(FIND_PYTHON))"; \
	if [ -z "$$python" ]; then echo "kgx needs Python 3.11 or newer: none is on the PATH (make PYTHON=/path/to/python3 names one)" >&2; exit 1; fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python lacks the venv module: install it (on Debian and Ubuntu the package is python3-venv)" >&2; exit 1; fi; \
	"$$python" -m venv --clear .venv
	@touch .venv/made

.venv/installed: .venv/made pyproject.toml constraints.txt
	@echo "installing kgx into .venv …" >&2
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch .venv/installed

.venv/dev: .venv/installed
	@echo "installing the tools for tests into .venv …" >&2
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,documents,mcp,parquet,tables]'
	@touch .venv/dev
