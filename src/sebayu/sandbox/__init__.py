"""A stand-in for the world outside: a generated town and simulators of the registers and of the signing service.

It imports nothing of the house and the house imports nothing of it, except tests and the demo. What each simulator answers,
and how to make it fail, is written in README.md beside this file.
"""
