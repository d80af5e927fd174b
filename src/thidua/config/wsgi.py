"""The server's entry point."""

import os

from django.core.wsgi import get_wsgi_application

from thidua.config import rubbish

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
application = get_wsgi_application()
rubbish.clear_between_requests()
