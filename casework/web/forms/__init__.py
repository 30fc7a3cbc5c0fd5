"""Forms: text from the page to the typed sections of the domain, and back."""
