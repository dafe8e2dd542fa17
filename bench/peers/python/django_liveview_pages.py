"""A counter and a table of 1,000 rows, made with Django LiveView. What a page knows is kept on its connection."""

from django_settings import configure

urlpatterns = []
configure("liveview", ROOT_URLCONF=__name__)

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.utils.html import format_html  # noqa: E402
from liveview import liveview_handler, send  # noqa: E402
from liveview.routing import get_liveview_urlpatterns  # noqa: E402
from rows import STRIDE, make_rows  # noqa: E402


@liveview_handler("increment")
def increment(consumer, content):
    consumer.count = getattr(consumer, "count", 0) + 1
    send(consumer, {"target": "#count", "html": str(consumer.count)})


@liveview_handler("change")
def change(consumer, content):
    if not hasattr(consumer, "rows"):
        consumer.rows, consumer.next = make_rows(), 0
    consumer.next = (consumer.next + STRIDE) % len(consumer.rows)
    row = consumer.rows[consumer.next]
    row["visits"] += 1
    send(consumer, {"target": f"#row-{row['id']}", "html": cells(row)})


def cells(row):
    return format_html(
        '<td>{id}</td><td>{name}</td><td><a href="mailto:{email}">{email}</a></td><td>{visits}</td>', **row
    )


application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(get_liveview_urlpatterns()))),
    }
)
