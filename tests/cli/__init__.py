"""Tests of the command line: whole commands over real databases, processes and terminals."""
