"""The figures of the product beside those of a twin that seals nothing, measured turn by turn in one run."""
