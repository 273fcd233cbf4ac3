/**
 * JSON whose whole numbers come as bigint, digit for digit: what a client writes as a number may be larger than a number is
 * exact. Everything else is as `JSON.parse` has it.
 *
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && wholeNumber.test(source) ? BigInt(source) : value,
  )
}

const wholeNumber = /^-?\d+$/
/** As ECMAScript 2026 has it: a reviver sees a primitive's own text. */
const parse = JSON.parse as (
  text: string,
  revive: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown
