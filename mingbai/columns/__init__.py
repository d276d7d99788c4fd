"""The columns of the public site: which records belong to each, counted and by date."""
