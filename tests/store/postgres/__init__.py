"""Tests of the database file and of every read and write of it."""
