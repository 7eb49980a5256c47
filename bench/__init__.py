"""Measurements: each module has `measure(scale=)`; run by `./sebayu bench NAME`."""
