"""One module per format of the edition."""
