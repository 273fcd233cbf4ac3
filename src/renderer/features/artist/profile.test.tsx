import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { artistDeepLink } from '../../../shared/deepLinks.ts'
import { artistAddress, me, ownProfile } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('what an artist writes is shown as it will look, and only what changed is published', async () => {
  const { bridge } = renderPage('/studio/profile')
  const place = await screen.findByRole('textbox', { name: 'Place' })
  const publish = screen.getByRole<HTMLButtonElement>('button', { name: 'Publish your page' })
  expect(publish.disabled).toBe(true)
  await user.clear(place)
  await user.type(place, 'Antwerp')
  const preview = within(screen.getByRole('region', { name: 'How it will look' }))
  expect(preview.getByText('· Antwerp')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Remove link 2' }))
  await user.type(screen.getByRole('textbox', { name: 'Address of link 1' }), '?all')
  await user.click(publish)
  expect(await screen.findByText('Your page is published.')).toBeDefined()
  const [call] = bridge.calls.filter(({ method }) => method === 'setProfile')
  const links = [{ title: 'Concerts', url: 'https://ana-quist.example/concerts?all' }]
  expect(call?.input).toEqual({ place: 'Antwerp', links })
})

test('a link that may not stand on a page is said beside its field, and nothing is published', async () => {
  renderPage('/studio/profile')
  await user.click(await screen.findByRole('button', { name: 'Add a link' }))
  await user.type(screen.getByRole('textbox', { name: 'Address of link 3' }), 'javascript:alert(1)')
  expect(screen.getByText('Write an address, such as https://example.org.')).toBeDefined()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Publish your page' }).disabled).toBe(true)
  const preview = within(screen.getByRole('region', { name: 'How it will look' }))
  expect(preview.getAllByRole('link')).toHaveLength(2)
})

test('pictures are chosen and taken away', async () => {
  const { bridge } = renderPage('/studio/profile')
  await user.click(await screen.findByRole('button', { name: 'Choose artwork for picture' }))
  await user.click(screen.getByRole('button', { name: 'Choose artwork for picture over the page' }))
  await user.click(await screen.findByRole('button', { name: 'Remove the picture over the page' }))
  await user.click(screen.getByRole('button', { name: 'Publish your page' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'setProfile')?.input).toEqual({
      picture: '/home/ana/Documents/busker',
    }),
  )
})

test('an artist’s page says who they are, and a link is copied, or goes to a page of Busker’s', async () => {
  const links = [...ownProfile.links, { title: 'A friend', url: artistDeepLink(artistAddress('maren')) }]
  const { bridge } = renderPage(`/artist/${me}`, { fixture: { profile: { ...ownProfile, links } } })
  expect(await screen.findByText('· Ghent')).toBeDefined()
  expect(screen.getByRole('link', { name: 'Edit your page' })).toBeDefined()
  const shown = within(screen.getByRole('list', { name: 'Links of Ana Quist' }))
  await user.click(shown.getByRole('link', { name: 'Concerts ana-quist.example' }))
  expect(bridge.calls.find(({ method }) => method === 'app.copyText')?.input).toEqual({
    text: 'https://ana-quist.example/concerts',
  })
  await user.click(shown.getByRole('link', { name: 'A friend Busker' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Maren Holt' })).toBeDefined()
})

test('artists of one name are told apart', async () => {
  renderPage(`/artist/${artistAddress('ruta')}`, { fixture: { namesakes: 2 } })
  expect(await screen.findByText(/2 other artists go by a name like this/)).toBeDefined()
})
