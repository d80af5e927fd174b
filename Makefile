# `make help` lists what can be done here.
PORT ?= 8000
BIN := .venv/bin
PYTEST_WORKERS ?= 2
export PYTHONUTF8 = 1
export DJANGO_SETTINGS_MODULE = thidua.config.settings

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix lock

help: ## what can be done here
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/make \1|\2/' | awk -F'|' '{printf "  %-12s %s\n", $$1, $$2}'

setup: ## make .venv with everything for work on the project
	@tools/setup.sh dev

run: ## serve the site with its demonstration on http://127.0.0.1:8000 (PORT=… for another port)
	@tools/setup.sh run
	@exec $(BIN)/thidua serve --port $(PORT) --demonstration

lock: setup ## renew the locks after a change of dependencies in pyproject.toml
	@tools/lock.sh
