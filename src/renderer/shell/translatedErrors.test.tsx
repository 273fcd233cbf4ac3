import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { isBuskerError, toErrorData } from '../../shared/errors.ts'
import { errorText } from '../../shared/i18n/errorText.ts'
import type { Language } from '../../shared/i18n/languages.ts'
import { showLanguage } from '../../shared/i18n/t.ts'
import { orderMoney } from '../../shared/orderMoney.ts'
import { messageOf } from '../ui/ErrorState.tsx'
import { moneyText } from '../features/buy/moneyText.ts'
import { preferences } from '../testing/fixtures/app.ts'
import { purchases } from '../testing/fixtures/money.ts'
import { renderApp } from '../testing/renderApp.tsx'
import { screenshots } from '../testing/screenshots.ts'

afterEach(async () => {
  cleanup()
  await showLanguage('en')
  document.documentElement.removeAttribute('dir')
  document.documentElement.lang = 'en'
  location.hash = ''
})

/** Pages that show what the node says, without a press. */
const pages = screenshots.filter(
  ({ errors, actions, path }) => errors !== undefined && actions === undefined && path !== undefined,
)
const cases = pages.flatMap((page, index) => {
  const language: Language = (['de', 'es', 'ar'] as const)[index % 3] ?? 'de'
  return [{ id: page.id, page, language }]
})

test.each(cases)('$id in $language has no sentence of the node’s', async ({ page, language }) => {
  await showLanguage(language)
  location.hash = `#${page.path ?? '/'}`
  const shownIn = { ...(page.fixture?.preferences ?? preferences), language }
  renderApp({ ...page, fixture: { ...page.fixture, preferences: shownIn } })
  const said = Object.values(page.errors ?? {})
  await waitFor(() => {
    const text = document.body.textContent
    expect(said.some((error) => text.includes(errorText(error)))).toBe(true)
  })
  for (const { message } of said) expect(document.body.textContent).not.toContain(message)
})

test.each(['de', 'es', 'ar'] as const)('what an order says of itself is said in %s', async (language) => {
  await showLanguage(language)
  for (const sentence of Object.values(orderMoney)) expect(moneyText(sentence)).not.toBe(sentence)
  const known: readonly string[] = Object.values(orderMoney)
  for (const { money } of purchases) expect(known).toContain(money)
})

test('an error without a code is not shown as the machine wrote it', async () => {
  await showLanguage('de')
  const error = new TypeError('Cannot read properties of undefined')
  expect(isBuskerError(error)).toBe(false)
  expect(messageOf(error)).toBe(errorText(toErrorData(error)))
  expect(messageOf(error)).not.toContain('Cannot')
})
