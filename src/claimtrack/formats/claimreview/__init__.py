"""Reads ClaimReview (schema.org) as fact-check desks publish it: where it stands, and what it says."""
