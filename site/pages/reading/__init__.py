"""Editorial pages for a reader: the right language of each text, and what fills its live parts today."""
