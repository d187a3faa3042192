"""Targets for fuzzing: bytes of any kind go in, and what holds of all of them is looked at. `make fuzz` runs them."""
