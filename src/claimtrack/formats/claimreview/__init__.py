"""ClaimReview (schema.org): the markup in which fact-check desks publish what they found of a claim."""
