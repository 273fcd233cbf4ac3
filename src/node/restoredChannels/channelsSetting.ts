import { z } from 'zod'
import { defineSetting } from '../settings/settings.ts'

/**
 * Unset: this device opened its channels itself. `restored-read-only`: the account may have channels whose balance
 * proofs were on another machine, so Raiden must not run until they are settled (docs/adr/0010).
 */
export const channelsSetting = defineSetting('device-channels', z.literal('restored-read-only'))
