"""Taking text out of Word and PDF files, proven by reading the produced file back."""
