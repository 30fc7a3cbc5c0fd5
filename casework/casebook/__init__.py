"""The index in RAM: projections, search, counts, snapshot."""
