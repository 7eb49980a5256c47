"""The administrator's office: accounts and posts, sources and agreements, suspected duplicates of the register.

Views are thin; who may open them stands at their doors, what they do goes through the actions of the rooms below, and every change has
its entry in the ledger. The frame is the desk's: whoever keeps the machine in order is an officer like the others.
"""
