"""Use cases: one function, one transaction; the actor first, the policy asked, the audit written."""
