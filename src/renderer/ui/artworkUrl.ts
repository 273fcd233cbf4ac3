import type { CidText } from '../../shared/ids.ts'

/** Where a picture is served from, by the main process. */
export const artworkUrl = (cid: CidText): string => `track://busker/artwork/${cid}`
