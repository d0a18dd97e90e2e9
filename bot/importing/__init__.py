"""Documents of the network -> proposals made of the documents' own sentences."""
