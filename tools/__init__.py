"""What makes documentation, schemas and the manual page; not part of the package."""
