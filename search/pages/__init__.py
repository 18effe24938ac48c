"""What readers see of a search: results, their map and filters, today's doors, suggestions and ways on."""
