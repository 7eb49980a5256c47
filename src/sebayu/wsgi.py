"""The WSGI door."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sebayu.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what was loaded at the start is never garbage: the collector need not look at it again
gc.set_threshold(20_000, 20, 20)
