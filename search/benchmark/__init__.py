"""How fast a search is, beside the least that its engine can do. For `benchmark_search`."""
