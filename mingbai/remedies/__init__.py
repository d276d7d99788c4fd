"""Administrative review and litigation about requests, and the file of a request as one package."""
