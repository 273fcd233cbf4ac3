/** Without letters that are read as others: Crockford's base 32. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = /.{4}/g
/** How a code looks. It is of nothing. */
export const exampleCode = '7K3M-0QZ8-VT4N-A1XE'
/** Eighty bits. */
export const codeBytes = 10
const codeLength = (codeBytes * 8) / 5
const form = new RegExp(`^[${alphabet}]{${codeLength}}$`)

/** A code as people read it, of {@link codeBytes} random bytes: `7K3M-0QZ8-VT4N-A1XE`. */
export function writeCode(bytes: Uint8Array): string {
  let bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let letters = ''
  for (let index = 0; index < codeLength; index += 1) {
    letters = alphabet.charAt(Number(bits & 31n)) + letters
    bits >>= 5n
  }
  return letters.match(groups)?.join('-') ?? letters
}

/** The code that somebody typed, in the one form that it was made in; undefined: it is none. */
export function readCode(text: string): string | undefined {
  if (text.length > 64) return undefined
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (!form.test(letters)) return undefined
  return letters.match(groups)?.join('-')
}
