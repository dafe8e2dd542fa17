"""A counter and a table of 1,000 rows, made with djust."""

from django_settings import configure

urlpatterns = []
configure(
    "djust",
    ROOT_URLCONF=__name__,
    TEMPLATES=[{"BACKEND": "djust.template_backend.DjustTemplateBackend", "APP_DIRS": True, "OPTIONS": {}}],
    LIVEVIEW_ALLOWED_MODULES=[__name__],
    LIVEVIEW_CONFIG={"rate_limit": {"rate": 1e9, "burst": 10**9, "max_connections_per_ip": 10**6}},
)

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.urls import path  # noqa: E402
from djust import LiveView, event_handler  # noqa: E402
from djust.websocket import LiveViewConsumer  # noqa: E402
from rows import STRIDE, make_rows  # noqa: E402


class Counter(LiveView):
    login_required = False
    template = """
    <div dj-root>
      <h1>Counter</h1>
      <p>Count: <strong>{{ count }}</strong></p>
      <button dj-click="increment">+1</button>
    </div>"""

    def mount(self, request, **kwargs):
        self.count = 0

    @event_handler
    def increment(self):
        self.count += 1


class Table(LiveView):
    login_required = False
    template = """
    <div dj-root>
      <h1>Visits</h1>
      <table>
        <thead><tr><th>Id</th><th>Name</th><th>E-mail</th><th>Visits</th></tr></thead>
        <tbody>{% for row in rows %}<tr dj-key="{{ row.id }}"><td>{{ row.id }}</td><td>{{ row.name }}</td><td><a href="mailto:{{ row.email }}">{{ row.email }}</a></td><td>{{ row.visits }}</td></tr>{% endfor %}</tbody>
      </table>
    </div>"""

    def mount(self, request, **kwargs):
        self.rows = make_rows()
        self._next = 0

    @event_handler
    def change(self):
        self._next = (self._next + STRIDE) % len(self.rows)
        row = self.rows[self._next]
        self.rows[self._next] = {**row, "visits": row["visits"] + 1}


urlpatterns += [path("counter/", Counter.as_view()), path("table/", Table.as_view())]

application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter([path("ws/live/", LiveViewConsumer.as_asgi())]))
        ),
    }
)
