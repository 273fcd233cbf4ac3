import { z } from 'zod'
import { time } from '../../protocol/fields.ts'
import { defineSetting } from '../settings/settings.ts'

/** What was granted, and when it was asked for by the two clocks of this device. */
const grant = z.strictObject({ durationMs: z.int().min(0), askedAt: z.number(), steadyAskedAt: z.number() })
export type Grant = z.output<typeof grant>

/** `until`: by this device's clock, for older versions. */
export const leaseSetting = defineSetting(
  'device-lease',
  z.strictObject({
    number: z.int().min(0),
    until: time,
    grant: grant.nullable().default(null),
    /** The number with which this device took it last from nobody; requests for an older lease are not for this one. */
    firstNumber: z.int().min(0).default(0),
    /** When that was, by this device's clock. */
    since: time.default(0),
  }),
)

/** To whom this device gave the lease because a person asked for it there. It is not taken again without a person's word. */
export const yieldedSetting = defineSetting(
  'device-lease-yielded',
  z.strictObject({ name: z.string(), at: time }),
)
