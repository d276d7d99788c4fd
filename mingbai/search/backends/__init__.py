"""The word index behind one small interface. Everything that only one database understands is here.

A backend is a module with these functions; `book` is 'public' or 'staff', each with its own table:

    create(execute), drop(execute)      in migrations; `execute` takes one SQL statement
    insert(book, postings)              add documents that are not in the index
    delete(book, postings)              take documents out, given the tokens they went in with
    clear(book)                         empty the book
    lock(book)                          let no other writer in until the transaction ends
    tidy(book)                          after a bulk load
    find(book, asked, tally) -> Found   one page of keys, how many match, and the facets if `tally`
    titles(book, phrases, words, most)  keys of the newest whose title holds all the words
    beginning(book, token, most)        keys of the newest with a title or number that begins with the token
    size(book) -> int                   bytes the word index of this book takes
"""

from types import ModuleType

from mingbai.search.backends import postgresql, sqlite
from mingbai.search.connecting import connection

BACKENDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def backend() -> ModuleType:
    """The backend of the default database. Raises KeyError for a database there is none for."""
    return BACKENDS[connection.vendor]
