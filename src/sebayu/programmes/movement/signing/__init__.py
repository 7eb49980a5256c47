"""Signing a commitment: issued with its number, signed in the planned order, by certificate or by a guest's link and code."""
