"""Diagnostics and their texts in, a report for people out."""
