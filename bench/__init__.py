"""Measurements of what is promised, beside the baselines; not tests. One module a promise: ``python -m bench.NAME``."""
