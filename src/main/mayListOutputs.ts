import { appOrigin } from '../shared/origins.ts'

/** What Electron says of a permission that is looked up. */
interface PermissionLookup {
  readonly permission: string
  /** Only where devices are listed or an output is chosen; a page that asks for the microphone has none. */
  readonly mediaType?: string | undefined
  readonly securityOrigin?: string | undefined
}

/**
 * Whether a page may see the names of audio devices and send its sound to one of them: the main window's alone. Chromium
 * looks up the same permission as for a microphone; whoever asks for that still gets a no.
 */
export function mayListOutputs({ permission, mediaType, securityOrigin }: PermissionLookup): boolean {
  return (
    permission === 'media' &&
    mediaType === 'audio' &&
    (securityOrigin === appOrigin || securityOrigin === `${appOrigin}/`)
  )
}
