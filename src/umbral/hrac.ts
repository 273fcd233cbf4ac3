import { HRAC, type PublicKey } from '@nucypher/nucypher-core'
import type { Label, PolicyId } from '../shared/ids.ts'
import type { Scope } from './wasmScope.ts'

/**
 * NuCypher's name of a policy: a hash of publisher, recipient and label. The policy id is part of the label bytes, so
 * that a new policy for the same track and person is never caught by an old one's revocation.
 */
export function policyHrac(
  { keep }: Scope,
  publisher: PublicKey,
  recipient: PublicKey,
  policy: { readonly label: Label; readonly id: PolicyId },
): HRAC {
  return keep(new HRAC(publisher, recipient, new TextEncoder().encode(`${policy.label}/${policy.id}`)))
}
