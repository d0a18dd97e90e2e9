"""Groups, their standings, subscribers."""
