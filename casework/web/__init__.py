"""Flask, forms, pages and the command line: parse, call one service, render."""
