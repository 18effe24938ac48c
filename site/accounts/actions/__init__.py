"""Changes in how people come in, one module each: permission check, change, log entry and mail."""
