"""Komitmen Bersama: the paper, who promised what by when, and what became of it. Signed in `signing`, on the big screen in `ceremony`."""
