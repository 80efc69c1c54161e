# Each target is one line that also works without make: see start.py.
PYTHON ?= $(shell command -v python3 || command -v python)
LAB_ARGS ?=
APP_ARGS ?=
TEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help lab app test quick fate cover grading hub bridges mpp docs site site-test lint rerun

help: ## print this list
	@awk -F ': ## ' '/^[a-z-]+: ## / { printf "make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

lab: ## open JupyterLab on the first notebook (LAB_ARGS="--port 8899")
	@$(PYTHON) start.py lab $(LAB_ARGS)

app: ## serve the notebooks as plain pages without code (APP_ARGS="--port 8899")
	@$(PYTHON) start.py app $(APP_ARGS)

test: ## run all tests, and all notebooks against their stored outputs (TEST_ARGS="-x")
	@$(PYTHON) start.py test $(TEST_ARGS)

quick: ## run most tests in under a minute (TEST_ARGS="-x")
	@$(PYTHON) start.py quick $(TEST_ARGS)

fate: ## run the tests of effects under luck that nobody has seen (TEST_ARGS="TEXT" repeats one)
	@$(PYTHON) start.py fate $(TEST_ARGS)

cover: ## name the lines of the simulator that no test runs
	@$(PYTHON) start.py cover $(TEST_ARGS)

grading: ## make a graded course and try it with the real nbgrader (TEST_ARGS="-x")
	@$(PYTHON) start.py grading $(TEST_ARGS)

hub: ## lead a workshop on a real JupyterHub with its real proxy (TEST_ARGS="-x")
	@$(PYTHON) start.py hub $(TEST_ARGS)

bridges: ## open flights with the programs that they are written for (TEST_ARGS="-x")
	@$(PYTHON) start.py bridges $(TEST_ARGS)

mpp: ## read plans in Microsoft Project's own files, with a Java runtime (TEST_ARGS="-x")
	@$(PYTHON) start.py mpp $(TEST_ARGS)

docs: ## write the documentation and try it in a browser (TEST_ARGS="-x")
	@$(PYTHON) start.py docs $(TEST_ARGS)

site: ## write the documentation with the whole course to play in a browser
	@$(PYTHON) start.py site

site-test: ## try that site in a browser without a network (TEST_ARGS="-x")
	@$(PYTHON) start.py site --test $(TEST_ARGS)

lint: ## check the style and types of the code, and the style of the notebooks
	@$(PYTHON) start.py lint

rerun: ## run all notebooks and solutions and store what they show
	@$(PYTHON) start.py rerun
