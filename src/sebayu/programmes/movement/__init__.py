"""Gerakan Menuju Kota Cerdas: from a signature to a number nobody can type. One programme of several parts (ADR 0007)."""
