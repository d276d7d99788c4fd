"""Forms of the screens; the keys of `cleaned_data` are the arguments of the action of the same purpose."""
