"""BagIt packages (RFC 8493): written file by file, and verified without being unpacked.

The library of the Library of Congress makes bags in place, changes the folder of the process and reads
folders only; here packages come from strangers as zip and tar files.
"""

from mingbai.lib.bags.containers import Unsafe, opened
from mingbai.lib.bags.verifying import Report, verify
from mingbai.lib.bags.writing import Line, file_into, finish, zipped

__all__ = ["Line", "Report", "Unsafe", "file_into", "finish", "opened", "verify", "zipped"]
