import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { Role } from '../../../shared/api/app.ts'
import { emptyFixture } from '../../testing/appFixture.ts'
import { preferences } from '../../testing/fixtures/app.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const as = (role: Role | null) => ({ fixture: { ...emptyFixture, preferences: { ...preferences, role } } })
const placesShown = async () => {
  const navigation = within(await screen.findByRole('navigation', { name: 'Main' }))
  return navigation.getAllByRole('link').map(({ textContent }) => textContent)
}

const listening = ['Discover', 'Library', 'Playlists', 'Favourites', 'Following']
const selling = ['Studio', 'Sales', 'Access']
test.each([
  [null, [...listening, ...selling, 'Wallet', 'Settings']],
  ['both', [...listening, ...selling, 'Wallet', 'Settings']],
  ['listener', [...listening, 'Wallet', 'Settings']],
  ['artist', [...selling, 'Discover', 'Library', 'Wallet', 'Settings']],
] as const)('who is here as %s is shown what is for them', async (role, places) => {
  renderPage('/settings', as(role))
  await waitFor(async () => expect(await placesShown()).toEqual(places))
})

test.each([
  ['listener', ['keys', 'hub', 'hear']],
  ['artist', ['keys', 'hub', 'who', 'publish']],
  ['both', ['keys', 'hub', 'who', 'publish', 'hear']],
] as const)('the first steps of who is here as %s are theirs', async (role, steps) => {
  const words = { keys: /keys are made/, hub: /Connect to the hub/, who: /Say who you are/ } as const
  const others = { publish: /Publish your first music/, hear: /Find something to hear/ } as const
  const labels: Readonly<Record<string, RegExp>> = { ...words, ...others }
  renderPage('/start', as(role))
  const list = await screen.findByRole('list', { name: 'First steps' })
  await waitFor(() => {
    const shown = Object.entries(labels).filter(([, label]) => label.test(list.textContent))
    expect(shown.map(([step]) => step)).toEqual(steps)
  })
})

test('it is asked at the start, and can be said anew in the settings', async () => {
  const { bridge, unmount } = renderPage('/start', as(null))
  await user.click(await screen.findByRole('radio', { name: 'To listen' }))
  unmount()
  const later = renderPage('/settings', as('listener'))
  await user.selectOptions(await screen.findByRole('combobox', { name: 'What you are here for' }), 'both')
  await waitFor(() =>
    expect(
      [bridge, later.bridge].map(
        ({ calls }) => calls.find(({ method }) => method === 'app.setPreferences')?.input,
      ),
    ).toEqual([{ role: 'listener' }, { role: 'both' }]),
  )
})

test('the palette offers a listener nothing of selling', async () => {
  renderPage('/', as('listener'))
  await placesShown()
  await user.keyboard('{Control>}k{/Control}')
  const palette = within(await screen.findByRole('dialog'))
  expect(await palette.findByText('Library')).toBeDefined()
  expect(palette.queryByText('Studio')).toBeNull()
  expect(palette.queryByText('Publish music')).toBeNull()
})
