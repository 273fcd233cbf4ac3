import encodeQr from 'qr'

/** A text as a QR code of block characters, two modules a character. */
export function terminalQr(text: string): string {
  return encodeQr(text, 'ascii', { ecc: 'low', border: 2 })
}
