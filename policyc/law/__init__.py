"""The law as data: dated facts with their source. No country, date or word list stands in Python code."""
