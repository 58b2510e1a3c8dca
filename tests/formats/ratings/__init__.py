"""Tests of how labels are read as ratings."""
