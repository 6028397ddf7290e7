"""What becomes training data: filters, curricula, corruptions, repairs, pairs."""
