# Everything a developer does, and the two commands a visitor types: `make demo` and `make test`.
# Each target sets up what it needs, once; only Python 3.11 or newer, pip, venv and make have to be there.

PYTHON ?= $(shell python3.11 -c '' 2>/dev/null && echo python3.11 || echo python3)
KEEP ?=
ARGS ?=
JOBS ?= auto
UV ?= uv==0.13.9

READY := .venv/.ready
LOCKER := .venv-lock/bin/uv
INSTALL := -m pip --quiet --quiet --no-input --disable-pip-version-check install
# What follows from the requirements alone: no address, no path, no note of this machine.
COMPILE := $(LOCKER) pip compile --quiet --no-config --no-python-downloads --upgrade --universal \
  --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

export PYTHON
# Compiled modules make the many short processes of the tests three times faster.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-postgres soak lint lock bench clean

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile

demo: $(READY) ## build the sample case and ask it three questions; KEEP=FOLDER keeps its database
	@.venv/bin/claimtrack demo $(if $(KEEP),--keep "$(KEEP)")

test: $(READY) ## run the tests; ARGS="-k word" picks some, JOBS=N sets how many run at once
	@.venv/bin/python -m pytest --quiet --numprocesses $(JOBS) --dist worksteal $(ARGS)

test-postgres: $(READY) ## run the command line's tests on PostgreSQL, all of them, where a server can be started
	@.venv/bin/python -m pytest --quiet --numprocesses $(JOBS) --dist worksteal --engine postgres tests/cli tests/store/postgres tests/faults/test_*_a_server.py $(ARGS)

soak: $(READY) ## run the long tests of faults, which take hours; ARGS="--share 0.1" does a tenth
	@.venv/bin/python -m pytest --quiet -m soak $(ARGS)

lint: $(READY) ## check style, types and layers
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: $(READY) ## measure ratios in one run, into the README; ARGS="--large 1000000" asks a great record, too
	@.venv/bin/python -m bench.run $(ARGS)

lock: $(LOCKER) ## choose the dependencies' versions anew, with their hashes
	$(call locked,requirements.lock,--extra sign --extra postgres --group dev pyproject.toml,pyproject.toml: the dependencies with the extras "sign" and "postgres" and the group "dev")
	$(call locked,bench/peer.lock,bench/peer.in,bench/peer.in: what `make bench` compares with)

clean: ## remove what was set up and built; databases stay
	rm -rf .venv .venv-lock .venv-bench build dist requirements.lock.part bench/peer.lock.part
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests migrations bench -name __pycache__ -type d -prune -exec rm -rf {} +

# In two steps, since an editable project has no hash: first what is locked (hatchling among it), then the project.
$(READY): requirements.lock pyproject.toml
	$(call new_venv,.venv)
	@echo "setting up .venv, once ..." >&2
	@.venv/bin/python $(INSTALL) --require-hashes -r requirements.lock
	@.venv/bin/python $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(LOCKER):
	$(call new_venv,.venv-lock)
	@.venv-lock/bin/python $(INSTALL) "$(UV)"

define new_venv
@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
  { echo "claimtrack needs Python 3.11 or newer, and $$PYTHON is none; name one: make PYTHON=python3.12" >&2; exit 1; }
@"$$PYTHON" -m venv --clear $(1)
endef

define locked
@$(COMPILE) --output-file $(1).part $(2)
@{ printf '# Made by `make lock` from %s.\n' '$(3)'; cat $(1).part; } >$(1)
@rm $(1).part
@echo "$(1) is made anew"
endef
