import { decode, encode } from '../../protocol/codec.ts'
import type { Catalogue } from '../../protocol/catalogue.ts'
import { identityMaxBytes, signedIdentity } from '../../protocol/identity.ts'
import { manifestMaxBytes, signedReleaseManifest, signedTrackManifest } from '../../protocol/manifest.ts'
import type { Address, CidText, PeerIdText, WorkId, WorkKind } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import { type ManifestDescription, describeManifest } from './manifestDescription.ts'
import type { ArtistSummary, Manifest, Pagination, WorkSummary } from './work.ts'
import { toWorkRow, toWorkSummary, type WorkRow, workColumns } from './workRow.ts'

interface ManifestRow {
  readonly kind: WorkKind
  readonly bytes: Uint8Array
}

interface ArtistRow {
  readonly address: Address
  readonly name: string
  readonly about: string | null
  readonly peer: PeerIdText
  readonly identity: Uint8Array
  readonly proofs: number
}

/** Artists, manifests and works, in SQLite. */
export class WorkRecords {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** A manifest that was verified when it came; undefined when it never did. */
  manifest(cid: CidText): Manifest | undefined {
    const row = this.#store
      .prepare<[string], ManifestRow>('SELECT kind, bytes FROM manifests WHERE cid = ?')
      .get(cid)
    if (row === undefined) return undefined
    const { kind } = row
    const bytes = new Uint8Array(row.bytes)
    if (kind === 'track')
      return { kind, cid, bytes, body: decode(signedTrackManifest, bytes, manifestMaxBytes).body }
    return { kind, cid, bytes, body: decode(signedReleaseManifest, bytes, manifestMaxBytes).body }
  }

  /** What a known manifest is of, without reading it. */
  describe(cid: CidText): ManifestDescription | undefined {
    return this.#store
      .prepare<[string], ManifestDescription>(
        'SELECT kind, work AS id, edition, artist, commitment FROM manifests WHERE cid = ?',
      )
      .get(cid)
  }

  work(kind: WorkKind, id: WorkId): WorkSummary | undefined {
    return this.#summaries('work = ? AND kind = ?', id, kind)[0]
  }

  /** The newest manifest of one edition, listed or not. */
  manifestOf(kind: WorkKind, id: WorkId, edition: number): CidText | undefined {
    const manifest = this.#store.prepare(
      'SELECT cid FROM manifests WHERE work = ? AND kind = ? AND edition = ? ORDER BY rowid DESC LIMIT 1',
    )
    return manifest.pluck().get(id, kind, edition) as CidText | undefined
  }

  worksOf(artist: Address): WorkSummary[] {
    return this.#summaries('artist = ? AND listed = 1 ORDER BY created_at DESC, id', artist)
  }

  newest({ limit, offset }: Pagination): WorkSummary[] {
    return this.#summaries('listed = 1 ORDER BY created_at DESC LIMIT ? OFFSET ?', limit, offset)
  }

  /** Whose this work is, where it is known. */
  ownerOf(kind: WorkKind, id: WorkId): Address | undefined {
    const owner = this.#store.prepare('SELECT artist FROM manifests WHERE work = ? AND kind = ? LIMIT 1')
    return owner.pluck().get(id, kind) as Address | undefined
  }

  /** The commitment of this edition, where it is known. */
  commitmentOf(kind: WorkKind, id: WorkId, edition: number): string | undefined {
    const commitment = this.#store.prepare(
      'SELECT commitment FROM manifests WHERE work = ? AND kind = ? AND edition = ? LIMIT 1',
    )
    return commitment.pluck().get(id, kind, edition) as string | undefined
  }

  artist(address: Address): ArtistSummary | undefined {
    const row = this.#store
      .prepare<[string], ArtistRow>(
        `SELECT address, name, about, peer, identity,
           (SELECT count(*) FROM equivocations WHERE artist = address) AS proofs FROM artists WHERE address = ?`,
      )
      .get(address)
    if (row === undefined) return undefined
    const { proofs, identity, ...artist } = row
    return {
      ...artist,
      identity: decode(signedIdentity, identity, identityMaxBytes),
      equivocated: proofs > 0,
    }
  }

  /** Peers of artists, in random order. */
  artistPeers(limit: number): PeerIdText[] {
    const peers = this.#store.prepare('SELECT DISTINCT peer FROM artists ORDER BY random() LIMIT ?')
    return peers.pluck().all(limit) as PeerIdText[]
  }

  /** Makes `catalogue` what is known of its artist. Part of the transaction that accepts its head. */
  accept(catalogue: Catalogue, manifests: readonly Manifest[]): void {
    const artist = catalogue.artist.body.account
    this.#store
      .prepare('INSERT OR REPLACE INTO artists (address, name, about, peer, identity) VALUES (?, ?, ?, ?, ?)')
      .run(
        artist,
        catalogue.name,
        catalogue.about ?? null,
        catalogue.artist.body.peer,
        encode(signedIdentity, catalogue.artist),
      )
    for (const manifest of manifests) this.keep(manifest)
    this.#replaceListed(artist, catalogue)
  }

  /** Keeps a verified manifest for good. */
  keep(manifest: Manifest): void {
    const { kind, id, edition, artist, commitment } = describeManifest(manifest)
    this.#store
      .prepare(
        `INSERT OR IGNORE INTO manifests (cid, kind, work, edition, artist, commitment, bytes)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(manifest.cid, kind, id, edition, artist, commitment, manifest.bytes)
  }

  #replaceListed(artist: Address, catalogue: Catalogue): void {
    const before = new Map(this.worksOf(artist).map((work) => [`${work.kind}/${work.id}`, work]))
    for (const { kind, id, manifest: link } of catalogue.works) {
      const cid = link.toString() as CidText
      const known = before.get(`${kind}/${id}`)
      before.delete(`${kind}/${id}`)
      if (known?.manifest === cid) continue
      const manifest = this.manifest(cid)
      if (manifest === undefined) throw new Error(`The manifest ${cid} is listed before it is kept.`)
      this.#upsertListed(manifest)
    }
    for (const { kind, id } of before.values()) {
      const row = this.#store
        .prepare<[string, string], { id: number }>(
          'UPDATE works SET listed = 0 WHERE work = ? AND kind = ? RETURNING id',
        )
        .get(id, kind)
      if (row !== undefined) this.#store.prepare('DELETE FROM work_search WHERE rowid = ?').run(row.id)
    }
  }

  #upsertListed(manifest: Manifest): void {
    const columns = toWorkRow(manifest)
    const names = Object.keys(columns)
    const { id } = this.#store
      .prepare(
        `INSERT INTO works (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})
         ON CONFLICT (work, kind) DO UPDATE SET ${names.map((name) => `${name} = @${name}`).join(', ')} RETURNING id`,
      )
      .get(columns) as { id: number }
    this.#store.prepare('DELETE FROM work_search WHERE rowid = ?').run(id)
    this.#store
      .prepare('INSERT INTO work_search (rowid, title, artist, release, genre) VALUES (?, ?, ?, ?, ?)')
      .run(id, columns.title, columns.artist_name, columns.release_title ?? '', columns.genre ?? '')
  }

  #summaries(where: string, ...values: (string | number)[]): WorkSummary[] {
    return this.#store
      .prepare<(string | number)[], WorkRow>(`SELECT ${workColumns} FROM works WHERE ${where}`)
      .all(...values)
      .map(toWorkSummary)
  }
}
