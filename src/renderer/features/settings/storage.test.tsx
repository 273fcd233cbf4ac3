import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('the settings say what music takes, and have a limit to it', async () => {
  const { bridge } = renderPage('/settings')
  expect(await screen.findByText('14.3 GB in 412 tracks.')).toBeDefined()
  const limit = screen.getByRole('combobox', { name: 'Music on this machine' })
  await user.selectOptions(limit, '10 GB')
  await user.selectOptions(limit, 'No limit')
  const inputs = () =>
    bridge.calls.filter(({ method }) => method === 'setAudioLimit').map(({ input }) => input)
  await waitFor(() => expect(inputs()[0]).toEqual({ limit: 10_000_000_000 }))
})

test('a limit says what becomes of what is over it, and one of another size is shown', async () => {
  renderPage('/settings', {
    fixture: { audioStorage: { bytes: 812_000_000, tracks: 1, limit: 7_500_000_000 } },
  })
  expect(await screen.findByText('812 MB in 1 track.')).toBeDefined()
  expect(screen.getByText(/what was played least lately is let go\. It stays yours/)).toBeDefined()
  expect(screen.getByRole('option', { name: '7.5 GB' })).toHaveProperty('selected', true)
})
