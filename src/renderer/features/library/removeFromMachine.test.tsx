import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { longLibrary } from '../../testing/fixtures/longLibrary.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const library = longLibrary(3).map((one, index) => ({ ...one, isDownloaded: index !== 1 }))

test('tracks that are on this machine are let go from a row’s menu, and it says that they stay one’s own', async () => {
  const { bridge } = renderPage('/library', { fixture: { library } })
  const rows = within(await screen.findByRole('grid', { name: 'Your tracks' })).getAllByRole('row')
  rows[1]?.focus()
  await user.keyboard('{Control>}a{/Control}')
  fireEvent.contextMenu(rows[1] as HTMLElement)
  await user.click(await screen.findByRole('menuitem', { name: 'Remove from this machine' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'removeAudio')?.input).toEqual({
      labels: [library[0], library[2]].map((one) => one?.work.label),
    }),
  )
  expect(await screen.findByText(/^Removed from this machine: 2 works\. It stays yours/)).toBeDefined()
})

test('what is not on this machine can’t be let go', async () => {
  renderPage('/library', { fixture: { library } })
  const rows = within(await screen.findByRole('grid', { name: 'Your tracks' })).getAllByRole('row')
  fireEvent.contextMenu(rows[2] as HTMLElement)
  await screen.findByRole('menuitem', { name: 'Play' })
  expect(screen.queryByRole('menuitem', { name: 'Remove from this machine' })).toBeNull()
})
