import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Grants } from '../access/access.ts'
import { toGrantView } from './viewMappers.ts'

interface Parts {
  readonly grants: Pick<Grants, 'list' | 'revoke'>
}

/** Answers who may open what one sells. */
export function accessHandlers({ grants }: Parts): Pick<ApiHandlers<NodeApi>, 'grants' | 'revoke'> {
  return {
    grants: async () => grants.list().map(toGrantView),
    async revoke({ id }) {
      await grants.revoke(id)
      const grant = grants.list().find((each) => each.id === id)
      if (grant === undefined) throw new BuskerError('POLICY_UNKNOWN', 'There is no such policy.')
      return toGrantView(grant)
    },
  }
}
