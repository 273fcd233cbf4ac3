import { z } from 'zod'

const textColumn = z.strictObject({ text: z.string(), ends: z.instanceof(Uint32Array) })
const repeatedColumn = z.strictObject({ values: z.array(z.unknown()), places: z.instanceof(Uint32Array) })
const table = z.strictObject({
  count: z.int().min(0),
  /** All rows' text in one, and where each row's ends. */
  texts: z.record(z.string(), textColumn),
  /** NaN stands for null. */
  numbers: z.record(z.string(), z.instanceof(Float64Array)),
  flags: z.record(z.string(), z.instanceof(Uint8Array)),
  /** Each value once, and which of them each row has. */
  repeated: z.record(z.string(), repeatedColumn),
})
type Table = z.output<typeof table>

/** Fields by what they are; those not named are kept as values that many rows share, whatever they are. */
export interface ColumnKinds<Row> {
  /** Text that is another in nearly every row. What it may be is not checked again. */
  readonly texts: readonly FieldsOf<Row, string>[]
  readonly numbers: readonly FieldsOf<Row, number | null>[]
  readonly flags: readonly FieldsOf<Row, boolean>[]
}
type FieldsOf<Row, Value> = {
  [Field in keyof Row & string]: [Row[Field]] extends [Value] ? Field : never
}[keyof Row & string]
type Cells = Record<string, unknown>

/**
 * Rows that travel as columns: 100,000 of them cross a process boundary as a few strings and arrays of numbers, which
 * are copied at once, where as many objects are built again one by one on either side.
 *
 * A list of rows is encoded once for as long as it lives: who changes rows makes a new list.
 */
export function columnar<Shape extends z.ZodRawShape>(
  row: z.ZodObject<Shape>,
  kinds: ColumnKinds<z.output<z.ZodObject<Shape>>>,
) {
  type Row = z.output<z.ZodObject<Shape>>
  const encoded = new WeakMap<readonly Row[], Table>()
  const named = new Set<string>([...kinds.texts, ...kinds.numbers, ...kinds.flags])
  const repeatedFields = Object.keys(row.shape).filter((field) => !named.has(field))
  const schemaOf = (field: string) => row.shape[field] as unknown as z.ZodType

  const toTable = (rows: readonly Cells[]): Table => ({
    count: rows.length,
    texts: mapFields(kinds.texts, (field) => encodeTexts(rows, field)),
    numbers: mapFields(kinds.numbers, (field) => encodeNumbers(rows, field)),
    flags: mapFields(kinds.flags, (field) => encodeFlags(rows, field)),
    repeated: mapFields(repeatedFields, (field) => encodeRepeated(rows, field, schemaOf(field))),
  })
  const readersOf = ({ texts, numbers, flags, repeated }: Table): (readonly [string, Reader])[] => [
    ...kinds.texts.map((field) => [field, readTexts(required(texts[field]))] as const),
    ...kinds.numbers.map((field) => [field, readNumbers(required(numbers[field]))] as const),
    ...kinds.flags.map((field) => [field, readFlags(required(flags[field]))] as const),
    ...repeatedFields.map(
      (field) => [field, readRepeated(required(repeated[field]), schemaOf(field))] as const,
    ),
  ]

  return z.codec(table, z.custom<Row[]>(Array.isArray), {
    decode(given) {
      const readers = readersOf(given)
      return Array.from({ length: given.count }, (_, index) => {
        const cells: Cells = {}
        for (const [field, read] of readers) cells[field] = read(index)
        return cells as Row
      })
    },
    encode(rows) {
      const known = encoded.get(rows)
      if (known !== undefined) return known
      const made = toTable(rows as readonly Cells[])
      encoded.set(rows, made)
      return made
    },
  })
}

/** @returns the cell of a row */
type Reader = (index: number) => unknown

function encodeTexts(rows: readonly Cells[], field: string): Table['texts'][string] {
  const ends = new Uint32Array(rows.length)
  let end = 0
  const texts: string[] = []
  for (const [index, cells] of rows.entries()) {
    const text = cells[field] as string
    end += text.length
    ends[index] = end
    texts.push(text)
  }
  return { text: texts.join(''), ends }
}

function encodeNumbers(rows: readonly Cells[], field: string): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(rows.length)
  for (const [index, cells] of rows.entries()) numbers[index] = (cells[field] as number | null) ?? Number.NaN
  return numbers
}

function encodeFlags(rows: readonly Cells[], field: string): Uint8Array<ArrayBuffer> {
  const flags = new Uint8Array(rows.length)
  for (const [index, cells] of rows.entries()) flags[index] = Number(cells[field])
  return flags
}

function readTexts({ text, ends }: Table['texts'][string]): Reader {
  return (index) => text.slice(index === 0 ? 0 : ends[index - 1], ends[index])
}

function readNumbers(numbers: Float64Array): Reader {
  return (index) => {
    const value = numbers[index]
    return value === undefined || Number.isNaN(value) ? null : value
  }
}

function readFlags(flags: Uint8Array): Reader {
  return (index) => flags[index] === 1
}

function encodeRepeated(rows: readonly Cells[], field: string, schema: z.ZodType): Table['repeated'][string] {
  const values: unknown[] = []
  const placeOf = new Map<unknown, number>()
  const places = new Uint32Array(rows.length)
  for (const [index, cells] of rows.entries()) {
    const value = cells[field]
    let place = placeOf.get(value)
    if (place === undefined) {
      place = values.push(z.encode(schema, value as never)) - 1
      placeOf.set(value, place)
    }
    places[index] = place
  }
  return { values, places }
}

function readRepeated({ values, places }: Table['repeated'][string], schema: z.ZodType): Reader {
  const decoded = values.map((value) => z.decode(schema, value as never))
  return (index) => decoded[places[index] ?? 0]
}

function required<Column>(column: Column | undefined): Column {
  if (column === undefined) throw new Error('A table came without one of its columns.')
  return column
}

function mapFields<Column>(fields: readonly string[], columnOf: (field: string) => Column) {
  return Object.fromEntries(fields.map((field) => [field, columnOf(field)]))
}
