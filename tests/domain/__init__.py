"""Tests of what a record is and what follows from it."""
