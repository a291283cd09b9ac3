# The verbs. Each needs only Python 3.11+ with venv, and make; the first run sets everything up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDR ?= 127.0.0.1

.PHONY: help try test check fix docs new golden essay bench evidence evidence-tracking evidence-outcomes train datasheet test-browser test-postgres clean

help:            ## show the verbs
	@grep -hE '^[a-z-]+: *.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.base: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Seven Doors needs Python 3.11 or newer; name it with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@echo "Setting up (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

$(VENV)/.train: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@

$(VENV)/.browser: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[browser]'
	@touch $@

try: $(VENV)/.base    ## review the call that ships with the project, and write its page
	@$(BIN)/doors try

test: $(VENV)/.dev    ## run the tests
	@$(BIN)/python -m pytest -n auto -m "not browser"

check: $(VENV)/.dev   ## everything CI checks, one step each
	@$(BIN)/ruff format --check src tests training benchmarks || { echo "fix: make fix"; exit 1; }
	@$(BIN)/ruff check src tests training benchmarks || { echo "fix: make fix, then mend what is left"; exit 1; }
	@$(BIN)/mypy || { echo "fix: give the types the names above"; exit 1; }
	@$(BIN)/lint-imports --no-cache || { echo "fix: see docs/explain/house.md, imports go down only"; exit 1; }
	@$(MAKE) --no-print-directory test

fix: $(VENV)/.dev     ## format and mend what a machine can mend
	@$(BIN)/ruff check --fix src tests training benchmarks; $(BIN)/ruff format src tests training benchmarks

docs: $(VENV)/.dev    ## write the generated pages anew (codebook, formats, commands)
	@SEVENDOORS_REFRESH=1 $(BIN)/python -m pytest tests/house -m "not browser"

new: $(VENV)/.dev     ## start a reader: make new NAME=acme_json
	@$(BIN)/python -m tests.new_reader $(NAME)

golden: $(VENV)/.dev  ## show as quotes what changed on the example calls, and keep the new answers
	@$(BIN)/python -m tests.golden_answers

essay: $(VENV)/.dev   ## show each claim of the essay, where it works, whether its tests pass, what may be said
	@$(BIN)/python -m tests.essay

bench: $(VENV)/.dev   ## measure speed and memory, and write benchmarks/results
	@$(BIN)/python -m benchmarks.speed
	@$(BIN)/python -m benchmarks.engine
	@$(BIN)/python -m benchmarks.practice
	@$(BIN)/python -m benchmarks.size
	@$(BIN)/python -m benchmarks.track
	@$(BIN)/python -m benchmarks.leading

datasheet: $(VENV)/.dev ## count the corpus and the agreement of its two readings
	@$(BIN)/python -m training.corpus.datasheet

train: $(VENV)/.train ## make the shipped weights anew from ../shared/corpora/train
	@$(BIN)/python -m training.encoder.make

evidence: $(VENV)/.train ## measure the shipped engine and write docs/evidence.md
	@$(BIN)/python -m training.evidence.across
	@$(BIN)/python -m training.evidence.page
	@$(BIN)/python -m training.evidence.sealed_reference

evidence-tracking: $(VENV)/.dev ## try the numbers over calls on invented teams, minutes
	@$(BIN)/python -m training.evidence.tracking

evidence-outcomes: $(VENV)/.train ## try what is said of deals, winning and the buyer's next turn
	@$(BIN)/python -m training.evidence.outcomes

test-browser: $(VENV)/.browser ## look at the page in a real browser (Debian's chromium)
	@$(BIN)/python -m pytest -m browser

test-postgres: $(VENV)/.dev ## run what keeps and shows things on a real PostgreSQL server, too
	@SEVENDOORS_TEST_POSTGRES=1 $(BIN)/python -m pytest -n auto -m "not browser" -rs tests/store tests/web tests/api tests/app tests/practice/test_assessing.py tests/practice/test_drills.py tests/practice/test_judging.py tests/practice/test_mailing.py

clean:                ## remove the environment
	@rm -rf $(VENV)
