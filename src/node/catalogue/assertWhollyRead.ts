import { isWhollyRead } from '../../protocol/codec.ts'
import { signedReleaseManifest, signedTrackManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { quote } from '../../shared/text.ts'
import type { Manifest } from './work.ts'

/**
 * Refuses to write a manifest anew of which something was passed over when it was read.
 *
 * @throws BuskerError `PROTOCOL_NEWER`
 */
export function assertWhollyRead({ kind, bytes, body }: Manifest): void {
  if (isWhollyRead(kind === 'track' ? signedTrackManifest : signedReleaseManifest, bytes)) return
  throw new BuskerError(
    'PROTOCOL_NEWER',
    `${quote(body.credits.title)} was published with a newer Busker, and would lose what this one does not know. Nothing was changed.`,
  )
}
