"""Tests of the project as a whole: its layers, its lock, its wheel, and what each command loads."""
