"""The pages on which citizens ask for information and follow their request."""
