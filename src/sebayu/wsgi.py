"""The WSGI door."""

import os

from django.core.wsgi import get_wsgi_application

from sebayu.cli.process import settle_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sebayu.settings")
application = get_wsgi_application()
settle_memory()
