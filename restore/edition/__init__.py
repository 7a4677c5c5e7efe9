"""Writers of the edition, one module a format, in a visible table."""
