"""Tests of the declared tables."""
