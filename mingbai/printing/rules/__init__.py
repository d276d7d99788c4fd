"""How large paper and type are, how a table fits, what a leaflet asks, and whether a board has room."""
