"""A report as a web page, Word, PDF, Excel and JSON."""
