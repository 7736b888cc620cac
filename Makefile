# `make help` lists what there is to do. ARGS="…" goes on to demo, bench and faults.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Tools of the checks live beside the build, and nothing is installed globally.
tools := $(abspath $(or $(CARGO_TARGET_DIR),target))/tools
deny := $(tools)/deny-0.20.2/bin/cargo-deny
machete := $(tools)/machete-0.9.2/bin/cargo-machete
schemathesis := $(tools)/schemathesis-4.32.5/bin/schemathesis

.PHONY: help
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.PHONY: setup
setup: ## Install what is missing: PostgreSQL, libpq, pkg-config, a C compiler
	@.ci/setup

.PHONY: build
build: setup ## Build the program for production: target/release/varta
	cargo build --release --locked -p varta-api

.PHONY: demo
demo: build ## Run Varta with a demo oblast and a PostgreSQL of its own
	cargo run --release --locked -p varta-api --bin varta -- demo $(ARGS)

.PHONY: test
test: setup check ## Check and test everything
	cargo build --workspace --all-targets --locked
	cargo test --workspace --locked

.PHONY: check
check: fmt deps clippy ## Formatting, lints, dependencies and boundaries between crates

.PHONY: fmt
fmt:
	cargo fmt --all --check

.PHONY: clippy
clippy:
	cargo clippy --workspace --all-targets --locked -- -D warnings

# .deny.toml holds the licences, and the boundaries between our own crates.
.PHONY: deps
deps: $(deny) $(machete)
	$(deny) --locked check --allow unused-wrapper bans licenses sources
	$(machete)

.PHONY: vendor
vendor: ## Fetch the screens' libraries again with npm, and compare
	@.ci/vendor

.PHONY: screenshots
screenshots: setup ## Write pictures of every screen to target/screenshots
	cargo build --workspace --locked
	cargo run --locked -p varta-tests --bin screenshots

.PHONY: weight
weight: build ## Measure what the console weighs and how soon it is usable on a weak link
	cargo run --release --locked -p varta-tests --bin weight

.PHONY: pace
pace: build ## Measure how soon another browser sees a change, and what a storm of events does to one
	cargo run --release --locked -p varta-tests --bin pace

.PHONY: bench
bench: build ## Measure speed against the bare PostgreSQL on this machine
	cargo run --release --locked -p varta-tests --bin bench -- $(ARGS)

.PHONY: times
times: setup ## Measure whether unknown names take as long as known ones, and how long it takes to be put out
	cargo build --release --locked --workspace
	TIMES_TURNS=400 cargo test --release --locked -p varta-tests --test it -- \
	  --nocapture --test-threads=1 times::
	cargo test --release --locked -p varta-tests --test it -- \
	  --nocapture --test-threads=1 taken_away::whoever_is_put_out

# schemathesis comes from PyPI, into a folder of its own.
.PHONY: explore
explore: setup $(schemathesis) ## Try thousands of made-up requests in the name of everybody
	cargo build --locked -p varta-api -p varta-tests --bins
	SCHEMATHESIS=$(schemathesis) cargo run --locked -p varta-tests --bin explore -- $(ARGS)

$(schemathesis):
	python3 -m venv '$(patsubst %/bin/schemathesis,%,$@)'
	$(dir $@)pip install --quiet --disable-pip-version-check \
	  'schemathesis==$(patsubst $(tools)/schemathesis-%/bin/schemathesis,%,$@)'
.PHONY: faults
faults: build ## Kill, cut off, fill up, flood and mislead Varta; ARGS=kill does one of these
	@.ci/setup faults
	cargo run --release --locked -p varta-tests --bin faults -- $(ARGS)

.PHONY: fuzz
fuzz: setup ## Try the parsers of addresses and registries with 200,000 hostile inputs each
	PROPTEST_CASES=$${PROPTEST_CASES:-200000} cargo test --release --locked -p varta-tenants --test hostile

# As often as the proofs want it; `make test` asks the same things less often.
.PHONY: prove
prove: setup ## Prove isolation, and once and only once, at full size
	cargo build --workspace --locked
	PROVE_OPERATIONS=100000 PROVE_REQUESTS=4000 PROVE_KEYS=1000 PROVE_EDITS=1000 \
	  cargo test --locked -p varta-tests --test it -- pooled repeated

.PHONY: snapshots
snapshots: setup ## Accept the answers and the OpenAPI that the tests now see; then review the diff
	INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test --workspace --locked
	git --no-pager diff --stat -- '*.snap'
	git status --short -- '*.snap'

# Made quick to build rather than quick to run: they run for two seconds.
$(tools)/%:
	env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 \
	  cargo install --locked --debug --no-default-features \
	  --root '$(patsubst %/bin/,%,$(dir $@))' \
	  '$(@F)@$(lastword $(subst -, ,$(firstword $(subst /, ,$*))))'
