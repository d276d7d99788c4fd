"""Two years of requests for information, played as stories through the actions of `mingbai.foi`."""
