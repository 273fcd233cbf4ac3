import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { artistDeepLink } from '../../../shared/deepLinks.ts'
import { artistAddress, ownProfile, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const ruta = artistAddress('ruta')

test('whom and what an artist recommends stands on their page and on those of their works', async () => {
  const salt = workByTitle('Salt')
  const wished = workByTitle('Nocturne for a Closed Café')
  const fixture = { recommended: { artists: [ruta], titles: [wished.title] } }
  renderPage(`/artist/${salt.artist}`, { fixture })
  const shelf = within(await screen.findByRole('region', { name: 'Maren Holt recommends' }))
  expect(shelf.getByText(wished.title)).toBeDefined()
  await user.click(shelf.getByRole('link', { name: /Ruta Vale Quartet.*work/ }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Ruta Vale Quartet' })).toBeDefined()
  cleanup()
  renderPage(`/work/${salt.label}`, { fixture })
  expect(await screen.findByRole('region', { name: 'Maren Holt recommends' })).toBeDefined()
  cleanup()
  renderPage(`/work/${salt.label}`)
  await screen.findByRole('heading', { level: 1, name: 'Salt' })
  expect(screen.queryByRole('region', { name: 'Maren Holt recommends' })).toBeNull()
})

test('an artist finds somebody to recommend, and takes somebody away', async () => {
  const before = { title: 'Maren Holt', url: artistDeepLink(artistAddress('maren')) }
  const profile = { ...ownProfile, recommends: [before] }
  const { bridge } = renderPage('/studio/profile', { fixture: { profile } })
  await user.click(await screen.findByRole('button', { name: 'Recommend somebody…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Recommend somebody…' }))
  await user.type(dialog.getByRole('searchbox', { name: 'An artist or a work' }), 'ruta')
  await user.click(await dialog.findByRole('button', { name: /^Ruta Vale Quartet ?Artist$/ }))
  await user.click(screen.getByRole('button', { name: 'Do not recommend Maren Holt' }))
  await user.click(screen.getByRole('button', { name: 'Publish your page' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'setProfile')?.input).toEqual({
      recommends: [artistDeepLink(ruta)],
    }),
  )
})

test('with eight links and recommendations there is room for no more', async () => {
  const recommends = Array.from({ length: 6 }, (_, index) => ({
    url: artistDeepLink(artistAddress('maren')).replace(/.$/, String(index)),
  }))
  renderPage('/studio/profile', { fixture: { profile: { ...ownProfile, recommends } } })
  expect(await screen.findByText('Links and recommendations together are eight at most.')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Recommend somebody…' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Add a link' })).toBeNull()
})
