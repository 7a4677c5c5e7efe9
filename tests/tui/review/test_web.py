"""The review in a browser is for whoever has the token, once, from this machine's own pages."""

import pytest

from tui.review.web import COOKIE, Gate

pytest.importorskip("textual_serve")


def test_the_token_opens_once():
    gate = Gate(8765)
    token = gate.token
    assert gate.opens("wrong") is None
    assert not gate.knows("")
    key = gate.opens(token)
    assert gate.knows(key)
    assert gate.opens(token) is None
    assert not gate.knows("wrong")


def test_only_this_host_and_its_own_pages():
    gate = Gate(8765)
    assert gate.here("127.0.0.1:8765", "")
    assert gate.here("localhost:8765", "http://localhost:8765")
    assert not gate.here("evil.example:8765", "")
    assert not gate.here("127.0.0.1:8765", "http://evil.example")
    assert not gate.here("", "")


async def test_nothing_is_answered_without_the_cookie():
    from aiohttp import CookieJar, web
    from aiohttp.test_utils import TestClient, TestServer

    async def page(request):
        return web.Response(text="the review")

    gate = Gate(0)
    app = web.Application(middlewares=[gate.middleware()])
    app.router.add_get("/", page)
    app.router.add_get("/ws", page)
    async with TestServer(app) as server, TestClient(server, cookie_jar=CookieJar(unsafe=True)) as client:
        gate._hosts = {f"127.0.0.1:{server.port}"}
        gate._origins = {f"http://127.0.0.1:{server.port}"}
        for path in ("/", "/ws", "/?token=wrong"):
            assert (await client.get(path)).status == 403, path
        token = gate.token
        answer = await client.get(f"/?token={token}", allow_redirects=False)
        assert answer.status == 302
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert COOKIE in answer.headers["Set-Cookie"]
        answer = await client.get("/")
        assert await answer.text() == "the review"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert (await client.get("/ws", headers={"Origin": "http://evil.example"})).status == 403
        assert (await client.get("/", headers={"Host": "evil.example"})).status == 403
        client.session.cookie_jar.clear()
        assert (await client.get(f"/?token={token}")).status == 403
