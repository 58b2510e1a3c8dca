"""Compares claimtrack with its peer, sqlite-utils, in one run on one machine."""
