"""Which records belong where, and the days, months and years that archives are made of."""
