# Each command makes what it needs: environment, database, pages. `make` alone lists them.
PYTHON_RUN = sh ops/python.sh
PYTHON_DEV = WITH=dev sh ops/python.sh

.DEFAULT_GOAL := help
.PHONY: help run stop test check demo-reset psql db-url bench prove lock migrate schema

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start TrustCoach at http://localhost:3000 (PORT=3001 for another), until Ctrl-C
	@$(PYTHON_RUN) -m ops.run

stop: ## end a run that was left behind, and the embedded PostgreSQL
	@$(PYTHON_RUN) -m ops.stop

test: ## run all tests (ARGS="tests/ops -q" for some)
	@$(PYTHON_DEV) -m ops.test $(ARGS)

check: ## format, lint, types and architecture, in under a minute
	@$(PYTHON_DEV) -m ops.check

prove: ## run the long forms of the tests
	@PROVE=1 $(PYTHON_DEV) -m ops.test -m prove $(ARGS)

bench: ## measure every figure that we claim, one JSON line each (NAME=slots for one)
	@$(PYTHON_DEV) -m ops.bench $(NAME)

demo-reset: ## write the demo data anew (FORCE=1 for an external database)
	@$(PYTHON_RUN) -m ops.demo_reset

migrate: ## bring the database to the newest schema
	@$(PYTHON_RUN) -m ops.migrate

schema: ## write docs/schema.md anew, after a migration or a change of access
	@$(PYTHON_RUN) -m ops.schema

psql: ## open psql on the database as its owner (ARGS='-c "select 1"')
	@$(PYTHON_RUN) -m ops.psql $(ARGS)

db-url: ## print the owner's URL of the database and nothing else
	@$(PYTHON_RUN) -m ops.db_url

lock: ## resolve requirements*.in into pinned requirements*.txt
	@$(PYTHON_RUN) -m ops.lock
