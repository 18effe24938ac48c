"""How well search finds what people ask for: `manage.py evaluate_search`."""
