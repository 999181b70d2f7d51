"""Who comes in, as whom, and what each one gets."""

import asyncio
import json
import re
from http.cookies import SimpleCookie

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.web.attempts import ATTEMPTS, WINDOW
from corpus_tool.web.guests import KEPT_SECONDS
from corpus_tool.web.server import PER_PERSON

QUIT = json.dumps(["stdin", "\x11"])
SIZE = "?width=100&height=30"


async def shown(page, words: str) -> str:
    """What is drawn until these words stand there."""
    drawn = ""
    async for message in page:
        drawn += message.data.decode(errors="replace")
        if words in re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]", "", drawn):
            return drawn
    raise AssertionError(f"{words!r} is not in {drawn[-2000:]!r}")


async def reason(page) -> str:
    """What the page is told when it is closed."""
    while True:
        message = await page.receive()
        if message.type is WSMsgType.CLOSE:
            return message.extra
        assert message.type is WSMsgType.BINARY, message


async def pong(page) -> None:
    while (await page.receive()).type is not WSMsgType.TEXT:
        pass


async def test_without_a_token_there_is_a_form_and_nothing_else(house):
    answer = await house.client.get("/")
    assert answer.status == 200
    assert 'name="token"' in await answer.text()
    with pytest.raises(WSServerHandshakeError) as refused:
        await house.page()
    assert refused.value.status == 403


async def test_with_a_token_the_annotator_opens_under_its_name(house):
    entered = await house.enter(house.token_for("noa"))
    assert (entered.status, entered.headers["Location"]) == (303, "/")
    assert "noa" in await (await house.client.get("/")).text()
    async with await house.page(SIZE) as page:
        await shown(page, "ar-0001")
        await page.send_str(QUIT)
        assert await reason(page) == ""


async def test_work_in_a_browser_is_in_the_layer_of_the_token(house):
    await house.enter(house.token_for("noa"))
    async with await house.page(SIZE) as page:
        await shown(page, "ar-0001")
        await page.send_json(["stdin", "\r"])
        await shown(page, "U undo")
        await page.send_json(["stdin", "o"])
        await shown(page, "saved")
        await page.send_str(QUIT)
        await reason(page)
    with Store.open(house.corpus) as store:
        layer = store.layers.load(1, LayerName("noa", LayerKind.ANNOTATOR))
        assert [one.label for one in layer.spans] == ["ORG"]


async def test_the_cookie_is_for_the_server_alone(house):
    entered = await house.enter(house.token_for("noa"))
    (cookie,) = SimpleCookie(entered.headers["Set-Cookie"]).values()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert len(cookie.value) > 40


async def test_a_wrong_token_is_refused_and_soon_no_other_is_tried(house):
    secret = house.token_for("noa")
    for _ in range(ATTEMPTS):
        assert (await house.enter("ct-wrong")).status == 403
    late = await house.enter(secret)
    assert (late.status, late.headers["Retry-After"]) == (429, "60")
    house.clock.now += WINDOW
    assert (await house.enter(secret)).status == 303
    assert "A wrong token from 127.0.0.1." in house.talk
    assert not any(secret in line for line in house.talk)


@pytest.mark.parametrize(
    ("body", "type"),
    [
        (b"token=%FF", "application/x-www-form-urlencoded"),
        (b"token=\xff", "application/x-www-form-urlencoded"),
        (b"token=a", "application/x-www-form-urlencoded; charset=nothing"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=y"),
        (b"{}", "application/json"),
        (b"", "text/plain"),
    ],
)
async def test_what_is_no_form_is_a_wrong_token(house, body, type):
    sent = {"Origin": house.origin, "Content-Type": type}
    assert (await house.client.post("/enter", data=body, headers=sent)).status == 403


async def test_a_form_that_is_too_long_is_refused(house):
    assert (await house.enter("x" * 10_000)).status == 413


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1"])
async def test_only_our_own_page_may_enter_or_open_the_socket(house, origin):
    secret = house.token_for("noa")
    assert (await house.enter(secret, origin)).status == 403
    await house.enter(secret)
    with pytest.raises(WSServerHandshakeError) as refused:
        await house.page(Origin=origin)
    assert refused.value.status == 403


async def test_under_a_foreign_name_there_is_no_server(house):
    answer = await house.client.get("/", headers={"Host": "evil.example"})
    assert answer.status == 421
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_every_answer_forbids_what_is_from_elsewhere(house):
    for path in ("/", "/static/textual.js", "/static/nothing", "/nothing"):
        answer = await house.client.get(path)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


async def test_pages_need_nothing_of_the_net(house):
    await house.enter(house.token_for("noa"))
    page = await (await house.client.get("/")).text()
    wanted = re.findall(r'(?:src|href)="([^"]*)"', page)
    style = await (await house.client.get("/static/page.css")).text()
    wanted += re.findall(r'url\("([^"]*)"\)', style)
    assert len(wanted) >= 6
    for path in wanted:
        assert path == "data:," or (await house.client.get(path)).status == 200, path


async def test_nothing_but_the_files_of_the_page_can_be_read(house):
    for path in ("/static/", "/static/..%2Fserver.py", "/static/%2Fetc%2Fpasswd", "/static/enter.html"):
        assert (await house.client.get(path)).status == 404, path


async def test_a_name_in_a_page_is_text(house):
    await house.enter(house.token_for('<b>"noa'))
    page = await (await house.client.get("/?size=%22%3E")).text()
    assert "&lt;b&gt;&quot;noa" in page
    assert "<b>" not in page
    assert 'data-font-size="16"' in page


async def test_a_revoked_token_closes_its_pages_and_no_others(house):
    await house.enter(house.token_for("sami"))
    other = await house.page(SIZE)
    await shown(other, "ar-0001")
    await house.enter(house.token_for("noa"))
    page = await house.page(SIZE)
    await shown(page, "ar-0001")
    house.server.tokens.revoke("noa")
    sweeping = asyncio.create_task(house.server.sweep())
    assert await reason(page) == "Your token was revoked."
    await sweeping
    assert 'name="token"' in await (await house.client.get("/")).text()
    await other.send_json(["ping", "1"])
    await pong(other)
    await other.close()


async def test_a_page_that_nobody_uses_is_closed(house):
    await house.enter(house.token_for("noa"))
    page = await house.page(SIZE)
    await shown(page, "ar-0001")
    house.clock.now += 601
    sweeping = asyncio.create_task(house.server.sweep())
    assert await reason(page) == "Nothing was done here for a while."
    await sweeping


async def test_a_page_that_is_used_stays_open(house):
    await house.enter(house.token_for("noa"))
    page = await house.page(SIZE)
    await shown(page, "ar-0001")
    house.clock.now += 599
    await page.send_json(["stdin", "?"])
    await page.send_json(["ping", "1"])
    await pong(page)
    house.clock.now += 599
    await house.server.sweep()
    await page.send_json(["ping", "2"])
    await pong(page)
    await page.close()


async def test_one_person_cannot_keep_others_out(house):
    await house.enter(house.token_for("noa"))
    pages = [await house.page(SIZE) for _ in range(PER_PERSON)]
    assert await reason(await house.page(SIZE)) == "You have 4 pages open; close one."
    for page in pages:
        await page.close()


async def test_whoever_leaves_is_asked_for_her_token_again(house):
    await house.enter(house.token_for("noa"))
    await house.client.post("/leave", headers={"Origin": house.origin})
    assert 'name="token"' in await (await house.client.get("/")).text()


async def test_a_cookie_that_was_not_used_for_a_day_means_nothing(house):
    await house.enter(house.token_for("noa"))
    house.clock.now += KEPT_SECONDS + 1
    assert 'name="token"' in await (await house.client.get("/")).text()


async def test_a_page_that_is_not_ours_is_closed(house):
    await house.enter(house.token_for("noa"))
    page = await house.page(SIZE)
    await page.send_str("[1, 2, 3]")
    assert await reason(page) == "This page is not ours."


async def test_why_a_program_could_not_start_is_shown(house):
    await house.enter(house.token_for("noa"))
    house.corpus.unlink()
    assert "corpus.db" in await reason(await house.page(SIZE))
