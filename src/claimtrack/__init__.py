"""Claim provenance and disputes, kept in one SQLite file and asked from the terminal."""

__version__ = "0.1.0"
