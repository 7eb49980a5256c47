"""A simulator of BSrE's e-Sign client service v2: real PAdES signatures from an authority nobody should trust."""

from sebayu.sandbox.bsre.service import Bsre

__all__ = ["Bsre"]
