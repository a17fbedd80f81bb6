# The verbs: setup, demo, test, check. Every recipe first makes its own environment right; all are safe to run again.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PY := .venv/bin/python
export GIAOBAN_HOME ?= var/demo
WHAT ?= tests

.PHONY: help setup demo test check test-sqlite test-pg journeys fix lint types imports law docs papers queries messages pins wheel bench serve seed reset map migration hooks

help: ## show these lines
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 16

.venv/.ready: requirements/bootstrap.txt requirements/dev.txt pyproject.toml
	@command -v python3 >/dev/null || { echo "Cần python3 (3.11 trở lên)."; exit 1; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên; máy đang có $$(python3 --version)."; exit 1; }
	@test -x $(PY) || python3 -m venv .venv || { echo "Python thiếu mô-đun venv. Trên Debian: apt-get install python3-venv, rồi gọi lại lệnh này."; rm -rf .venv; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@.venv/bin/uv pip sync --quiet --python $(PY) --require-hashes requirements/dev.txt
	@.venv/bin/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

setup: .venv/.ready ## make the environment (virtual environment, pinned packages)

demo: setup ## the invented province: load, close a quarter into documents, serve (NO_SERVE=1: do not serve)
	@.venv/bin/giaoban demo $(if $(NO_SERVE),--no-serve)

serve: setup ## serve the province of `make demo` again
	@.venv/bin/giaoban serve

seed: setup ## load the invented province only
	@.venv/bin/giaoban demo --no-serve

reset: ## throw the demonstration's data away
	rm -rf var/demo

test: setup ## every gate and every test, on SQLite and on PostgreSQL, the browser included
	@$(PY) -m tests.machine
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-pg

check: setup lint imports types docs ## the fast gates
	@GIAOBAN_HOME=var/check $(PY) -m django makemigrations --check --dry-run --settings giaoban.conf.settings >/dev/null || { echo "Mô hình đổi mà chưa có migration: make migration ROOM=… NAME=…"; exit 1; }

test-sqlite: setup ## tests on SQLite (WHAT=tests/core for a part)
	@$(PY) -m pytest -n 2 --dist loadgroup $(WHAT)

test-pg: setup ## the same tests on a PostgreSQL cluster of their own (the pure floor and the browser ran already)
	@$(PY) -m tests.postgres -- $(PY) -m pytest -n 2 --dist loadgroup -m "not journey" --ignore tests/core --ignore tests/house $(WHAT)

journeys: setup ## only the journeys in a browser
	@$(PY) -m tests.machine
	@$(PY) -m pytest -m journey $(WHAT)

fix: setup ## format and mend what the linter can
	@.venv/bin/ruff format --quiet src tests && .venv/bin/ruff check --quiet --fix src tests

lint: setup
	@.venv/bin/ruff format --quiet --check src tests || { echo "Chưa định dạng: make fix"; exit 1; }
	@.venv/bin/ruff check --quiet src tests

types: setup
	@GIAOBAN_HOME=var/check .venv/bin/mypy --no-error-summary

imports: setup
	@.venv/bin/lint-imports --no-cache >/tmp/.giaoban-imports 2>&1 || { cat /tmp/.giaoban-imports; exit 1; }

law: setup ## validate the law's data, run its cases, write docs/law
	@$(PY) -m pytest tests/core/law
	@$(PY) -m tests.docs --write

docs: setup ## check that the generated pages of docs/ are current (WRITE=1 writes them)
	@GIAOBAN_HOME=var/check $(PY) -m tests.docs $(if $(WRITE),--write)

papers: setup ## write the document snapshots anew; review the diff
	@PAPERS_REWRITE=1 $(PY) -m pytest tests -k "snapshot or paper" || true

queries: setup ## write the ceilings of SQL queries anew; review the diff
	@QUERIES_REWRITE=1 $(PY) -m pytest tests/sites -k queries

messages: setup ## collect the Vietnamese sentences and compile the English ones
	@GIAOBAN_HOME=var/check $(PY) -m tests.messages --write

migration: setup ## make a named migration: make migration ROOM=tasks NAME=add_priority
	@test -n "$(ROOM)" -a -n "$(NAME)" -a "$(NAME)" != auto || { echo "Gọi: make migration ROOM=<phòng> NAME=<việc thay đổi>"; exit 2; }
	@GIAOBAN_HOME=var/check $(PY) -m django makemigrations $(ROOM) -n $(NAME) --settings giaoban.conf.settings

pins: setup ## compile requirements/*.in into versions with hashes
	@cd requirements && for f in bootstrap run dev; do ../.venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make pins" $$f.in -o $$f.txt; done

wheel: setup ## build the wheel into dist/
	@rm -rf dist && $(PY) -m build --wheel --no-isolation --outdir dist >/dev/null && ls dist

bench: setup ## the benchmarks on 50.000 petitions (EXISTING=60000: on as many), printed as ratios
	@.venv/bin/giaoban bench all --existing $(or $(EXISTING),50000) --json

map: setup ## the import graph of the floors
	@$(PY) -m tests.docs --map

hooks: setup ## run the fast gates before each commit
	@printf '#!/bin/sh\nmake check\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
