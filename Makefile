# What a developer types. `make` alone lists it.

FUZZ_SECONDS ?= 60
CARGO_DENY = 0.20.2
CARGO_FUZZ = 0.13.2
TARGET = $(or $(CARGO_TARGET_DIR),target)
MUSTER = $(TARGET)/demo/muster
DEMO = out/demo
# What the tests open documents with.
PACKAGES = libreoffice-writer libreoffice-calc poppler-utils python3-venv
# What the tests open pages with.
BROWSER = chromium
# The benchmark of documents. Whoever builds everything has the typesetting engine anyway.
DOCUMENTS = --features bench/documents
# What the tests compare with, from PyPI, in a Python of its own: a checker of PDF files, a list of bank
# holidays.
COMPARED = page-validation==0.11.0 holidays==0.109
PYTHON_TOOLS = target/python-tools
# The styles and scripts of the pages, made by npm.
WEB = crates/server/web
NODE = 20

.PHONY: help demo bench test properties browser-tests lint fuzz fuzz-known fuzzer docs deny web rust linker packages python-tools

help:
	@echo 'make demo   build muster and write checked, costed reports of five real reorganisations'
	@echo 'make bench  time charts, reports, costing, lists and decisions on data that is made for it; docs/benchmarks.md'
	@echo 'make test   run every test'
	@echo 'make browser-tests  walk through every page in a browser; part of make test'
	@echo 'make properties  run the property tests on other cases than make test does'
	@echo 'make lint   check the format and run clippy; any warning fails'
	@echo 'make web    make the styles and scripts of the pages'
	@echo 'make docs   make the generated documentation again'
	@echo 'make deny   check licences, banned crates and where crates come from'
	@echo 'make fuzz   feed broken case files and lists to what reads, costs and mends them for $(FUZZ_SECONDS) seconds'
	@echo 'make fuzz-known   the same, but only with what is known: every case, fixture and fault once found'

demo: rust linker web
	@echo '== Building muster (a few minutes the first time)'
	cargo build --locked --profile demo -p cli
	@echo '== Writing the demonstration to $(DEMO)'
	$(MUSTER) demo --data $(DEMO)

bench: rust linker web
	@echo '== Building muster-bench, and muster to time it from its start'
	cargo build --locked --release -p cli -p bench $(DOCUMENTS)
	$(TARGET)/release/muster-bench run --work $(TARGET)/bench

test: rust linker packages python-tools web
	@echo '== Running the tests of every crate'
	cargo test --locked --workspace $(DOCUMENTS)
	@$(MAKE) --no-print-directory browser-tests

# `make test` tries the same cases each time. These are others.
SEED ?= $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
properties: rust linker packages python-tools web
	@echo '== Running the tests of every crate on the cases of SEED=$(SEED)'
	PROPTEST_RNG_SEED=$(SEED) cargo test --locked --workspace $(DOCUMENTS)

# The program and the site are of the build that was tested: a build of their own would ask the
# libraries for other features, and so build the typesetting engine once more.
REPORTS = $(TARGET)/browser-tests
browser-tests: PACKAGES = $(BROWSER)
browser-tests: rust linker packages web
	@echo '== Building the example site and writing the reports of the example cases'
	cargo test --locked --workspace $(DOCUMENTS) --no-run
	mkdir -p $(REPORTS)
	@set -e; for case in cases/*.toml; do \
	  $(TARGET)/debug/muster report $$case --to html -o $(REPORTS)/$$(basename $$case .toml).html 2>/dev/null \
	    || [ $$? = 1 ]; \
	done
	@echo '== Walking through every page in a browser'
	cd $(WEB) && MUSTER_SITE=$(abspath $(TARGET))/debug/examples/site \
	  MUSTER_PROGRAM=$(abspath $(TARGET))/debug/muster \
	  MUSTER_REPORTS=$(abspath $(REPORTS)) node --test --test-concurrency=2 \
	  --test-reporter=dot test/*.test.js

lint: rust linker
	@echo '== Checking the format'
	cargo fmt --all --check
	@echo '== Running clippy; a warning fails'
	cargo clippy --locked --workspace $(DOCUMENTS) --all-targets -- -D warnings

docs: rust linker
	@echo '== Making docs/diagnostics from the rules'
	cargo run --locked -p xtask -- gallery
	@echo '== Making NOTICES.md from the dependencies'
	cargo run --locked -p xtask -- notices

deny: rust linker
	@command -v cargo-deny >/dev/null || cargo install --locked cargo-deny --version $(CARGO_DENY)
	@echo '== Checking licences, banned crates and sources'
	cargo deny --locked check licenses bans sources

# The sanitiser needs the compiler's unstable options; the pinned stable compiler has them.
FUZZ_TARGETS = read_case cost_case fix_case read_list
FUZZ = RUSTC_BOOTSTRAP=1 cargo fuzz run $$target
FUZZ_LIMITS = -max_len=65536 -timeout=20 -rss_limit_mb=2048
FUZZ_SEEDS = case $$target in read_list) seeds='crates/exchange/fixtures';; *) seeds='cases crates/checks/fixtures';; esac; \
	  test ! -d fuzz/seeds/$$target || seeds="$$seeds fuzz/seeds/$$target"

fuzzer: rust linker
	@command -v c++ >/dev/null || { \
	  echo 'make fuzz: no C++ compiler (c++). On Debian: apt-get install build-essential' >&2; exit 1; }
	@command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz --version $(CARGO_FUZZ)

# What is found is kept in fuzz/seeds/TARGET once it is mended: fuzz-known tries it for ever.
fuzz: fuzzer
	@echo '== Feeding broken case files and lists to what reads, costs and mends them for $(FUZZ_SECONDS) seconds'
	@set -e; for target in $(FUZZ_TARGETS); do \
	  $(FUZZ_SEEDS); mkdir -p fuzz/corpus/$$target; \
	  $(FUZZ) fuzz/corpus/$$target $$seeds -- \
	    -max_total_time=$$(( ($(FUZZ_SECONDS) + 3) / 4 )) $(FUZZ_LIMITS); \
	done

# The same inputs each time: whether a change is merged does not depend on what chance finds on that day.
fuzz-known: fuzzer
	@echo '== Feeding every case, fixture and fault once found to what reads, costs and mends them'
	@set -e; for target in $(FUZZ_TARGETS); do \
	  $(FUZZ_SEEDS); $(FUZZ) $$seeds -- -runs=0 $(FUZZ_LIMITS); \
	done

# Made anew when what they are made of has changed.
web: $(WEB)/out/complete

$(WEB)/out/complete: $(WEB)/node_modules/complete $(WEB)/build.js $(wildcard $(WEB)/src/*)
	@echo '== Making the styles and scripts of the pages'
	cd $(WEB) && npm run --silent build

$(WEB)/node_modules/complete: $(WEB)/package.json $(WEB)/package-lock.json
	@command -v npm >/dev/null && node -e 'process.exit(+(parseInt(process.versions.node) < $(NODE)))' || { \
	  echo 'make: no Node.js (npm) of version $(NODE) or later, which makes the styles of the pages.' \
	    'On Debian: apt-get install npm' >&2; exit 1; }
	@echo '== Fetching what the pages are made of'
	cd $(WEB) && npm ci --silent
	touch $@

rust:
	@command -v cargo >/dev/null || { \
	  echo 'make: no Rust (cargo). Install it with rustup.' >&2; exit 1; }

linker:
	@command -v cc >/dev/null || { \
	  echo 'make: no linker (cc). On Debian: apt-get install build-essential' >&2; exit 1; }

# Missing packages are installed where that may be done, and named where not.
packages:
	@missing=; for package in $(PACKAGES); do \
	  dpkg -s $$package 2>/dev/null | grep -q '^Status: .* installed' || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ] || { ! command -v dpkg >/dev/null && command -v soffice pdftotext >/dev/null; }; then \
	  exit 0; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "== Installing$$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends $$missing >/dev/null; \
	else \
	  echo "make: the tests need$$missing. On Debian: sudo apt-get install$$missing" >&2; exit 1; \
	fi

python-tools: packages
	@for tool in $(COMPARED); do $(PYTHON_TOOLS)/bin/pip freeze 2>/dev/null | grep -qx "$$tool" || missing=1; done; \
	[ -z "$$missing" ] || { \
	  echo '== Installing $(COMPARED), with which tests compare, in $(PYTHON_TOOLS)'; \
	  python3 -m venv $(PYTHON_TOOLS) && \
	  $(PYTHON_TOOLS)/bin/pip install -q --disable-pip-version-check $(COMPARED); }
