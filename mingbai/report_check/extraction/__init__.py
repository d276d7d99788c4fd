"""Finds title, sections and tables in the flow of a report, whatever format it came from."""
