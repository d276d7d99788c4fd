"""Looking after an installation: the doctor, backups, health, figures, deployment."""
