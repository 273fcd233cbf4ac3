import { resolve } from 'node:path'
import {
  type Address,
  address,
  heardLabel,
  type Label,
  label,
  type PolicyId,
  policyId,
} from '../shared/ids.ts'
import { BuskerError } from '../shared/errors.ts'

/** What people type, parsed once. Each function throws a BuskerError `CLI_…` that says where to find the right thing. */

export function parseLabel(text: string, where: string): Label {
  const found = label.safeParse(text)
  if (found.success) return found.data
  throw new BuskerError('CLI_LABEL', `"${text}" is no label. Find one with: ${where}`)
}

/** A track's label, or that of a file in a watched folder. */
export function parseHeardLabel(text: string): Label {
  const found = heardLabel.safeParse(text)
  if (found.success) return found.data
  throw new BuskerError(
    'CLI_LABEL',
    `"${text}" is no label. Find one with: busker works --bought, or busker folder files`,
  )
}

export function parseAddress(text: string): Address {
  const found = address.safeParse(text.toLowerCase())
  if (found.success) return found.data
  throw new BuskerError('CLI_ADDRESS', `"${text}" is no address: 0x and 40 hexadecimal digits.`)
}

export function parsePolicy(text: string): PolicyId {
  const found = policyId.safeParse(text)
  if (found.success) return found.data
  throw new BuskerError('CLI_POLICY', `"${text}" is no policy. Find one with: busker grants`)
}

/** A whole number from `least` to `most`. */
export function parseCount(text: string, least: number, most: number): number {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (count >= least && count <= most) return count
  throw new BuskerError('CLI_NUMBER', `"${text}" is no whole number from ${least} to ${most}.`)
}

/** A file descriptor that a secret is read from. */
export function parseDescriptor(text: string): number {
  return parseCount(text, 0, 1_000_000)
}

/** A path as the person meant it: npm runs scripts in the project's folder and says where it was called from. */
export function parsePath(text: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', text)
}
