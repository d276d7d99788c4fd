"""What is typed on the pages. Keys of `cleaned_data` are the arguments of the action of the same purpose."""
