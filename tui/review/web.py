"""The review in a browser: the same app, served on the loopback address to whoever has the one-time token.

The token opens one session: the first visit with it gets a cookie, and the token is then of no use. Without the cookie
nothing is answered, neither a page nor a socket. A request that comes from another site, or names another host, is
refused (so no page elsewhere can reach the app through the browser).
"""

from __future__ import annotations

import asyncio
import re
import secrets
import shlex
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from corpus.errors import UsageError

if TYPE_CHECKING:
    from aiohttp import web

HOST = "127.0.0.1"
COOKIE = "corrigenda"

Handler = Callable[["web.Request"], Awaitable["web.StreamResponse"]]


FETCHED = re.compile(r"<link[^>]*https?://[^>]*>", re.DOTALL)
"""A style sheet that the library's page asks for on the net."""
HEAD = """<link rel="icon" href="data:,">
<script>
const typed = () => document.querySelector(".xterm-helper-textarea");
const waiting = setInterval(() => { if (typed()) { typed().focus(); clearInterval(waiting); } }, 100);
addEventListener("focus", () => typed() && typed().focus());
</script>
"""
"""Lets the keys reach the review without a click before."""


def page(html: str) -> str:
    """Return the library's page so that it fetches nothing from elsewhere and takes the keys at once."""
    return FETCHED.sub("", html).replace("</head>", HEAD + "</head>", 1)


class Gate:
    """Lets in whoever shows the token first, and then only them."""

    def __init__(self, port: int) -> None:
        self.token: str | None = secrets.token_urlsafe(24)
        self._key = secrets.token_urlsafe(24)
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}
        self.policy = (
            "default-src 'self' 'unsafe-inline' data: blob:; "
            f"connect-src 'self' {' '.join(f'ws://{host}' for host in sorted(self._hosts))}; frame-ancestors 'none'"
        )
        """What the page may load: nothing from elsewhere (the library's page asks for a font on the net)."""

    def opens(self, token: str) -> str | None:
        """Return the cookie for the token, once."""
        if self.token is None or not secrets.compare_digest(token.encode(), self.token.encode()):
            return None
        self.token = None
        return self._key

    def knows(self, cookie: str) -> bool:
        """Whether a cookie is the one that was given."""
        return self.token is None and secrets.compare_digest(cookie.encode(), self._key.encode())

    def here(self, host: str, origin: str) -> bool:
        """Whether a request names this host and comes from its own pages."""
        return host in self._hosts and (not origin or origin in self._origins)

    def middleware(self) -> Any:
        """Return the gate as aiohttp takes it."""
        from aiohttp import web

        @web.middleware
        async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.here(request.headers.get("Host", ""), request.headers.get("Origin", "")):
                raise web.HTTPForbidden(text="corrigenda: this review is served to this machine only\n")
            if request.path == "/" and "token" in request.query:
                key = self.opens(request.query["token"])
                if key is None:
                    raise web.HTTPForbidden(text="corrigenda: the token was used already, or is wrong\n")
                entrance = web.HTTPFound("/")
                entrance.set_cookie(COOKIE, key, httponly=True, samesite="Strict")
                raise entrance
            if not self.knows(request.cookies.get(COOKIE, "")):
                raise web.HTTPForbidden(text="corrigenda: open the address that the command printed\n")
            answer = await handler(request)
            if isinstance(answer, web.Response) and answer.content_type == "text/html" and answer.text:
                answer.text = page(answer.text)
            if not answer.prepared:
                answer.headers["Content-Security-Policy"] = self.policy
            return answer

        return gate


def serve(arguments: Sequence[str], port: int) -> None:
    """Serve ``corrigenda review ARGUMENTS`` until interrupted.

    Raises:
        UsageError: the extra is not installed, or the port is taken.
    """
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError:
        raise UsageError("--web needs an extra", remedy="pip install 'corrigenda[web]'") from None
    command = shlex.join([sys.executable, "-m", "tui", "review", *arguments])
    server = Server(command, host=HOST, port=port, title="Corrigenda")
    gate = Gate(port)

    async def run() -> None:
        app = await server._make_app()
        app.on_startup.clear()
        app.middlewares.append(gate.middleware())
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port).start()
            print(f"The review is at http://{HOST}:{port}/?token={gate.token}", file=sys.stderr)
            print("The address works once, in one browser. Ctrl+C ends it; every decision is kept.", file=sys.stderr)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    try:
        asyncio.run(run())
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used: {error.strerror}", remedy="--port NUMBER takes another"
        ) from None
    except KeyboardInterrupt:
        print(file=sys.stderr)
