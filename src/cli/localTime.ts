/** A time (ms since epoch) as this machine has it: `2026-12-25 00:00`. */
export function localTime(at: number): string {
  return new Date(at).toLocaleString('sv', { dateStyle: 'short', timeStyle: 'short' })
}
