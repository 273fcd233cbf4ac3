import { z } from 'zod'
import { defineSetting } from './settings.ts'

/** When the identity was made, ms: as the vault has it, for the day on which the vault does not open any more. */
export const issuedAtSetting = defineSetting('device-identity-issued-at', z.int().nonnegative())
