"""The demo's people and what waits for them: without them nobody could try the workspace or the desk."""
