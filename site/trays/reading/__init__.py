"""What a tray says, as the family and its maker see it."""
