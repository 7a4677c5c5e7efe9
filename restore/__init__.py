"""Witness to findings to emendations; witness and decisions to the edition."""
