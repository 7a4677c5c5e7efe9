"""The page to read in a browser: views, evidence, keys, search, phone; in Debian's Chromium, skipped without it."""

import shutil

import pytest
from PIL import Image

from corpus.records import Page, Source, Witness
from restore.edition.formats.html import write
from restore.edition.record import compile_record
from tests.restore.edition.letters import LETTER, accept, letter_events
from tests.restore.edition.test_pages import sheet

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="apt-get install chromium chromium-driver"),
    pytest.mark.xdist_group("browser"),
]
selenium = pytest.importorskip("selenium", reason="selenium is not installed")


@pytest.fixture(scope="module")
def browser():
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    top = tmp_path_factory.mktemp("edition")
    source = Source("0" * 64, "scan.png", "scan", 9)
    page: Page = sheet("A Seviet note", "on Japan")
    scanned = Witness.of_pages("B", "A note", (page,))
    made = compile_record(
        "An edition",
        top,
        [Witness("A", "A letter", LETTER), scanned],
        {},
        [*letter_events(), accept(scanned.text, "Seviet", "Soviet", siglum="B")],
        [page],
        [source],
        image=lambda page: Image.new("L", (page.width, page.height), 220),
    )
    write(made, top)
    return (top / "html").as_uri()


def shown(browser):
    return browser.execute_script("return document.querySelector('article').innerText")


def size(browser, width, height):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )


def test_a_reader_reads(browser, folder):
    from selenium.webdriver.common.keys import Keys

    size(browser, 1300, 900)
    browser.get(f"{folder}/A.html")
    body = browser.find_element("tag name", "body")
    assert "of the Russian pre-war frontiers was a Soviet wish" in shown(browser)
    assert "Seviet" not in shown(browser) and "LCRFT" not in shown(browser)
    body.send_keys("3")
    assert "was a Seviet wish" in shown(browser) and "LCRFT" in shown(browser)
    assert shown(browser).index("Summer Welles") < shown(browser).index("Yours")
    assert "Sumner" not in shown(browser)
    body.send_keys("2")
    assert "SevietSoviet" in shown(browser).replace(" ", "")

    place = next(p for p in browser.find_elements("css selector", ".c") if "Soviet" in p.text)
    place.click()
    entry = browser.find_element("css selector", ".e.on")
    assert "because" in entry.text and entry.is_displayed()
    assert "because" in browser.find_element("id", "said").get_attribute("textContent")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not browser.find_elements("css selector", ".e.on")
    body.send_keys("n")
    assert browser.switch_to.active_element.get_attribute("class") == "c on"

    box = browser.find_element("id", "search")
    body.send_keys("/")
    assert browser.switch_to.active_element == box
    box.send_keys("pre-war FRONTIERS")
    assert browser.find_element("id", "count").text == "1 found"
    box.send_keys(Keys.ENTER)
    assert browser.find_element("id", "count").text == "1 of 1"


def test_an_anchor_leads_to_its_change(browser, folder):
    browser.get(f"{folder}/A.html")
    script = "return [...document.querySelectorAll('.c')].find(p => p.textContent.includes('LCRFT')).id"
    name = browser.execute_script(script)
    browser.get("about:blank")
    browser.get(f"{folder}/A.html#{name}")
    assert browser.switch_to.active_element.get_attribute("id") == name
    assert browser.switch_to.active_element.is_displayed()


def test_the_scan_stands_beside(browser, folder):
    size(browser, 1300, 900)
    browser.get(f"{folder}/B.html")
    browser.find_element("id", "ink").click()
    image = browser.find_element("css selector", ".ink img")
    assert image.is_displayed() and image.get_attribute("alt") == "Scan of page scan-1"
    browser.find_element("tag name", "body").send_keys("n")
    assert browser.find_element("css selector", ".spot").is_displayed()
    before = image.get_attribute("style")
    browser.find_element("css selector", ".ink button[data-do=in]").click()
    assert image.get_attribute("style") != before


def test_on_a_telephone_nothing_is_wider_than_the_screen(browser, folder):
    size(browser, 390, 800)
    for page in ("index", "A", "B"):
        browser.get(f"{folder}/{page}.html")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 390


def test_search_in_all_documents(browser, folder):
    from selenium.webdriver.support.ui import WebDriverWait

    browser.get(f"{folder}/index.html")
    browser.find_element("id", "search").send_keys("japan")
    WebDriverWait(browser, 5).until(lambda b: b.find_elements("css selector", "#hits li"))
    assert "A note" in browser.find_element("id", "hits").text


def test_nothing_is_reported_by_the_browser(browser, folder):
    browser.get_log("browser")
    for page in ("index", "A", "B"):
        browser.get(f"{folder}/{page}.html")
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
