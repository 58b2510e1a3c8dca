"""Tests of how claims become graphs."""
