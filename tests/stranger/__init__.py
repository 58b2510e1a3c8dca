"""A second verifier in another language, which shares no code with the program, and its tests."""
