"""The Swedish of people's data."""
