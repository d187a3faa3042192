"""A repository set up: its template read, its configuration, hook and CI job written."""
