"""Document templates. They may be edited in Word; `make_statement.py` lays the first one anew."""
