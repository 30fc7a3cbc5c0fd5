"""The only importer of `cryptography`: what is sealed, to whom, and bound to what."""
