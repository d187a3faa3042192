"""Generated files: `python -m tools.generate`."""
