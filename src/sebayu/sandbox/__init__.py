"""A stand-in for the world outside: a generated town and simulators of the registers and of the signing service.

It imports nothing of the house, and of the house only tests and the demo import it. What each simulator answers and how to
make it fail is written in README.md beside this file.
"""

from sebayu.sandbox.server import Server, serve

__all__ = ["Server", "serve"]
