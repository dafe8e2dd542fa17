"""What both Django projects need, as their guides say; no database is used."""

import django
from django.conf import settings


def configure(app, **more):
    settings.configure(
        SECRET_KEY="only-for-the-benchmark-0123456789abcdef",
        DEBUG=False,
        ALLOWED_HOSTS=["127.0.0.1"],
        INSTALLED_APPS=[
            "channels",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            app,
        ],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        ROOT_URLCONF=more.pop("ROOT_URLCONF"),
        CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        USE_TZ=True,
        **more,
    )
    django.setup()
