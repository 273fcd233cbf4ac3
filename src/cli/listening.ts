import { terminalQr } from './terminalQr.ts'

export interface PhoneAddress {
  /** With the token behind the `#`. */
  readonly url: string
  /** SHA-256 of its certificate, as browsers show it. */
  readonly fingerprint: string
  /** Whether only machines of the same network can reach it. */
  readonly isPrivate: boolean
  /** Unix ms. */
  readonly expiresAt: number
}

/** What a person needs to know to open an address on a phone, and whom to pass it to. */
export function describePhoneAddress({ url, fingerprint, isPrivate, expiresAt }: PhoneAddress): string {
  const { hostname } = new URL(url)
  const reach = isPrivate
    ? `Machines in the same network as ${hostname} reach it.`
    : `${hostname} is no private address: the whole internet may reach it.`
  return [
    'For a phone in the same network:',
    terminalQr(url),
    url,
    '',
    'The phone warns that it does not know the certificate: Busker made it just now, for this address alone. Go on only if the',
    'certificate that the phone shows has this fingerprint (SHA-256). With another one, somebody in the network listens in.',
    fingerprint,
    '',
    `${reach} Without the key in it they get an empty page.`,
    `Whoever has the key hears what you own, and can't buy or pay. It ends with Ctrl-C, or at ${new Date(expiresAt).toLocaleString()}.`,
  ].join('\n')
}
