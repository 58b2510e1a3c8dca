"""Turns documents into text: one file a format, one registry; knows nothing of the store."""
