import { createHash, randomBytes } from 'node:crypto'
import { privateKeyToAccount } from 'viem/accounts'
import type { ArtistWorks, IndexedWork, SearchIndex } from '../src/hub/search/searchIndex.ts'
import { cidOf } from '../src/ipfs/blocks/cids.ts'
import type { Publisher } from '../src/node/catalogue/publish.ts'
import { segmentsFixture, signTrack, trackFixture } from '../src/node/catalogue/testing/manifestFixtures.ts'
import { encode } from '../src/protocol/codec.ts'
import { signIdentity } from '../src/protocol/identity.ts'
import { newWorkId, signedTrackManifest } from '../src/protocol/manifest.ts'
import { type Address, type CidText, hex32, peerIdText, toAddress, toLabel } from '../src/shared/ids.ts'
import type { SearchedWords } from './searchedWords.ts'
import type { ServedEngine } from './servedEngines.ts'

export interface Query {
  readonly text: string
  /** Whether somebody has mistyped a word. */
  readonly isTypo: boolean
}

/** Manifests by their CID. */
export interface Manifests {
  readonly bytes: ReadonlyMap<CidText, Uint8Array>
  readonly averageBytes: number
}

const tracksPerArtist = 20
const artistsAtOnce = 100
/** Every so many works one is searched for; every fourth search has a typo. */
const typoEvery = 4
const segmentsOfRendition = 61
const peer = peerIdText.parse(`12D3KooW${'1'.repeat(44)}`)

/** Fills an index by its own way in, and says what somebody may search for in it. */
export async function fillIndex(
  index: SearchIndex,
  words: SearchedWords,
  { tracks, queries: wanted }: { readonly tracks: number; readonly queries: number },
): Promise<Query[]> {
  const genres = Array.from({ length: 40 }, () => words.phrase(1))
  const artists = tracks / tracksPerArtist
  const everySo = Math.max(1, Math.floor(artists / wanted))
  const queries: Query[] = []
  for (let start = 0; start < artists; start += artistsAtOnce) {
    const batch: ArtistWorks[] = []
    for (let artist = start; artist < Math.min(start + artistsAtOnce, artists); artist += 1) {
      const made = catalogueOf(artist, words, genres)
      batch.push(made)
      const [work] = made.works
      if (artist % everySo !== 0 || queries.length === wanted || work === undefined) continue
      const text = words.query(work)
      const typed = queries.length % typoEvery === 0 ? withTypo(text, words) : text
      queries.push({ text: typed, isTypo: typed !== text })
    }
    await index.replace(batch)
  }
  return queries
}

/** Gives whatever these searches find a manifest that its artist has signed; nobody looks at the others. */
export async function signWhatIsFound(
  { index, worksOf }: Pick<ServedEngine, 'index' | 'worksOf'>,
  queries: readonly Query[],
  limit: number,
): Promise<Manifests> {
  const hits = new Map<Address, Set<string>>()
  for (const { text } of queries) {
    for (const { artist, id } of await index.find({ by: 'text', text }, { limit, offset: 0 }))
      hits.set(artist, (hits.get(artist) ?? new Set()).add(id))
  }
  const bytes = new Map<CidText, Uint8Array>()
  for (const [artist, ids] of hits) {
    const publisher = await publisherOf(artist)
    const works: IndexedWork[] = []
    for (const work of await worksOf(artist)) {
      if (!ids.has(work.id)) works.push(work)
      else {
        const signed = await signedWork(work, publisher)
        bytes.set(signed.cid, signed.bytes)
        works.push({ ...work, manifest: signed.cid })
      }
    }
    await index.replace([{ artist, number: 2, works }])
  }
  const sum = [...bytes.values()].reduce((total, each) => total + each.byteLength, 0)
  return { bytes, averageBytes: sum / bytes.size }
}

/** The keys of all artists, to sign what is found of theirs. */
const artistNumbers = new Map<Address, number>()

function accountOf(artist: number) {
  return privateKeyToAccount(
    hex32.parse(`0x${createHash('sha256').update(`artist ${artist}`).digest('hex')}`),
  )
}

function catalogueOf(number: number, words: SearchedWords, genres: readonly string[]): ArtistWorks {
  const artist = toAddress(accountOf(number).address)
  artistNumbers.set(artist, number)
  const artistName = words.phrase(2)
  const genre = words.pick(genres)
  const works = Array.from({ length: tracksPerArtist }, (_, at): IndexedWork => {
    return {
      kind: 'track',
      id: newWorkId(artist),
      edition: 1,
      manifest: cidOf(randomBytes(32), 'dag-cbor').toString() as CidText,
      title: words.phrase(1 + words.below(4)),
      artistName,
      releaseTitle: at < tracksPerArtist / 2 ? words.phrase(2) : null,
      tags: [],
      genre,
      createdAt: 1_700_000_000_000 + number * tracksPerArtist + at,
    }
  })
  return { artist, number: 1, works }
}

async function publisherOf(artist: Address): Promise<Publisher> {
  const account = accountOf(artistNumbers.get(artist) ?? 0)
  const record = {
    v: 1 as const,
    account: artist,
    peer,
    verifyingKey: new Uint8Array(33).fill(2),
    receivingKey: new Uint8Array(33).fill(3),
    issuedAt: 1,
  }
  return { account, identity: await signIdentity(record, account) }
}

/** A track of four minutes in two renditions, as long as a real one's manifest is. */
async function signedWork(
  work: IndexedWork,
  artist: Publisher,
): Promise<{ cid: CidText; bytes: Uint8Array }> {
  const { capsule, renditions } = trackFixture(artist, work.title)
  const track = trackFixture(artist, work.title, {
    id: work.id,
    edition: work.edition,
    credits: {
      title: work.title,
      artistName: work.artistName,
      ...(work.genre !== null && { genre: work.genre }),
      ...(work.releaseTitle !== null && { releaseTitle: work.releaseTitle }),
    },
    createdAt: work.createdAt,
    waveform: randomBytes(2000),
    capsule: { ...capsule, label: toLabel('track', work.id, work.edition) },
    renditions: ['aac', 'flac'].flatMap((name) =>
      renditions.map((rendition) => ({ ...rendition, name, segments: segmentsFixture(segmentsOfRendition) })),
    ),
  })
  const bytes = encode(signedTrackManifest, await signTrack(artist, track))
  return { cid: cidOf(bytes, 'dag-cbor').toString() as CidText, bytes }
}

/** A long word with one letter left out, or with two swapped; the text as it is where no word is long. */
function withTypo(text: string, words: SearchedWords): string {
  const typed = text.split(' ')
  const at = typed.findIndex((word) => word.length >= 5)
  const word = typed[at]
  if (word === undefined) return text
  const place = 1 + words.below(word.length - 3)
  const wrong =
    words.below(2) === 0
      ? word.slice(0, place) + word.slice(place + 1)
      : word.slice(0, place) +
        word
          .slice(place, place + 2)
          .split('')
          .toReversed()
          .join('') +
        word.slice(place + 2)
  return typed.with(at, wrong).join(' ')
}
