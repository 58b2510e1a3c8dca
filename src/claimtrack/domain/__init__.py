"""What a record of claims is and what follows from it: standard library only, no I/O, no SQL, no printing."""
