import { z } from 'zod'
import { defineApi } from './define.ts'

/** One of this machine's addresses. */
const ownAddress = z.strictObject({
  /** The system's name for the interface, such as `wlan0`. */
  name: z.string(),
  address: z.string(),
  /** Only machines of the same network can reach it. */
  isPrivate: z.boolean(),
})

/** Whether phones in the same network can play what is owned here. */
export const phoneView = z.strictObject({
  /** Where one could reach this machine, private ones first. */
  addresses: z.array(ownAddress),
  /** Null: nothing listens. */
  listening: z
    .strictObject({
      /** With the token behind the `#`: a key to what is owned. */
      url: z.url(),
      /** SHA-256 of its certificate, as browsers show it. */
      fingerprint: z.string(),
      /** When it ends by itself, Unix ms. */
      expiresAt: z.int(),
      /** Addresses of those who came with the token within the last minute. */
      devices: z.array(z.string()),
    })
    .nullable(),
})
export type PhoneView = z.output<typeof phoneView>

export const phoneApi = defineApi({
  phone: { input: z.strictObject({}), output: phoneView },
  stopPhone: { input: z.strictObject({}), output: phoneView },
})

const address = z.strictObject({ address: z.string().max(64) })

/** For the main process, once the person has agreed. Errors: `LISTEN_LAN_ADDRESS` */
export const phoneStartApi = defineApi({ startPhone: { input: address, output: phoneView } })
export type PhoneStartApi = typeof phoneStartApi

/** For pages: the person is asked. */
export const appPhoneApi = defineApi({
  /** Null: the person does not want it. */
  'app.startPhone': { input: address, output: phoneView.nullable() },
})
