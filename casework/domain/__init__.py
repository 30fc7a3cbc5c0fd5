"""What a case is: pure data and rules. No Flask, no SQL, no keys."""
