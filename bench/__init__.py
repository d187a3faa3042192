"""Measuring: how long linting takes, beside other linters of Markdown."""
