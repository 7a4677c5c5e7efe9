# make demo    set up, then the main job on the sample letter and its scans
# make test    set up, then all tests
# make lint    linters, types, layers      make bench   what is promised, measured      make clean
# make models  everything learned, made anew from CORRIGENDA_SHARED (an hour and more); or one: make model-names
bin := .venv/bin
edition := demo-edition

# In the order in which each needs the one before; name_weights prints, the others write.
models := language names channel words punctuation name_weights

.PHONY: demo test lint bench pictures clean models $(models:%=model-%)
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

models: ; @for model in $(models); do $(MAKE) model-$$model || exit; done

$(models:%=model-%): model-%:
	@.ci/setup dev
	@$(bin)/python -m pip install -q -e '.[bench]'
	@$(bin)/python -m bench.train.$*

pictures:
	@.ci/setup dev
	@$(bin)/python -m docs.pictures

clean:
	rm -rf .venv $(edition) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
