"""The public site for programs: feeds, site maps, lists to harvest, the data catalogue."""
