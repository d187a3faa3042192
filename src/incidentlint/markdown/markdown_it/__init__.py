"""The parser markdown-it-py, and what makes a `Document` of its tokens."""
