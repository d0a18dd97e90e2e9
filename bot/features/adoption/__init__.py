"""What came of an answer: who means to do what it tells of is asked once, after 90 days, how it went."""
