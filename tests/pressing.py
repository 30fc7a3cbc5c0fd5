"""A press of a link or a button that leads to a page."""

from playwright.sync_api import Locator


def press(target: Locator) -> None:
    """A click alone does not wait for the page it leads to: what is read next could be the old one."""
    with target.page.expect_navigation():
        target.click()
