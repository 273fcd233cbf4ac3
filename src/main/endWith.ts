import { app } from 'electron'

/** Ends Busker at once, and says why. */
export function endWith(error: unknown): void {
  process.stderr.write(`Busker has to end: ${error instanceof Error ? error.message : String(error)}\n`)
  app.exit(1)
}
