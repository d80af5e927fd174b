# `make help` lists what can be done here.
PORT ?= 8000
export SIZE ONLY DATABASES BENCH_FOLDER
BIN := .venv/bin
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix bench words clauses lock

help: ## what can be done here
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/make \1|\2/' | awk -F'|' '{printf "  %-14s %s\n", $$1, $$2}'

setup: ## make .venv with everything for work on the project
	@tools/setup.sh dev

run: ## serve the site with its demonstration on http://127.0.0.1:8000 (PORT=… for another port)
	@tools/setup.sh run
	@exec $(BIN)/thidua serve --port $(PORT) --demonstration

test: setup ## run the whole suite: SQLite, PostgreSQL, journeys in a browser (installs what it needs, as root)
	@tools/test.sh

check: setup ## style, types, imports, migrations, templates, translations, generated documents
	@tools/check.sh

fix: setup ## put style and format right
	@$(BIN)/ruff check --quiet --fix --exit-zero
	@$(BIN)/ruff format --quiet
	@$(BIN)/ruff check

bench: setup ## measure boards and writes at a tenth of the nation (SIZE=nation for all of it)
	@tools/bench.sh

words: setup ## bring the translation catalogues up to the code
	@$(BIN)/thidua words gather

clauses: setup ## write docs/clauses.md from the marks of the tests
	@$(BIN)/python tools/clauses.py

lock: setup ## renew the locks after a change of dependencies in pyproject.toml
	@tools/lock.sh
