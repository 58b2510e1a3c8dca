"""Turns what services return into documents and lines of words."""
