"""A person's browser: windows with fresh profiles, pictures, the accessibility checker, signing in."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page

from tests.harness.sites import ROOT, Site

# Milliseconds within which a page shows what it is waited for.
SOON = 60_000
SHOTS = ROOT / "var" / "screenshots"
SIZES: dict[str, Any] = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 800}}


@dataclass
class Visitor:
    """Opens windows for people: each `window` is a fresh profile of somebody who may sign in."""

    browser: Browser
    windows: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def window(self, site: Site, *, size: str = "desk", dark: bool = False, javascript: bool = True) -> Page:
        context = self.browser.new_context(
            base_url=site.address,
            viewport=SIZES[size],
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(SOON)
        self.windows.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._note(page, message.type, message.text))
        return page

    def enter(self, site: Site, name: str, **how: Any) -> Page:
        """A window in which one of the demonstration's sample accounts has signed in."""
        page = self.window(site, **how)
        sign_in(page, name, site.passwords()[name])
        return page

    def _note(self, page: Page, kind: str, text: str) -> None:
        # A refused form answers 4xx on purpose, and the browser says so; a broken policy or script is a mistake.
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(f"{page.url}: {text}")

    def shot(self, page: Page, name: str) -> None:
        """Waits for the page, and keeps a picture of it under var/screenshots where `JOURNEY_PICTURES` asks for it."""
        page.wait_for_load_state()
        if os.environ.get("JOURNEY_PICTURES"):
            SHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def sign_in(page: Page, name: str, password: str) -> None:
    """Signs in through the page everybody uses."""
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda address: "/tai-khoan/dang-nhap" not in address)


# Of the rows of a table or a list that are alike but for their words the checker looks at the first: fifty of them take
# seconds. Alike: the same elements with the same attributes but for addresses and numbers, with words where the others
# have words. Afterwards all stand as before.
CHECK = r"""
async () => {
  const UNLIKE = new Set(["href", "id", "for", "value", "name", "title", "datetime", "src", "action", "data-uid"]);
  const look = (element) => {
    const given = [...element.attributes].map((each) => UNLIKE.has(each.name) || each.name.startsWith("aria-")
      ? `${each.name}${each.value.trim() ? "" : " empty"}` : `${each.name}=${each.value}`);
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return `<${element.localName} ${given.sort().join(" ")}${words ? " words" : ""}>${[...element.children].map(look).join("")}</>`;
  };
  const away = [];
  for (const list of document.querySelectorAll("tbody, ul, ol, dl")) {
    const seen = new Set();
    for (const row of list.children) {
      const looks = look(row);
      if (seen.has(looks)) away.push([row, row.getAttribute("style")]);
      seen.add(looks);
    }
  }
  for (const [row] of away) row.style.setProperty("display", "none", "important");
  // Sheets, sound and frames are not fetched again: no rule that is asked looks into them.
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false, iframes: false});
  for (const [row, style] of away) style === null ? row.removeAttribute("style") : row.setAttribute("style", style);
  return found;
}
"""


def broken_rules(page: Page) -> list[str]:
    """Asks the accessibility checker about a page: each rule it breaks and where, empty when it is sound.

    The window must run scripts: without them the checker's answer never comes.
    """
    page.wait_for_load_state()
    # The script is handed to the page by the browser itself: the page's own policy forbids scripts from elsewhere.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found = page.evaluate(CHECK)
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
