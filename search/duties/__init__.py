"""What the worker does as long as the product runs: each index followed, and chores beside it."""
