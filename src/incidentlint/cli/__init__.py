"""The command line: thin, every command hands on to the modules below."""
