"""One module per outside register; each turns a request into an answer the way its owner does."""

from sebayu.sandbox.simulators.dtsen import Dtsen
from sebayu.sandbox.simulators.dukcapil import Dukcapil
from sebayu.sandbox.simulators.oss import Oss
from sebayu.sandbox.simulators.pbb import Pbb
from sebayu.sandbox.simulators.school import School
from sebayu.sandbox.simulators.whatsapp import WhatsApp

__all__ = ["Dtsen", "Dukcapil", "Oss", "Pbb", "School", "WhatsApp"]
