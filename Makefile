# `make` alone lists what there is. Everything but `clean` and `lock` does the set-up that it needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= $(shell for p in python3.11 python3; do $$p -c "" 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := corpus index assistant ui eval
PORT ?= 7860
PIP := python -m pip --disable-pip-version-check
# The question is handed on in the environment, as typed: neither make nor the shell reads it.
override Q := $(value Q)
export Q

.DEFAULT_GOAL := help
.PHONY: help setup run ask test lint bench eval train-encoder train-reader lock clean chromium

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' Makefile

$(VENV)/installed: requirements.lock pyproject.toml
	@$(or $(PYTHON),false) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python" >&2; exit 2; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || scripts/debian-package.sh \
	  $$($(PYTHON) -c "import sys; print('python%d.%d-venv' % sys.version_info[:2])")
	@echo "Installing the locked dependencies into $(VENV) (some minutes the first time) …"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/$(PIP) install -r requirements.lock
	$(BIN)/$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/installed ## virtual environment, locked dependencies, index of the shipped documents
	@$(BIN)/rapporteur reindex

run: $(VENV)/installed ## open the chat on 127.0.0.1:7860 (another port: PORT=7861)
	@$(BIN)/rapporteur serve --host 127.0.0.1 --port $(PORT)

# A declined question (exit code 1) is an answer too, and no failure of make's.
ask: $(VENV)/installed ## ask one question: make ask Q="How large were remittances in 2005?"
	@test -n "$$Q" || { echo 'What is the question? make ask Q="…"' >&2; exit 2; }
	@$(BIN)/rapporteur ask -- "$$Q" || test $$? -eq 1

test: $(VENV)/installed chromium ## run all the tests (some of them: ARGS="tests/corpus -k list")
	$(BIN)/python -m pytest $(ARGS)

# The browser test is skipped, and says so, where Debian's Chromium cannot be had.
chromium:
	@command -v chromium >/dev/null || scripts/debian-package.sh chromium || true

lint: $(VENV)/installed ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed ## print times and memory: index, command line, a turn
	@$(BIN)/python -m eval.benchmark

eval: $(VENV)/installed ## ask every question of the dev suite, print the figures
	@$(BIN)/rapporteur eval run --suite dev

train-encoder: $(VENV)/installed ## tune the encoder on the known questions (goes on where it was stopped)
	@$(BIN)/python -m index.training

train-reader: $(VENV)/installed ## train the reader that tells what answers from what only looks like it
	@$(BIN)/python -m index.training.reading

# Torch's CUDA companions come and go with the wheel that a machine gets: they are torch's to name.
lock: ## make requirements.lock anew from pyproject.toml
	rm -rf $(VENV)-lock
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/$(PIP) install --upgrade "setuptools>=77" --editable ".[test,lint]"
	{ echo "# Made by 'make lock' from pyproject.toml; not edited by hand."; \
	  $(VENV)-lock/bin/$(PIP) freeze --all --exclude pip --exclude rapporteur \
	  | sed -E "s/\+[a-z0-9.]+$$//" | grep -vE "^(nvidia-|cuda-|triton)"; } > requirements.lock.new
	mv requirements.lock.new requirements.lock
	rm -rf $(VENV)-lock

clean: ## remove the virtual environment and all caches (never answers, history or index)
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
