import { beforeEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { ListenBrainz } from './listenBrainz.ts'
import type { Listen, Submission } from './listenBrainzClient.ts'

const keys = { storeKey: new Uint8Array(32).fill(7) }
const listenOf = (title: string): Listen => ({
  title,
  artistName: 'Maren Holt',
  releaseTitle: null,
  durationMs: 100_000,
  listenedAt: 1,
})
const taken: Submission = { outcome: 'taken' }
const tokenRefused = new BuskerError('LISTENBRAINZ_TOKEN', 'It is not taken.')
const unreachable = new BuskerError('LISTENBRAINZ_UNREACHABLE', 'There is no answer.')

let store: Store
let sent: string[][]
let answer: (titles: readonly string[]) => Promise<Submission>
beforeEach(() => {
  store = openStore(':memory:', { keys } as never)
  sent = []
  answer = async () => taken
})

function create(retry = { initialMs: 1, maxMs: 1 }) {
  const tokens: string[] = []
  const listenBrainz = new ListenBrainz({
    store,
    keys: keys as never,
    client: {
      async userOf(token) {
        if (token === 'bad-token') throw tokenRefused
        return 'ana'
      },
      async submit(token, listens) {
        tokens.push(token)
        const titles = listens.map(({ title }) => title)
        sent.push(titles)
        return answer(titles)
      },
    },
    onFailure: () => undefined,
    retry,
  })
  return { listenBrainz, tokens }
}

async function connected(retry?: { initialMs: number; maxMs: number }) {
  const made = create(retry)
  await made.listenBrainz.start()
  await made.listenBrainz.connect('token-of-ana')
  return made
}
const idle = (listenBrainz: ListenBrainz) => vi.waitFor(() => expect(listenBrainz.view().waiting).toBe(0))

test('nobody is told anything until somebody gives a token, and nothing of before', async () => {
  const { listenBrainz } = create()
  await listenBrainz.start()
  listenBrainz.note(listenOf('before'))
  expect(listenBrainz.view()).toEqual({ user: null, waiting: 0, problem: null })
  await expect(listenBrainz.connect('bad-token')).rejects.toBe(tokenRefused)
  expect(listenBrainz.view().user).toBeNull()
  expect(await listenBrainz.connect('token-of-ana')).toEqual({ user: 'ana', waiting: 0, problem: null })
  listenBrainz.note(listenOf('after'))
  await idle(listenBrainz)
  expect(sent).toEqual([['after']])
})

test('the token is sealed at rest, and a restart knows it', async () => {
  await connected()
  const raw = store.prepare<[], Uint8Array>('SELECT sealed_token FROM listen_brainz').pluck().get()
  expect(Buffer.from(raw ?? []).includes('token-of-ana')).toBe(false)
  const { listenBrainz, tokens } = create()
  await listenBrainz.start()
  listenBrainz.note(listenOf('later'))
  await idle(listenBrainz)
  expect(tokens).toEqual(['token-of-ana'])
})

test('what can’t be sent waits over a restart, and is sent in its order', async () => {
  answer = () => Promise.reject(unreachable)
  const { listenBrainz } = await connected({ initialMs: 60_000, maxMs: 60_000 })
  for (const title of ['one', 'two']) listenBrainz.note(listenOf(title))
  await vi.waitFor(() => expect(listenBrainz.view().problem?.code).toBe('LISTENBRAINZ_UNREACHABLE'))
  expect(listenBrainz.view().waiting).toBe(2)
  await listenBrainz.stop()

  answer = async () => taken
  const next = create().listenBrainz
  await next.start()
  await idle(next)
  expect(sent.at(-1)).toEqual(['one', 'two'])
  expect(next.view().problem).toBeNull()
})

test('it is tried again by itself', async () => {
  answer = () => (sent.length < 3 ? Promise.reject(unreachable) : Promise.resolve(taken))
  const { listenBrainz } = await connected()
  listenBrainz.note(listenOf('one'))
  await idle(listenBrainz)
  expect(sent).toHaveLength(3)
})

test('nothing is asked before the time that ListenBrainz says', async () => {
  answer = async () => ({ outcome: 'later', afterMs: 3_600_000 })
  const { listenBrainz } = await connected()
  listenBrainz.note(listenOf('one'))
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  await listenBrainz.stop()
  await listenBrainz.start()
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  await new Promise(setImmediate)
  listenBrainz.note(listenOf('two'))
  await new Promise(setImmediate)
  expect([sent.length, listenBrainz.view().waiting]).toEqual([2, 2])
  await listenBrainz.stop()
})

test('a token that is not taken any more is not tried again until there is another', async () => {
  answer = () => Promise.reject(tokenRefused)
  const { listenBrainz } = await connected()
  listenBrainz.note(listenOf('one'))
  await vi.waitFor(() => expect(listenBrainz.view().problem?.code).toBe('LISTENBRAINZ_TOKEN'))
  listenBrainz.note(listenOf('two'))
  await new Promise(setImmediate)
  expect([sent.length, listenBrainz.view().waiting]).toEqual([1, 2])
  answer = async () => taken
  await listenBrainz.connect('token-of-ana')
  await idle(listenBrainz)
  expect(sent.at(-1)).toEqual(['one', 'two'])
})

test('one listen that is not taken keeps no other back', async () => {
  answer = async (titles) => (titles.includes('bad') ? { outcome: 'refused' } : taken)
  const { listenBrainz } = await connected()
  await listenBrainz.stop()
  for (const title of ['one', 'bad', 'two']) listenBrainz.note(listenOf(title))
  await listenBrainz.start()
  await idle(listenBrainz)
  expect(sent).toEqual([['one', 'bad', 'two'], ['one'], ['bad'], ['two']])
})

test('who tells nobody any more has the token and what waits forgotten', async () => {
  const { listenBrainz } = await connected()
  await listenBrainz.stop()
  listenBrainz.note(listenOf('one'))
  expect(listenBrainz.disconnect()).toEqual({ user: null, waiting: 0, problem: null })
  expect(store.prepare('SELECT count(*) FROM listen_brainz').pluck().get()).toBe(0)
})

test('no more waits than ten thousand, the newest', async () => {
  const { listenBrainz } = await connected()
  await listenBrainz.stop()
  store.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    INSERT INTO unsent_listens (listen) SELECT '{}' FROM n`)
  listenBrainz.note(listenOf('newest'))
  expect(listenBrainz.view().waiting).toBe(10_000)
  expect(store.prepare('SELECT min(id) FROM unsent_listens').pluck().get()).toBe(2)
})
