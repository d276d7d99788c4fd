# The two commands that matter: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
# The address that is printed and put into pages follows the port.
export MINGBAI_BASE_URL ?= http://localhost:$(PORT)
BIN := .venv/bin
# Where the tests look for PostgreSQL; without one those tests say that they were skipped.
TEST_POSTGRES ?= postgres://postgres@127.0.0.1:5432/mingbai_test_base

PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -rs

.PHONY: install run serve demo test test-kept test-sqlite test-postgres check bench bench-large lock generated clean

install: .venv/installed

run: .venv/installed
	@$(BIN)/python -m mingbai.serve --port $(PORT) --check
	@$(BIN)/mingbai setup
	@$(BIN)/mingbai demo
	@$(MAKE) --no-print-directory serve

serve: .venv/installed
	@$(BIN)/python -m mingbai.serve --port $(PORT)

demo: .venv/installed
	$(BIN)/mingbai setup && $(BIN)/mingbai demo

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更新的版本。"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "请先安装 venv：sudo apt install python3-venv"; exit 1; }

.venv/installed: .venv/bin/python requirements.lock pyproject.toml
	@echo "正在安装，第一次要一两分钟……"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: .venv/bin/python requirements-dev.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/installed

test: test-kept test-sqlite test-postgres

# Both databases are made at the same time; what follows copies them.
test-kept: .venv/installed-dev
	@if $(BIN)/python -m mingbai.bench.reachable "$(TEST_POSTGRES)"; then \
		DATABASE_URL="$(TEST_POSTGRES)" $(BIN)/pytest tests/test_kept.py & fi; \
	$(BIN)/pytest tests/test_kept.py && wait $$!

test-sqlite: .venv/installed-dev
	$(PYTEST) -m "not live"
	$(PYTEST) -m live

test-postgres: .venv/installed-dev
	@if $(BIN)/python -m mingbai.bench.reachable "$(TEST_POSTGRES)"; then \
		export DATABASE_URL="$(TEST_POSTGRES)"; \
		$(PYTEST) -m "not live and not browser and not database_free" && \
		$(BIN)/pytest -rs -m "live and not browser"; \
	elif [ -n "$$MINGBAI_REQUIRE_ALL" ]; then echo "PostgreSQL is required here and cannot be reached"; exit 1; \
	else echo "skipped: no PostgreSQL at $(TEST_POSTGRES)"; fi

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/mingbai makemigrations --check --dry-run
	$(BIN)/mingbai authorisation --check
	$(BIN)/mingbai states --check
	$(BIN)/mingbai limits --check

generated: .venv/installed-dev
	$(BIN)/mingbai authorisation > docs/authorisation.md
	$(BIN)/mingbai states --write
	$(BIN)/mingbai limits --write

bench: .venv/installed-dev
	$(BIN)/python -m mingbai.bench

bench-large: .venv/installed-dev
	$(BIN)/python -m mingbai.bench --large

lock: .venv/bin/python
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv var
