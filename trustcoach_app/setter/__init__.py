"""The Instagram setter: what comes in (intake), its leads, and its figures (rollup)."""
