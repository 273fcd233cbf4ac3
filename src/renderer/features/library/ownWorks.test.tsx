import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { fullFixture } from '../../testing/appFixture.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const ownTrack = fullFixture.own.find(({ kind }) => kind === 'track')
if (ownTrack === undefined) throw new Error('The fixture has published nothing.')

test('what one has published is in the library, is found, and plays', async () => {
  const { player } = renderPage('/library')
  await user.click(await screen.findByRole('button', { name: `Published ${fullFixture.own.length}` }))
  const own = () => screen.getByRole('grid', { name: 'Published by you' })
  expect(within(own()).getAllByRole('row')).toHaveLength(fullFixture.own.length + 1)
  expect(screen.queryByRole('combobox', { name: 'Sort by' })).toBeNull()
  await user.type(screen.getByRole('searchbox', { name: 'Find in your library' }), ownTrack.title)
  await user.click(within(own()).getByRole('button', { name: `Play ${ownTrack.title}` }))
  expect(player.store.getState().track?.label).toBe(ownTrack.label)
  await user.type(screen.getByRole('searchbox', { name: 'Find in your library' }), ' zydeco')
  await user.click(screen.getByRole('button', { name: 'Show everything' }))
  expect(within(own()).getAllByRole('row')).toHaveLength(fullFixture.own.length + 1)
})

test('an artist who has bought nothing finds their own works', async () => {
  renderPage('/library', { fixture: { library: [] } })
  expect(await screen.findByRole('grid', { name: 'Published by you' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Tracks 0' }))
  expect(await screen.findByText('No single tracks yet')).toBeDefined()
})

test('who has published nothing has no such part', async () => {
  renderPage('/library', { fixture: { own: [] } })
  await screen.findByRole('grid', { name: 'Your tracks' })
  expect(screen.queryByRole('button', { name: /^Published/ })).toBeNull()
})
