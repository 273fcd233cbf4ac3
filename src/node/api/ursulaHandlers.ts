import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ursulasApi, UrsulasView } from '../../shared/api/ursulas.ts'
import type { Grants } from '../access/access.ts'
import type { KnownUrsulas } from '../access/knownUrsulas.ts'
import type { AccessTerms } from '../market/accessTerms.ts'

interface Parts {
  readonly ursulas: Pick<KnownUrsulas, 'list' | 'own' | 'addOwn' | 'removeOwn' | 'refresh'>
  readonly grants: Pick<Grants, 'checkShares'>
  readonly accessTerms: Pick<AccessTerms, 'terms' | 'choose'>
}

/** Answers who re-encrypts, and how many of them it takes; changes both. */
export function ursulaHandlers({ ursulas, grants, accessTerms }: Parts): ApiHandlers<typeof ursulasApi> {
  const view = (): UrsulasView => {
    const { threshold, shares } = accessTerms.terms
    const met = ursulas.list()
    const peers = new Set(met.map(({ record }) => record.body.peer))
    const answering = met.filter(({ silentSince }) => silentSince === null)
    return {
      threshold,
      shares,
      operators: new Set(answering.map(({ record }) => record.body.operator)).size,
      ursulas: [
        ...met
          .map(({ record: { body }, source, until, silentSince }) => ({
            peer: body.peer,
            operator: body.operator,
            source,
            until,
            silentSince,
          }))
          .toSorted((a, b) => (a.operator < b.operator ? -1 : 1)),
        ...ursulas
          .own()
          .filter(({ peer }) => !peers.has(peer))
          .map(({ peer }) => ({
            peer,
            operator: null,
            source: 'own' as const,
            until: null,
            silentSince: null,
          })),
      ],
    }
  }
  return {
    async ursulas() {
      if (ursulas.list().length === 0) await ursulas.refresh()
      return view()
    },
    async setUrsulaTerms({ threshold, shares }) {
      await grants.checkShares(shares)
      accessTerms.choose(threshold, shares)
      return view()
    },
    async addUrsula({ address }) {
      await ursulas.addOwn(address.trim())
      return view()
    },
    async removeUrsula({ peer }) {
      ursulas.removeOwn(peer.trim())
      return view()
    },
  }
}
