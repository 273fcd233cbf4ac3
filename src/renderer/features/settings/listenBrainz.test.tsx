import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('nobody is told what is heard until a token is given, and it says what is sent', async () => {
  const { bridge } = renderPage('/settings')
  expect(await screen.findByText(/^Nobody is told what you hear\./)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Connect to ListenBrainz' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Connect to ListenBrainz' }))
  expect(dialog.getByText(/^Title, artist, release and time/)).toBeDefined()
  const connect = dialog.getByRole('button', { name: 'Connect' })
  expect(connect).toHaveProperty('disabled', true)
  await user.type(dialog.getByLabelText('User token'), ' 0123-abcd ')
  await user.click(connect)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(bridge.calls.find(({ method }) => method === 'connectListenBrainz')?.input).toEqual({
    token: '0123-abcd',
  })
})

test('a token that is not taken says so where it is given', async () => {
  renderPage('/settings', {
    handlers: {
      connectListenBrainz: () =>
        Promise.reject(new BuskerError('LISTENBRAINZ_TOKEN', 'ListenBrainz does not take this token.')),
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Connect to ListenBrainz' }))
  await user.type(screen.getByLabelText('User token'), '0123-abcd{Enter}')
  expect(await screen.findByText('ListenBrainz does not take this token.')).toBeDefined()
})

test('whose account it is, what waits and what hinders it are said, and it is ended', async () => {
  const { bridge } = renderPage('/settings', {
    fixture: {
      listenBrainz: {
        user: 'ana',
        waiting: 3,
        problem: { code: 'LISTENBRAINZ_UNREACHABLE', message: 'ListenBrainz can’t be reached.' },
      },
    },
  })
  expect(await screen.findByText('What you hear is told to ListenBrainz, in the account ana.')).toBeDefined()
  expect(screen.getByText('3 listens wait to be sent.')).toBeDefined()
  expect(screen.getByText('ListenBrainz can’t be reached.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Tell nobody any more' }))
  await waitFor(() =>
    expect(bridge.calls.some(({ method }) => method === 'disconnectListenBrainz')).toBe(true),
  )
})
