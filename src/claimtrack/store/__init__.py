"""The only place with SQL: opens the file, moves rows, gives and takes domain records."""
