interface Hindrance {
  readonly problem?: { readonly code: string; readonly message: string } | undefined
  readonly waitsFor?: string | undefined
}

/** Why a part does not work, in English, for logs and operators; empty where it does. */
export function describeProblem({ problem, waitsFor }: Hindrance): string {
  if (waitsFor !== undefined) return `Waits for ${waitsFor}.`
  return problem === undefined ? '' : `${problem.code}: ${problem.message}`
}
