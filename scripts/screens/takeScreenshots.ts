import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { appOrigin } from '../../src/shared/origins.ts'
import type { ScreenshotAction, Screenshot } from '../../src/renderer/testing/screenshots/screenshot.ts'
import type { Language } from '../../src/shared/i18n/languages.ts'
import { type NameIn, namesIn } from './namesIn.ts'
import { axeProblems } from '../../harness/app/axeProblems.ts'
import { smallTargets } from '../../harness/app/smallTargets.ts'

const themes = ['light', 'dark'] as const
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
] as const
/** The larger window, read at 200 %. */
const zoomedSize = { width: 640, height: 400 }

export interface ScreenshotFile {
  readonly id: string
  readonly theme: (typeof themes)[number]
  readonly size: string
  readonly file: string
  /** What the page complained of, what sticks out of it, and what axe finds serious. */
  readonly problems: readonly string[]
}

export interface TakeOptions {
  /** Where the pictures go. */
  readonly folder: string
  readonly language: Language
  /** As with high contrast on Windows. */
  readonly hasForcedColors: boolean
}

/** Draws one screen in both themes and both sizes. What is pressed for it is named in English, whatever the language. */
export async function takeScreenshots(
  page: Page,
  picture: Screenshot,
  { folder, language, hasForcedColors }: TakeOptions,
): Promise<ScreenshotFile[]> {
  const problems: string[] = []
  const onError = (error: Error) => problems.push(error.message)
  const onConsole = (message: { type(): string; text(): string }) => {
    if (message.type() === 'error' && !message.text().includes('track://')) problems.push(message.text())
  }
  page.on('pageerror', onError)
  page.on('console', onConsole)
  const forcedColors = hasForcedColors ? 'active' : 'none'
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light', forcedColors })
  await page.setViewportSize(sizes[0])
  await page.goto('about:blank')
  await page.goto(`${appOrigin}/testing/screens.html?screenshot=${picture.id}&language=${language}`)
  // Until something is said: before that all of it is one colour.
  await page.waitForFunction(() => document.getElementById('root')?.innerText.trim())
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  // The display's own pointer stands in the middle, over some row.
  await page.mouse.move(1, 1)
  await waitUntilSettled(page)
  const nameIn = await namesIn(language)
  for (const act of picture.actions ?? []) {
    await perform(page, act, nameIn).catch((error: Error) =>
      problems.push(`${JSON.stringify(act)}: ${error.message.split('\n')[0]}`),
    )
    await waitUntilSettled(page)
  }

  await page.setViewportSize(zoomedSize)
  await waitForPaint(page)
  if (await sticksOutOfWindow(page)) problems.push('wider than the window at 200 %')

  const shots: ScreenshotFile[] = []
  for (const size of sizes) {
    for (const theme of themes) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme: theme, forcedColors })
      await waitForPaint(page)
      const name = `${size.width}×${size.height}`
      const variant = `${language === 'en' ? '' : `.${language}`}${hasForcedColors ? '.forced' : ''}`
      const file = `${picture.id}${variant}.${theme}.${size.width}.png`
      await page.screenshot({ path: join(folder, file) })
      const sticksOut = (await sticksOutOfWindow(page)) ? ['wider than the window'] : []
      const small = await smallTargets(page)
      // What it is made of is the same in the other size.
      const axe = size === sizes[0] ? await axeProblems(page) : []
      const found = [...problems, ...sticksOut, ...small, ...axe]
      shots.push({ id: picture.id, theme, size: name, file, problems: found })
    }
  }
  page.off('pageerror', onError)
  page.off('console', onConsole)
  return shots
}

async function sticksOutOfWindow(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}

/** What can be reached: while a dialog is open, that alone. */
async function reachable(page: Page): Promise<Locator> {
  const dialog = page.locator('dialog[open]')
  return (await dialog.count()) > 0 ? dialog.last() : page.locator('body')
}

/** The button of exactly that name, or else the first whose name has it in it. */
async function buttonNamed(page: Page, name: string | RegExp): Promise<Locator> {
  const within = await reachable(page)
  const exact = within.getByRole('button', { name, exact: true })
  return ((await exact.count()) > 0 ? exact : within.getByRole('button', { name: partOf(name) })).first()
}

/** What is called so, or begins so. */
const partOf = (name: string | RegExp) =>
  typeof name === 'string' ? name : new RegExp(name.source.replace(/\$$/u, ''), 'u')

/** A row has more names than that of what it shows. */
const rowNamed = (name: string | RegExp) =>
  typeof name === 'string' ? name : new RegExp(name.source.replaceAll(/^\^|\$$/gu, ''), 'u')

async function perform(page: Page, act: ScreenshotAction, nameIn: NameIn): Promise<void> {
  const options = { timeout: 3_000 }
  const named = (english: string) => partOf(nameIn(english))
  if ('press' in act) await (await buttonNamed(page, nameIn(act.press))).click(options)
  else if ('tab' in act) await page.getByRole('tab', { name: named(act.tab) }).click(options)
  else if ('choose' in act)
    await page
      .getByRole('row', { name: rowNamed(nameIn(act.choose)) })
      .first()
      .click(options)
  else if ('menu' in act)
    await page
      .getByRole('row', { name: rowNamed(nameIn(act.menu)) })
      .first()
      .click({ ...options, button: 'right' })
  else if ('drag' in act)
    await page
      .getByRole('row', { name: rowNamed(nameIn(act.drag)) })
      .first()
      .dragTo(page.getByRole('link', { name: named(act.onto) }).first(), options)
  else if ('dragOut' in act) {
    const row = page.getByRole('row', { name: named(act.dragOut) }).first()
    await row.dispatchEvent('dragstart', {
      dataTransfer: await page.evaluateHandle(() => new DataTransfer()),
    })
    await row.dispatchEvent('dragend', { clientX: -1, clientY: 0 })
  } else if ('open' in act) {
    const summary = page.locator('summary', { hasText: named(act.open) }).last()
    await summary.click(options)
    await summary.evaluate((element) => element.parentElement?.scrollIntoView({ block: 'center' }))
  } else if ('scrollTo' in act)
    await page
      .getByRole('heading', { name: named(act.scrollTo) })
      .evaluate((element) => element.scrollIntoView({ block: 'start' }))
  else if ('fill' in act)
    await page
      .getByLabel(named(act.fill))
      .and(page.locator('input:not([type=checkbox], [type=radio]), textarea'))
      .last()
      .fill(act.text, options)
  else if ('select' in act)
    await page
      .getByLabel(nameIn(act.select), { exact: true })
      .and(page.locator('select'))
      .last()
      .selectOption({ index: act.option }, options)
  else if ('command' in act) {
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: named(act.command) }).click(options)
  } else if ('drop' in act) await page.evaluate(dropFile, act.drop)
  else await page.keyboard.press(act.keys)
}

function dropFile(text: string): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([text], 'receipt.html', { type: 'text/html' }))
  document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
}

/** Until nothing has changed on the page for a tenth of a second. */
async function waitUntilSettled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const done = () => {
          observer.disconnect()
          resolve()
        }
        let timer = setTimeout(done, 100)
        const observer = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(done, 100)
        })
        observer.observe(document, { subtree: true, childList: true })
      }),
  )
}

/** Two frames later. */
async function waitForPaint(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}
