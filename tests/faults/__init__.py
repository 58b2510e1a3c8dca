"""Faults and attacks on whole processes: each in a short form, and in a long one for make soak."""
