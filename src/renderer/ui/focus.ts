/** What had the focus is gone. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** What opened something: of an entry in a menu, the button of the menu, for the menu closes. */
export function triggerOf(element: Element | null): Element | null {
  const menu = element?.closest('[role=menu]')
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element
}

/**
 * Brings the focus back to where it was, or to the page's heading where that is gone; not when something else has got it since.
 * It waits until what is being removed is.
 */
export function focusAgain(before: Element | null): void {
  queueMicrotask(() => {
    if (!isFocusLost()) return
    if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus()
    if (isFocusLost()) document.querySelector('h1')?.focus({ preventScroll: true })
  })
}
