"""Pure rules of the pages: what is said about time, and the questions that lead to an outcome."""
