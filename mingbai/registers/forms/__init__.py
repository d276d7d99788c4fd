"""Forms of the registers; the keys of `cleaned_data` are the keyword arguments of the actions."""
