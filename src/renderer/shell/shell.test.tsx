import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { showPage } from '../testing/show.tsx'
import { useShell } from './shellStore.ts'

const user = userEvent.setup()
afterEach(cleanup)
beforeEach(() => useShell.setState({ panel: null, isPaletteOpen: false, isKeysSheetOpen: false }))

it('finds music and commands in the palette, by keyboard alone', async () => {
  showPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
  const field = await screen.findByRole('combobox', { name: 'Search music and commands' })
  await user.type(field, 'sales')
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('heading', { level: 1, name: 'Sales' })).toBeDefined()
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('shows all keys on ?, but not while one types', async () => {
  showPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true })
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeDefined()
})

it('goes back and forward', async () => {
  showPage('/wallet')
  await user.click(await screen.findByRole('link', { name: 'Sales' }))
  await screen.findByRole('heading', { level: 1, name: 'Sales' })
  await user.click(screen.getByRole('button', { name: 'Back' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Wallet' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Forward' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Sales' })).toBeDefined()
})

it('goes where a notification or a link leads', async () => {
  const { bridge } = showPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  act(() => bridge.emit('app.navigate', { path: '/access' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Access' })).toBeDefined()
})

it('puts the focus on the heading of the page one comes to', async () => {
  showPage('/wallet')
  await user.click(await screen.findByRole('link', { name: 'Access' }))
  const heading = await screen.findByRole('heading', { level: 1, name: 'Access' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
})

it('says so where an address leads nowhere', async () => {
  showPage('/nowhere')
  expect(await screen.findByText('There is no such page')).toBeDefined()
})
