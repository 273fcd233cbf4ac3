import type { CDPSession, Page } from 'playwright-core'

interface AxValue {
  readonly value?: unknown
}
interface AxNode {
  readonly ignored: boolean
  readonly parentId?: string
  readonly nodeId: string
  readonly backendDOMNodeId?: number
  readonly role?: AxValue
  readonly name?: AxValue
  readonly description?: AxValue
  readonly value?: AxValue
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[]
}

declare global {
  interface Window {
    buskerAnnouncements?: string[]
  }
}

/** What a state is called where it is worth a word. */
const states: Readonly<Record<string, (value: unknown) => string | null>> = {
  disabled: (value) => (value === true ? 'unavailable' : null),
  expanded: (value) => (value === true ? 'expanded' : 'collapsed'),
  pressed: (value) => (value === 'true' ? 'pressed' : null),
  checked: (value) => (value === 'true' ? 'checked' : 'not checked'),
  selected: (value) => (value === true ? 'selected' : null),
  hasPopup: (value) => (value === 'false' ? null : 'opens something'),
  keyshortcuts: (value) => (value === '' ? null : String(value)),
  invalid: (value) => (value === 'true' ? 'invalid' : null),
}

/** What surrounds the focus that is said when it is entered. */
const groups: ReadonlySet<unknown> = new Set([
  'dialog',
  'alertdialog',
  'table',
  'grid',
  'navigation',
  'group',
  'list',
  'menu',
])

/**
 * What a screen reader makes of a page: Chromium's own accessibility tree says what has the focus, and changes of live regions are
 * heard as they come.
 */
export class ScreenReader {
  readonly #page: Page
  readonly #session: CDPSession
  #around: readonly string[] = []

  private constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
  }

  static async attach(page: Page): Promise<ScreenReader> {
    const session = await page.context().newCDPSession(page)
    await session.send('Accessibility.enable')
    await page.evaluate(listenToLiveRegions)
    return new ScreenReader(page, session)
  }

  /** The element with the focus, such as `dialog Buy, button Buy for 0.50, unavailable`: what surrounds it, where that is new, then itself. */
  async focus(): Promise<string> {
    const chain = await this.#focusChain()
    const around = chain
      .slice(1)
      .filter(({ role }) => groups.has(role?.value))
      .map(({ role, name, description }) =>
        [phrase(role, name), description?.value].filter(Boolean).join(', '),
      )
      .toReversed()
    const entered = around.filter((each) => !this.#around.includes(each))
    this.#around = around
    const [focused] = chain
    return focused === undefined ? 'nothing' : [...entered, describe(focused)].join(', ')
  }

  /** What live regions have said since this was asked last. */
  announced(): Promise<string[]> {
    return this.#page.evaluate(() => window.buskerAnnouncements?.splice(0) ?? [])
  }

  /** Resolves when something of this sort has been said. @returns all that was said until then */
  async waitFor(words: RegExp): Promise<string[]> {
    const { source, flags } = words
    await this.#page.waitForFunction(
      (sought) => window.buskerAnnouncements?.some((each) => new RegExp(sought[0], sought[1]).test(each)),
      [source, flags] as const,
    )
    return this.announced()
  }

  /** The focused node, then what it is in, inside out. */
  async #focusChain(): Promise<AxNode[]> {
    const { result } = await this.#session.send('Runtime.evaluate', { expression: activeElement })
    if (result.objectId === undefined) return []
    const { nodes } = await this.#session.send('Accessibility.getAXNodeAndAncestors', {
      objectId: result.objectId,
    })
    return (nodes as readonly AxNode[]).filter(({ ignored }) => !ignored)
  }
}

/** Where a list is gone through by its input, it names the option. */
const activeElement = `(() => {
  const { activeElement: element } = document
  const option = element?.getAttribute('aria-activedescendant')
  return (option && document.getElementById(option)) || element
})()`

function phrase(role: AxValue | undefined, name: AxValue | undefined): string {
  return [role?.value, name?.value].filter((each) => typeof each === 'string' && each !== '').join(' ')
}

function describe({ role, name, value, description, properties = [] }: AxNode): string {
  const said = properties.map((property) => states[property.name]?.(property.value.value) ?? null)
  const about = [value?.value, description?.value].filter((each) => typeof each === 'string' && each !== '')
  return [phrase(role, name), ...about, ...said].filter((each) => typeof each === 'string').join(', ')
}

/** In the page: keeps what every live region says, once a change. */
function listenToLiveRegions(): void {
  const heard: string[] = (window.buskerAnnouncements = [])
  const live = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]'
  const last = new WeakMap<Element, string>()
  const textOf = (region: Element) =>
    (region.textContent?.trim() || region.getAttribute('aria-label') || '').replaceAll(/\s+/g, ' ')
  const isInert = (region: Element) => {
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1)
    return region.closest('[inert]') !== null || (modal !== undefined && !modal.contains(region))
  }
  const hear = (region: Element) => {
    if (isInert(region)) return
    const text = textOf(region)
    if (text === last.get(region)) return
    last.set(region, text)
    if (text !== '') heard.push(text)
  }
  const regionsAt = (node: Node): Element[] => {
    const element = node instanceof Element ? node : node.parentElement
    const outer = element?.closest(live)
    return [...(outer ? [outer] : []), ...(element?.querySelectorAll(live) ?? [])]
  }
  for (const region of document.querySelectorAll(live)) last.set(region, textOf(region))
  new MutationObserver((changes) => {
    const regions = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes].flatMap(regionsAt))
    for (const region of new Set(regions)) hear(region)
  }).observe(document.body, { childList: true, subtree: true, characterData: true })
}
