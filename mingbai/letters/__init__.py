"""Notices and answers of information on request: templates, numbers, remedies, Word and PDF."""
