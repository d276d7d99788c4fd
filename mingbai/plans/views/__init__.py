"""Pages about plans: uploading, checking what was read, and the tasks afterwards."""
