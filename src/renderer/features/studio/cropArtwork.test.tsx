import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { widePicture } from '../../testing/fixtures/studio.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useDraft } from './draftStore.ts'

const user = userEvent.setup()

beforeEach(() => useDraft.getState().forget())
afterEach(cleanup)

async function choose(isSquare: boolean) {
  const chosen = { file: '/home/ana/cover.jpg', preview: widePicture, isSquare }
  const rendered = renderPage('/studio/publish', { handlers: { 'app.chooseArtwork': async () => chosen } })
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  await user.click(await screen.findByRole('button', { name: 'Choose artwork for Paper Streets' }))
  return rendered
}
const artwork = () => useDraft.getState().draft.tracks[0]?.artwork

test('asks which square of a picture is the cover, by the keyboard too', async () => {
  const { bridge } = await choose(false)
  const dialog = within(await screen.findByRole('dialog', { name: 'Which square of it?' }))
  fireEvent.change(dialog.getByRole('slider', { name: 'Across' }), { target: { value: '80' } })
  fireEvent.change(dialog.getByRole('slider', { name: 'Size' }), { target: { value: '60' } })
  await user.click(dialog.getByRole('button', { name: 'Use this square' }))
  const crop = { left: 0.8, top: 0.5, side: 0.6 }
  expect(bridge.calls.find(({ method }) => method === 'app.cropArtwork')?.input).toEqual({
    file: '/home/ana/cover.jpg',
    crop,
  })
  expect(artwork()).toMatchObject({ file: '/home/ana/cover.jpg', crop })
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('takes all of it where that is wanted, and asks nothing of a square', async () => {
  await choose(false)
  await user.click(await screen.findByRole('button', { name: 'Use all of it' }))
  expect(artwork()).toEqual({ file: '/home/ana/cover.jpg', preview: widePicture })
  cleanup()
  useDraft.getState().forget()
  await choose(true)
  expect(artwork()).toEqual({ file: '/home/ana/cover.jpg', preview: widePicture })
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('chooses nothing when the dialog is closed', async () => {
  await choose(false)
  await user.keyboard('{Escape}')
  expect(artwork()).toBeNull()
})
