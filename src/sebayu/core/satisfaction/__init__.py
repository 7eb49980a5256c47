"""Survei Kepuasan Masyarakat (Permenpan RB 14/2017): nine elements asked of whoever had a case finished."""
