"""The figures of a practice, added up by local day: metrics, dirty cells, drift."""
