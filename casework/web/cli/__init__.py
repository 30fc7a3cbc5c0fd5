"""The command line: for scripts and operators. Passphrases come from a file or a prompt, never from an argument."""
