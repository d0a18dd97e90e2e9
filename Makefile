# Everything runs in .venv, made from pyproject.toml with the versions of constraints.txt.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench audit soak clean

demo: .venv/ready
	$(BIN)/landsbygdsbot demo

test: lint
	$(BIN)/pytest -n 4 --dist worksteal || $(BIN)/pytest --last-failed --last-failed-no-failures none # alone, once more

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python -m tests.benchmarks

audit: # asks for known vulnerabilities of the pinned versions; fails where that cannot be asked
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	.venv-audit/bin/pip-audit --strict --disable-pip --no-deps -r constraints.txt
soak: .venv/ready
	$(BIN)/python -m tests.benchmarks.soak
	$(BIN)/python -m tests.benchmarks.flood
	$(BIN)/python -m tests.benchmarks.die 50 60 2

clean:
	rm -rf .venv .venv-audit .demo dist

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@
