"""Questions, suggestions and waiting."""
