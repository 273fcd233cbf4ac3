import { expect, test, vi } from 'vitest'
import { label, toAddress } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import { reserve } from './commands/coming.ts'
import type { Context } from './context.ts'
import { parseLater } from './scheduling.ts'

const work = label.parse(`release/${'a'.repeat(32)}/1`)
const artist = toAddress(`0x${'1'.repeat(40)}`)
const at = new Date(2026, 11, 24, 18).getTime()
const announced = {
  label: work,
  artist,
  title: 'Weather',
  artistName: 'Ada',
  tracks: 9,
  artwork: null,
  at,
  price: toAmount(900n),
}
const reservation = {
  ...announced,
  id: 'abcdefgh-1',
  state: 'waiting',
  maximumFee: toAmount(5n),
  deadline: at,
  announcedFor: at,
  isOnSale: false,
  order: null,
  problem: null,
}
const refused = (code: string) => expect.objectContaining({ code }) as Error

function start(found: unknown = { ...announced, isOwn: false, reservation: null }) {
  const answers: Record<string, unknown> = {
    comingWork: found,
    status: { network: { symbol: 'T', decimals: 2 } },
    wallet: { maximumFee: toAmount(5n) },
    reserve: reservation,
  }
  const ask = vi.fn<(method: string, input: unknown) => Promise<unknown>>(async (method) => answers[method])
  const result = vi.fn<(value: unknown, text: string) => void>()
  const context = { terminal: { result }, node: { ask } } as unknown as Context
  const asked = () => ask.mock.calls.find(([method]) => method === 'reserve')?.[1]
  return { asked, said: () => result.mock.calls.map(([, text]) => text).join('\n'), context }
}
const prompt = (answer: string, isInteractive = true) => ({
  isInteractive,
  ask: vi.fn<() => Promise<string>>(async () => answer),
})

test('what is announced is reserved once somebody has agreed to the most that is paid', async () => {
  const { asked, said, context } = start()
  const yes = prompt('y')
  await reserve(work, {}, context, yes)
  expect(yes.ask).toHaveBeenCalledExactlyOnceWith(
    'Reserve “Weather” by Ada, which comes out 2026-12-24 18:00, and pay 9.05 T at most then, the hub’s fee included? [y/N] ',
  )
  expect(asked()).toEqual({ label: work, artist, confirmed: 900n, maximumFee: 5n })
  expect(said()).toMatch(/abcdefgh.*Weather.*Ada.*2026-12-24 18:00.*9\.00 T.*waiting/)
})

test('a no reserves nothing, and nobody is asked where --max says it', async () => {
  const no = start()
  await reserve(work, {}, no.context, prompt('n'))
  expect([no.asked(), no.said()]).toEqual([undefined, 'Nothing was reserved.'])
  const max = start()
  await reserve(work, { max: '9.50', artist }, max.context, prompt('', false))
  expect(max.asked()).toMatchObject({ confirmed: 950n })
  await expect(reserve(work, {}, start().context, prompt('', false))).rejects.toThrow(
    refused('CLI_PRICE_OPEN'),
  )
})

test('what nobody announces can’t be reserved', async () => {
  await expect(reserve(work, {}, start(null).context, prompt('y'))).rejects.toThrow(
    refused('RESERVATION_UNKNOWN'),
  )
})

test('what is announced has a day', () => {
  expect(parseLater({})).toBeUndefined()
  expect(parseLater({ on: '2026-12-24 18:00' })).toEqual({ publishAt: at })
  expect(parseLater({ on: '2026-12-24 18:00', announce: true })).toEqual({ publishAt: at, isComing: true })
  expect(() => parseLater({ announce: true })).toThrow(refused('CLI_MOMENT'))
})
