"""The clock and the worker: what happens without anybody clicking. `python -m jobs` runs both."""
