"""How text becomes searchable: folding, tokens, the words of a query, snippets. No database here."""
