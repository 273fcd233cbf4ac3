import type { CidText } from '../../shared/ids.ts'
import { trackOrigin } from '../../shared/origins.ts'

/** Where a picture is served from, by the main process. */
export const artworkUrl = (cid: CidText): string => `${trackOrigin}/artwork/${cid}`
