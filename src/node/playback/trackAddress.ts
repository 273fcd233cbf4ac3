import { cidText, type CidText, label, type Label } from '../../shared/ids.ts'
import { trackOrigin } from '../../shared/origins.ts'

/** What a `track://` address names. */
export type TrackAddress =
  | { readonly kind: 'segment'; readonly id: string; readonly rendition: string; readonly index: number }
  | { readonly kind: 'preview'; readonly label: Label }
  | { readonly kind: 'artwork'; readonly cid: CidText }

const prefix = `${trackOrigin}/`
const segment = /^([0-9a-f]{32})\/([a-z0-9-]{1,32})\/(0|[1-9]\d{0,3})$/

/** Reads an address in its one written form; undefined for anything else, encoded or with a query. */
export function parseTrackAddress(url: string): TrackAddress | undefined {
  if (!url.startsWith(prefix)) return undefined
  const path = url.slice(prefix.length)
  const [, id, rendition, index] = segment.exec(path) ?? []
  if (id !== undefined && rendition !== undefined) {
    return { kind: 'segment', id, rendition, index: Number(index) }
  }
  const slash = path.indexOf('/')
  const rest = path.slice(slash + 1)
  const preview = label.safeParse(rest)
  if (path.slice(0, slash) === 'preview' && preview.success) return { kind: 'preview', label: preview.data }
  const cid = cidText.safeParse(rest)
  if (path.slice(0, slash) === 'artwork' && cid.success) return { kind: 'artwork', cid: cid.data }
  return undefined
}
