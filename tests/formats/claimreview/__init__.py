"""Reading ClaimReview: where it stands, and what it says."""
