import type { Plugin } from 'vite'

/** A code point of two units that is an object's key: as a name, it can't be escaped unit by unit. */
const wideKey = /[\ud800-\udbff][\udc00-\udfff](?=:)/g
const beyondLatin = /[\u0100-\uffff]/g

/**
 * Writes letters that Latin-1 lacks as escapes: with a single one of them, V8 keeps a file's whole text in two bytes a letter,
 * for as long as the program runs.
 */
export const latinOnly: Plugin = {
  name: 'busker:latin-only',
  renderChunk: (code) => ({
    code: code
      .replaceAll(wideKey, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`)
      .replaceAll(beyondLatin, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    map: null,
  }),
}
