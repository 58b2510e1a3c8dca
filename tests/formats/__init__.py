"""Tests of how documents become text."""
