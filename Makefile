# Each target sets up what it needs (tools/dev.sh), so that a fresh clone needs only python3, make and git.
.PHONY: help build test lint check bench lock
.NOTPARALLEL:
.DEFAULT_GOAL := help

help:  ## deze lijst (this list)
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 15

build:  ## maakt alles klaar en bouwt policies/progressx.yaml naar build/ (sets up, builds the statement)
	@tools/dev.sh build

test:  ## draait alle tests; ARGS='-k naam' geeft pytest opties (runs the whole suite)
	@tools/dev.sh test $(ARGS)

lint:  ## opmaak, stijl, typen en importrichting (format, style, types, import direction)
	@tools/dev.sh lint

check: lint test  ## wat CI draait: lint en daarna test (what CI runs)

bench:  ## meet policyc tegen zijn eigen bouwstenen, als verhoudingen (measures ratios)
	@tools/dev.sh bench $(ARGS)

lock:  ## legt de versies in requirements/ opnieuw vast (pins the requirements anew)
	@tools/lock.sh
