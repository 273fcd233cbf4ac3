import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchRow, quantile } from './row.ts'
import { fillIndex, signWhatIsFound } from './servedCatalogue.ts'
import { ServedListener, ServingHub } from './servedPeers.ts'
import { SearchedWords } from './searchedWords.ts'
import { servedEngines } from './servedEngines.ts'

const searches = 200
const found = 20
const newcomers = 9

/**
 * A hub with a million tracks, on each engine, and listeners who find some of them: what the hub takes to search, how soon somebody
 * sees a result who has just come, and what stays on the disk of somebody who has searched a lot.
 */
export async function* benchServed(tracks = 1_000_000): AsyncGenerator<BenchRow> {
  for (const open of servedEngines) yield* benchEngine(open, tracks)
}

async function* benchEngine(open: (typeof servedEngines)[number], tracks: number): AsyncGenerator<BenchRow> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-served-'))
  const engine = await open(folder)
  const { index } = engine
  const hub = new ServingHub(index, join(folder, 'hub'))
  const listeners: ServedListener[] = []
  const newListener = async (name: string) => {
    const listener = await ServedListener.open(join(folder, name), hub)
    listeners.push(listener)
    return listener
  }
  try {
    const words = new SearchedWords()
    const queries = await fillIndex(index, words, { tracks, queries: searches })
    const manifests = await signWhatIsFound(engine, queries, found)
    await hub.start(manifests)
    const among = `among ${tracks.toLocaleString('en')} tracks on ${engine.name}`

    const times: number[] = []
    for (const { text } of queries)
      times.push(await timed(() => index.find({ by: 'text', text }, { limit: found, offset: 0 })))
    const scans: number[] = []
    for (const { text } of queries.slice(0, 10)) scans.push(await timed(() => engine.scan(text)))
    const typos = times.filter((_, at) => queries[at]?.isTypo)
    const like = { name: 'LIKE over the same table, median', value: quantile(scans, 0.5) }
    yield row(`search ${among}, typos too, p95 of ${times.length}`, quantile(times, 0.95), 'ms', {
      against: like,
      limit: 50,
    })
    yield row(`search ${among} for a typo, p95 of ${typos.length}`, quantile(typos, 0.95), 'ms', {
      against: like,
      limit: 50,
    })

    const firsts: number[] = []
    for (let at = 0; at < newcomers; at += 1) {
      const newcomer = await newListener(`newcomer-${at}`)
      const text = queries[at]?.text ?? ''
      firsts.push(await timed(() => newcomer.connectAndSearch(text, found)))
    }
    const all = (tracks * manifests.averageBytes) / 1e6
    yield row(`newcomer to first result ${among}, median`, quantile(firsts, 0.5), 'ms', {
      against: { name: 'reading every catalogue at 5.4 ms a track', value: tracks * 5.4 },
      limit: 300,
    })

    const listener = await newListener('listener')
    await listener.connect()
    let results = 0
    for (const { text } of queries) results += await listener.search(text, found)
    await listener.stop()
    yield row(
      `a listener's disk after ${searches} searches with ${results} results on ${engine.name}`,
      (await listener.diskBytes()) / 1e6,
      'MB',
      {
        against: { name: 'every manifest', value: all },
        limit: 50,
      },
    )
  } finally {
    for (const listener of listeners) await listener.stop()
    await hub.stop()
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

function row(
  name: string,
  ours: number,
  unit: string,
  { against, limit }: { readonly against: BenchRow['against']; readonly limit: number },
): BenchRow {
  return {
    name,
    ours,
    unit,
    against,
    ratio: ours / against.value,
    target: `< ${limit} ${unit}`,
    met: ours < limit,
  }
}
