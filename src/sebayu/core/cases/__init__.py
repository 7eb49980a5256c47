"""Cases: requests on their way. Steps, who holds it, the clock, the history.

A case is opened with frozen evidence, walks the steps its service declares, and ends with a document, a refusal with reasons, or
a withdrawal. Every move is one action, allowed by one table (`workflow.py`), written to the ledger and appended to the history.
"""
