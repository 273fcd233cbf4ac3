import Table from 'cli-table3'
import type { BenchRow } from './row.ts'

/** A bench that could not be measured. */
export interface BenchFailure {
  readonly name: string
  readonly error: { readonly code: string; readonly message: string }
}

/** The table people read. */
export function tableOf(results: readonly (BenchRow | BenchFailure)[]): string {
  const table = new Table({
    head: ['what', 'ours', 'against', '', 'ratio', 'target', 'met'],
    colAligns: ['left', 'right', 'left', 'right', 'right', 'left', 'left'],
    style: { head: [], border: [] },
  })
  for (const result of results) {
    if ('error' in result) {
      const { code, message } = result.error
      table.push([result.name, { colSpan: 6, content: `failed: ${message} (${code})` }])
      continue
    }
    const { name, ours, unit, against, ratio, target, met } = result
    const verdict = met === null ? '' : met ? 'yes' : 'no'
    const values = [quantity(ours, unit), against.name, quantity(against.value, unit), `${short(ratio)}×`]
    table.push([name, ...values, target ?? '', verdict])
  }
  return table.toString()
}

function quantity(value: number, unit: string): string {
  return `${short(value)} ${unit}`
}

/** Three digits are as much as a measurement here is worth. */
function short(value: number): string {
  return value.toLocaleString(
    'en',
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  )
}
