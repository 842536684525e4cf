# make run    set everything up and start the program (off-screen where there is no display)
# make test   set everything up and run the tests
# make setup  set everything up
# make lint   ruff and mypy

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STORY := build/story

.PHONY: run setup test lint bench annotations clean

run: setup
	@rm -rf $(STORY)
	@.ci/run-program $(STORY)

setup: $(READY)
	@.ci/system-packages
	@$(BIN)/python -m compileall -q workbench

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
		|| { echo "Python 3.11 to 3.13 is needed; say make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { .ci/system-packages venv && $(PYTHON) -m venv $(VENV); }
	@echo "installing what the program needs into $(VENV) (once, a few minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# Python may keep what it compiles, whatever the surroundings say: to read all tests anew takes each worker ten seconds.
test: setup
	@PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist loadfile

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/store.py
	@$(BIN)/python benchmarks/scheme.py
	@QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/start.py
	@QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/list.py
	@QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/view.py
	@$(BIN)/python benchmarks/search.py

# Writes annotations/ anew from PROJECT, a project on the sample articles.
annotations: setup
	@test -n "$(PROJECT)" || { echo "say make annotations PROJECT=FILE"; exit 1; }
	@$(BIN)/python -c 'import sys; from workbench.places import annotations; from workbench.project import Project; \
		from workbench.project.sample import export_annotations; export_annotations(Project.open(sys.argv[1]), annotations())' "$(PROJECT)"

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
