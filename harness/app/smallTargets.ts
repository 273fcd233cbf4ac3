import type { Page } from 'playwright-core'

/** WCAG 2.2, target size (minimum), CSS px. */
const leastPx = 24

/**
 * What is pressed, is smaller than 24 × 24 px and is too near to something else that is pressed (success criterion 2.5.8), one line each.
 * Links within a sentence may be as high as its line, and a control may be small where its label is pressed as well.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const pressed = 'a[href], button, input, select, textarea, summary, [role="slider"], [role="tab"]'
    const isReachable = (element: Element) => {
      const modal = [...document.querySelectorAll('dialog[open]')].at(-1)
      if (modal !== undefined && !modal.contains(element)) return false
      return element.closest('[inert], [aria-hidden="true"], .sr-only') === null && element.checkVisibility()
    }
    const isInSentence = (element: Element) =>
      element.matches('a, button') && getComputedStyle(element).display === 'inline'
    const isLarge = ({ width, height }: DOMRect) => Math.min(width, height) >= least
    const labelsOf = (element: Element) =>
      element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    const isSmall = (element: Element) =>
      ![element, ...labelsOf(element)].some((each) => isLarge(each.getBoundingClientRect()))
    /** Whether a circle of the least size around one touches the other, or the circle around it. */
    const isTooNear = (one: DOMRect, other: DOMRect) => {
      const [x, y] = [one.x + one.width / 2, one.y + one.height / 2]
      const inside = (at: number, from: number, to: number) => Math.min(to, Math.max(from, at))
      const edge = Math.hypot(x - inside(x, other.left, other.right), y - inside(y, other.top, other.bottom))
      const middle = Math.hypot(x - other.x - other.width / 2, y - other.y - other.height / 2)
      return edge < least / 2 || (!isLarge(other) && middle < least)
    }
    const targets = [...document.querySelectorAll(pressed)].filter(
      (element) => isReachable(element) && element.getBoundingClientRect().width > 0,
    )
    return targets
      .filter((element) => !isInSentence(element) && isSmall(element))
      .filter((element) =>
        targets.some(
          (other) =>
            !other.contains(element) &&
            !element.contains(other) &&
            isTooNear(element.getBoundingClientRect(), other.getBoundingClientRect()),
        ),
      )
      .map((element) => {
        const { width, height } = element.getBoundingClientRect()
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)
        return `smaller than ${least} px: ${element.localName} “${name}” (${Math.round(width)} × ${Math.round(height)})`
      })
  }, leastPx)
}
