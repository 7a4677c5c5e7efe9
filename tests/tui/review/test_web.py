"""The review in a browser is for whoever has the token, once, from this machine's own pages."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.store import Store
from tui.review.web import COOKIE, Gate, page

pytest.importorskip("textual_serve")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


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

    async def review(request):
        return web.Response(text="the review")

    gate = Gate(0)
    app = web.Application(middlewares=[gate.middleware()])
    app.router.add_get("/", review)
    app.router.add_get("/ws", review)
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


def test_the_page_fetches_nothing_from_elsewhere():
    html = '<head><link rel="x"\n href="https://fonts.example/a" /><link href="/static/a.css"></head><body></body>'
    assert "https://" not in page(html)
    assert '<link href="/static/a.css">' in page(html)
    assert "focus()" in page(html)


@pytest.mark.xdist_group("browser")
@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="apt-get install chromium chromium-driver")
def test_keys_reach_the_review_in_a_browser(edition, tmp_path):
    pytest.importorskip("selenium")
    from selenium import webdriver
    from selenium.webdriver.common.action_chains import ActionChains

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tui", "review", str(edition), "--web", "--port", str(port), "--by", "anna"]
    env = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3])}
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    served = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        address = re.search(r"http\S+", served.stderr.readline()).group()
        browser.get(address)
        wait(lambda: "-first-byte" in browser.find_element("tag name", "body").get_attribute("class"))
        wait(lambda: "textarea" in browser.switch_to.active_element.tag_name)
        wait(lambda: ActionChains(browser).send_keys("y").pause(0.5).perform() or events(edition))
        assert events(edition)[0].text == "Soviet"
        browser.get(address)
        assert "used already" in browser.page_source
    finally:
        browser.quit()
        served.terminate()
        served.communicate(timeout=20)


def events(edition):
    with Store.open(edition) as store:
        return store.decisions()


def wait(ready, seconds=40):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.2)
