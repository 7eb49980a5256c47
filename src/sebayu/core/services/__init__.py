"""The service declaration and its checks (pure)."""
