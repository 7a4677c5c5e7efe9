# make demo    set up, then the main job on the sample letter and its scans
# make test    set up, then all tests
# make lint    linters, types, layers      make bench   what is promised, measured      make clean
bin := .venv/bin
edition := demo-edition

.PHONY: demo test lint bench pictures clean
demo:
	@.ci/setup
	@$(bin)/corrigenda run corpus/samples/halifax.txt scans/halifax scans/ehri -o $(edition)

test:
	@.ci/setup dev
	@$(bin)/python -m pytest

lint:
	@.ci/setup dev
	@$(bin)/ruff check . && $(bin)/ruff format --check . && $(bin)/mypy && $(bin)/lint-imports

bench:
	@.ci/setup dev
	@$(bin)/python -m bench

pictures:
	@.ci/setup dev
	@$(bin)/python -m docs.pictures

clean:
	rm -rf .venv $(edition) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
