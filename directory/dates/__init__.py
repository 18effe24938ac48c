"""Days and hours without a database: recurrence rules, public holidays, what "today" and "open now" mean."""
