# make demo   the main job, end to end            make test   the tests
# make check  lint, types, import direction       make bench  speed as ratios        make slow  the long tests
# make deep  the properties of reward methods on four hundred examples each
# make honesty  every oracle, null agent and near miss of the daily suite, as one table (half an hour)
# make methods  how many worked examples and invariants each kind of reward method has, counted from its tests
# make mutants  thousands of small faults in rewards/: how many does a test notice? (an hour and more)
# make stepbench  trajectories with true step labels, and every method's table on them (half an hour)
# make trainers  the grounding reward and the exports inside the trainers, in a folder of their own (gigabytes)
# make weights  the model that ships, from nothing (two hours on two fast cores)
# make signatures  what kinds of change test templates ask for, written down anew after a change of suite or apps
# make peers  other people's tools on the phone (Node is needed)      make gallery  pictures of every app in docs/
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench slow deep honesty methods mutants stepbench trainers peers gallery signatures weights clean
.DELETE_ON_ERROR:
unexport PYTHONDONTWRITEBYTECODE  # or every command compiles 400 modules anew, for two seconds

demo: .venv/demo
	$(BIN)/gui-mcp demo

test: .venv/dev
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not slow and not peers and not trainers" --durations 25

slow: .venv/dev
	$(BIN)/pytest -n auto --dist loadfile -m slow

deep: .venv/dev
	EXAMPLES=deep $(BIN)/pytest -n auto tests/methods

peers: .venv/dev .peers/package.json
	$(BIN)/pytest -m peers

trainers: .trainers/done
	.trainers/bin/python -m pytest -m trainers --noconftest -W ignore -p no:cacheprovider tests/test_trainers.py

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/pytest tests/test_rooms.py

bench: .venv/dev
	$(BIN)/python -m benchmarks.speed

honesty: .venv/demo
	$(BIN)/gui-mcp honesty daily

methods: .venv/dev
	$(BIN)/python -m tests.methods.coverage

mutants: .venv/dev
	$(BIN)/mutmut run
	$(BIN)/mutmut export-cicd-stats

stepbench: .venv/dev
	$(BIN)/gui-mcp stepbench build runs/stepbench
	$(BIN)/gui-mcp stepbench run runs/stepbench

weights: .venv/dev
	$(BIN)/gui-mcp evolve --rounds 1 --shown 1.0 --demonstrations 10 --corrections 572 --tasks 48 --branches 2 \
	  --found 3000 --updates 16000 --out runs/weights
	cp runs/weights/round-1/policy.onnx agent/pocket/weights/pocket.onnx
	cp runs/weights/card.md agent/pocket/weights/card.md

signatures: .venv/demo
	$(BIN)/python -m benchmarks.daily.signature

gallery: .venv/demo
	$(BIN)/python -m devices.virtual.gallery docs

# verl and LLaMA-Factory want other versions than ms-swift of what none needs here: they come without their own.
.trainers/done:
	$(PYTHON) -m venv .trainers
	.trainers/bin/pip install --quiet torch==2.13.0 trl==0.29.1 ms-swift==4.6.0 transformers==5.19.0 \
	  ray tensordict==0.15.3 hydra-core codetiming torchdata peft omegaconf pytest array-api-compat
	.trainers/bin/pip install --quiet --no-deps verl==0.9.1 llamafactory==0.9.5
	touch $@

.peers/package.json:
	npm install --silent --no-fund --no-audit --prefix .peers @mobilenext/mobile-mcp@1.0.4

clean:
	rm -rf .venv .peers .trainers mutants runs .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "error: Python 3.11 or newer is needed; say which: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/demo: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	$(BIN)/python -m devices.install_browser
	@touch $@

.venv/dev: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	$(BIN)/python -m devices.install_browser
	@touch $@ .venv/demo
