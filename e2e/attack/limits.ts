import type { AttackOutcome } from './runAttack.ts'

/** What an attack may cost. */
export interface Limits {
  /** Longest stall of an event loop by its own work, ms. */
  readonly stallMs: number
  /** Growth of a process, MB. */
  readonly growthMb: number
  /** An honest purchase meanwhile, ms. */
  readonly purchaseMs: number
  /** A newcomer's dial and question, ms. */
  readonly dialMs: number
}

/** What is promised. */
export const promised: Limits = { stallMs: 250, growthMb: 200, purchaseMs: 5000, dialMs: 1000 }

/** @returns a sentence for each promise that was broken */
export function broken(outcome: AttackOutcome, limits: Limits): string[] {
  const { sufferings, purchaseMs, dialMs, errors } = outcome
  return [
    ...errors,
    ...sufferings.flatMap(({ victim, isAlive, busyMs, growthMb }) => [
      ...(isAlive ? [] : [`${victim} has ended`]),
      ...(busyMs > limits.stallMs ? [`${victim} stood still for ${busyMs} ms`] : []),
      ...(growthMb > limits.growthMb ? [`${victim} grew by ${growthMb} MB`] : []),
    ]),
    ...(purchaseMs !== null && purchaseMs > limits.purchaseMs
      ? [`an honest purchase took ${purchaseMs} ms`]
      : []),
    ...(dialMs !== null && dialMs > limits.dialMs ? [`an honest dial took ${dialMs} ms`] : []),
  ]
}
