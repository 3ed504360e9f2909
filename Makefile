# The words we use. Everything lives in .venv; nothing but Python 3.11+ and make is needed.
PYTHON ?= python3
BIN := .venv/bin
LOCK := .requirements/dev.txt
SEED := seeds/top-iranian-military-officials-in-syria-for-talks.txt
PATHS := brief tests benchmarks

.PHONY: help setup demo test check lint eval bench fuzz golden docs build lock clean

help:  ## Show these words
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/ready  ## Make .venv with the locked dependencies

.venv/ready: $(LOCK) pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup  ## Brief the first seed: Markdown here, PDF and JSON in out/
	@mkdir -p out
	$(BIN)/brief generate $(SEED) --date 2019-03-18 --format md --format pdf --format json --output out
	@cat out/$(notdir $(SEED:.txt=.md))
	@ls -l out/$(notdir $(SEED:.txt=)).*

test: setup  ## Run the tests
	$(BIN)/python -m pytest -q

check: setup  ## The whole gate: format, lint, types, imports, documents, coverage
	$(BIN)/ruff format --check $(PATHS)
	$(BIN)/ruff check $(PATHS)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check -P -r README.md docs/*.md
	$(BIN)/python -m pytest -q --cov --cov-report=term-missing:skip-covered --cov-fail-under=90

golden: setup  ## Rewrite the golden pages (read the diff like prose)
	$(BIN)/python -m tests.golden

docs: setup  ## Rewrite what the documents generate
	$(BIN)/cog -P -r README.md docs/*.md

eval: setup  ## Score quality beside the peers, against the floors
	$(BIN)/python -m benchmarks.eval

bench: setup  ## Measure speed beside the peers
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.dedupe

fuzz: setup  ## Feed the readers 10,000 damaged files
	BRIEF_FUZZ_CASES=10000 $(BIN)/python -m pytest -q tests/test_read_fuzz.py

build: setup  ## Build wheel and sdist into dist/
	$(BIN)/python -m hatchling build

lock: setup  ## Lock the dependencies again (names, versions, hashes; no address)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-header --custom-compile-command "make lock" --group dev pyproject.toml -o $(LOCK)

clean:  ## Remove what was made
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
