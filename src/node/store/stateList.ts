/** States as a list for SQL's `IN (…)`; their names are letters only. */
export function stateList(states: readonly string[]): string {
  return states.map((state) => `'${state}'`).join(', ')
}
