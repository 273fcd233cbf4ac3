import { randomBytes } from 'node:crypto'
import { digest } from '../../../protocol/codec.ts'
import { newWorkId } from '../../../protocol/manifest.ts'
import { cidText, fromLabel, type Label, toLabel, type WorkId } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import type { ContentKey } from '../../access/access.ts'
import { commitmentOf, sealReleaseKeys, sealTrackKey } from '../../access/capsules.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Store } from '../../store/openStore.ts'
import type { Work } from '../workResolver.ts'
import { chain, tokenNetwork, type WorkFixture } from './marketFixtures.ts'

const manifestOf = (label: Label) =>
  cidText.parse(
    `bafy${digest(Buffer.from(label))
      .slice(2)
      .replaceAll(/[01-9]/g, 'q')}`,
  )

interface EditionInput {
  readonly id?: WorkId
  readonly edition?: number
  /** Base units. */
  readonly price: bigint
  /** The price is a minimum. */
  readonly orMore?: boolean | undefined
}

/** A track with a content key of its own. */
export async function makeTrackFixture(
  keys: Keys,
  { id = newWorkId(keys.identity.body.account), edition = 1, price, orMore }: EditionInput,
): Promise<WorkFixture> {
  const label = toLabel('track', id, edition)
  const key = new Uint8Array(randomBytes(32)) as ContentKey
  const tracks = [{ id, edition, commitment: commitmentOf(key) }]
  const work = workOf(keys, label, price, await sealTrackKey(keys, label, key), tracks)
  return { key, work: orMore === true ? { ...work, price: { ...work.price, orMore } } : work }
}

/** A release of these tracks; its key is the first one's. */
export async function makeReleaseFixture(
  keys: Keys,
  tracks: readonly [WorkFixture, ...WorkFixture[]],
  { id = newWorkId(keys.identity.body.account), edition = 1, price }: EditionInput,
): Promise<WorkFixture> {
  const label = toLabel('release', id, edition)
  const contentKeys = Object.fromEntries(tracks.map(({ work, key }) => [fromLabel(work.label).id, key]))
  const capsule = await sealReleaseKeys(keys, label, contentKeys)
  const entries = tracks.flatMap(({ work }) => work.tracks)
  return { key: tracks[0].key, work: workOf(keys, label, price, capsule, entries) }
}

function workOf(
  keys: Keys,
  label: Label,
  price: bigint,
  capsule: Work['capsule'],
  tracks: Work['tracks'],
): Work {
  return {
    label,
    manifest: manifestOf(label),
    artist: keys.identity.body.account,
    title: 'A song',
    price: { amount: toAmount(price), chainId: chain.id, tokenNetwork },
    capsule,
    tracks,
  }
}

/** Makes this edition the one that a catalogue lists of its work. */
export function listWork(store: Store, { label, manifest, artist }: Work): void {
  const row = { ...fromLabel(label), manifest, artist }
  store
    .prepare(
      "INSERT OR IGNORE INTO manifests VALUES (@manifest, @kind, @id, @edition, @artist, @manifest, x'00')",
    )
    .run(row)
  store
    .prepare(
      `INSERT INTO works (kind, work, edition, artist, manifest, listed, title, artist_name, amount, chain_id,
         token_network, created_at, name_key)
       VALUES (@kind, @id, @edition, @artist, @manifest, 1, 'A song', 'Ana', '5', 1, '0x', 0, 'ana')
       ON CONFLICT (work, kind) DO UPDATE SET edition = excluded.edition, manifest = excluded.manifest, listed = 1`,
    )
    .run(row)
}
