"""What gunicorn imports in each worker."""

import os

from app import create_app
from config import Settings

application = create_app(Settings.from_environment(os.environ))
