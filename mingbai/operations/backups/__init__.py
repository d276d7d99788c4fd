"""One file that holds all of an installation: the database, the files, and, if asked for, the keys.

A tar of: database.sqlite3.gz or database.dump, files/private/…, files/public/…, keys/…, and last
manifest.json with the digest of each, so that a file that was cut off is not taken for a whole one.
"""
