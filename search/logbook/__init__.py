"""What is searched for, without a word about who searches: docs/decisions/0017."""
