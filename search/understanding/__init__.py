"""What a query means, worked out from its words alone."""
