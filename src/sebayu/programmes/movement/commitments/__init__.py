"""Komitmen Bersama: who promised what by when, signed in the planned order, on a big screen, and what became of it."""
