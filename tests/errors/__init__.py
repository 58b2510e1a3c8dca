"""Tests of how errors word themselves."""
