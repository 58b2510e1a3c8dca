"""Tests of ClaimReview, the markup of fact-check desks."""
