import { randomBytes } from 'node:crypto'
import { cidOf } from '../../src/ipfs/blocks/cids.ts'
import { openStore } from '../../src/node/store/openStore.ts'
import { nameKey } from '../../src/shared/nameKey.ts'

const tracksPerRelease = 12
const artists = 900

/**
 * Puts releases into a node's store as if they had been bought: their manifests, letters and keys are not real, which
 * whoever lists them does not read. The node must not run.
 *
 * @param count of tracks; `Track 1` is on the release that was bought last
 */
export function seedLibrary(file: string, count: number): void {
  const store = openStore(file)
  const newId = () => randomBytes(16).toString('hex')
  const keep = store.prepare("INSERT INTO manifests VALUES (@cid, @kind, @work, 1, @artist, '', x'00')")
  const show = store.prepare(
    `INSERT INTO works (kind, work, edition, artist, manifest, listed, title, artist_name, release_title, genre,
       track_number, duration_ms, amount, chain_id, token_network, created_at, name_key)
     VALUES (@kind, @work, 1, @artist, @cid, 1, @title, @artistName, @releaseTitle, 'Folk', @number, @durationMs, '5', 1,
       '0x', 0, @key)`,
  )
  const unlock = store.prepare("INSERT INTO content_keys VALUES (?, 1, x'00')")
  const place = store.prepare('INSERT INTO release_tracks VALUES (?, ?, ?)')
  const buy = store.prepare(
    `INSERT INTO purchases (id, state, label, manifest, seller, recipient, price, maximum_fee, request, created_at, changed_at)
     VALUES (?, 'owned', ?, ?, ?, ?, '5', '0', x'00', ?, 0)`,
  )
  const add = (kind: 'track' | 'release', title: string, release: number, track: number | null) => {
    const work = newId()
    const cid = cidOf(Buffer.from(work), 'dag-cbor').toString()
    const artist = `0x${(release % artists).toString(16).padStart(40, '0')}`
    const artistName = `Artist ${release % artists}`
    keep.run({ cid, kind, work, artist })
    show.run({
      kind,
      work,
      cid,
      artist,
      title,
      artistName,
      releaseTitle: track === null ? null : `Release ${release}`,
      number: track,
      durationMs: track === null ? null : 120_000 + (track % 7) * 30_000,
      key: nameKey(artistName),
    })
    return { label: `${kind}/${work}/1`, work, cid, artist }
  }
  store.transaction(() => {
    for (let first = 0, release = 1; first < count; first += tracksPerRelease, release += 1) {
      const { label, cid, artist } = add('release', `Release ${release}`, release, null)
      buy.run(randomBytes(32).toString('hex'), label, cid, artist, artist, 1e12 - release * 60_000)
      for (let track = 0; track < Math.min(tracksPerRelease, count - first); track += 1) {
        const added = add('track', `Track ${first + track + 1}`, release, track + 1)
        unlock.run(added.work)
        place.run(cid, track, added.label)
      }
    }
  })()
  store.close()
}
