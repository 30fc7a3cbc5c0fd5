"""A demonstration organisation with invented people: nobody in it lives, and none of its accounts guards anything."""
