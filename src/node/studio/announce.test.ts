import { expect, test, vi } from 'vitest'
import { type AnnounceOptions, createAnnounce } from './announce.ts'

function announcing(isElsewhere: boolean) {
  const publish = vi.fn<() => Promise<void>>(async () => undefined)
  const onAnnounced = vi.fn<() => void>()
  const announce = createAnnounce({
    catalogue: { artist: () => ({ name: 'Ana' }), publish } as unknown as AnnounceOptions['catalogue'],
    keys: { identity: { body: { account: '0x1' } } } as unknown as AnnounceOptions['keys'],
    onAnnounced,
    isElsewhere: () => isElsewhere,
  })
  return { publish, onAnnounced, announce }
}

test('a catalogue is announced by the machine that sells, and by no other: a release whose time has come waits too', async () => {
  const there = announcing(true)
  await expect(there.announce({})).rejects.toMatchObject({ code: 'HUB_LEASE_ELSEWHERE' })
  expect([there.publish.mock.calls, there.onAnnounced.mock.calls]).toEqual([[], []])
  const here = announcing(false)
  await here.announce({})
  expect(here.publish).toHaveBeenCalledOnce()
  expect(here.onAnnounced).toHaveBeenCalledOnce()
})
