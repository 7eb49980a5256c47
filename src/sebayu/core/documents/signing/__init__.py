"""Signing: the port every signing service is reached through, BSrE's client, and the check of what came back."""
