"""`python -m casework ...`"""

from casework.web.cli.main import casework

if __name__ == "__main__":
    casework(prog_name="python -m casework")
