"""Setting a repository up: what a configuration of its own says, composed and edited as text. No files are touched."""
