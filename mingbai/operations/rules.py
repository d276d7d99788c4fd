"""From when on something is late, little or old."""

from datetime import timedelta

SWEEP_LATE = timedelta(minutes=5)
OVERDUE_AFTER = timedelta(minutes=3)
DELIVERY_LATE = timedelta(minutes=15)
PAGES_LATE = timedelta(minutes=2)
BACKUP_LATE = timedelta(hours=26)  # a daily backup that takes long or begins late
BACKUP_GIVEN_UP = timedelta(days=3)
MIRROR_LATE = timedelta(days=2)
DISK_LOW = (5 * 1024**3, 0.10)  # bytes free, share free: below either
DISK_FULL = (1 * 1024**3, 0.03)
CHAIN_DEPTH = 2_000  # the newest events whose digests the doctor computes anew
