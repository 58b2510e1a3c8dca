"""Tests of tables: read whatever made them, and written so that they are read back."""
