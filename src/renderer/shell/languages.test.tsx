import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { showLanguage } from '../../shared/i18n/t.ts'
import { preferences } from '../testing/fixtures/app.ts'
import { renderPage } from '../testing/renderApp.tsx'

afterEach(async () => {
  // Before: a page that is there shows its own language again.
  cleanup()
  await showLanguage('en')
  document.documentElement.removeAttribute('dir')
  document.documentElement.lang = 'en'
})

test('Arabic is read from the right, with its own words and plurals', async () => {
  renderPage('/library', { fixture: { preferences: { ...preferences, language: 'ar' } } })
  expect(await screen.findByRole('heading', { name: 'المكتبة', level: 1 })).toBeDefined()
  await waitFor(() => expect(document.documentElement.dir).toBe('rtl'))
  expect(document.documentElement.lang).toBe('ar')
})

test('another language is shown at once when it is chosen, and kept', async () => {
  const { bridge } = renderPage('/settings')
  const user = userEvent.setup()
  await user.selectOptions(await screen.findByLabelText('Language'), 'Deutsch')
  expect(bridge.calls.find(({ method }) => method === 'app.setPreferences')?.input).toEqual({
    language: 'de',
  })
})

test('a page in German says its numbers and its plurals the German way', async () => {
  await showLanguage('de')
  renderPage('/settings', { fixture: { preferences: { ...preferences, language: 'de' } } })
  expect(await screen.findByRole('heading', { name: 'Einstellungen', level: 1 })).toBeDefined()
  expect(document.documentElement.dir).toBe('ltr')
})
