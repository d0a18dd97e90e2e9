"""Pages of meetings, by who reads them."""
