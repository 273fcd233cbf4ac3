import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ursulasApi, UrsulasView } from '../../shared/api/ursulas.ts'
import type { Grants } from '../access/access.ts'
import type { KnownUrsulas } from '../access/knownUrsulas.ts'
import type { UrsulaCandidates } from '../access/ursulaCandidates.ts'
import type { AccessTerms } from '../market/accessTerms.ts'

interface Parts {
  readonly ursulas: Pick<KnownUrsulas, 'list' | 'own' | 'addOwn' | 'removeOwn' | 'refresh'>
  readonly ursulaCandidates: Pick<UrsulaCandidates, 'list'>
  readonly grants: Pick<Grants, 'checkShares'>
  readonly accessTerms: Pick<AccessTerms, 'terms' | 'least' | 'choose'>
}

/** Answers who re-encrypts, and how many of them it takes; changes both. */
export function ursulaHandlers({
  ursulas,
  ursulaCandidates,
  grants,
  accessTerms,
}: Parts): ApiHandlers<typeof ursulasApi> {
  const view = (): UrsulasView => {
    const { threshold, shares } = accessTerms.terms
    const met = ursulas.list()
    const peers = new Set(met.map(({ record }) => record.body.peer))
    const answering = met.filter(({ silentSince }) => silentSince === null)
    return {
      threshold,
      shares,
      least: accessTerms.least,
      operators: new Set(answering.map(({ record }) => record.body.operator)).size,
      ursulas: [
        ...met
          .map(({ record: { body }, source, until, seenAt, silentSince }) => ({
            peer: body.peer,
            operator: body.operator,
            source,
            until,
            seenAt,
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
            seenAt: null,
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
    announcedUrsulas: () => ursulaCandidates.list(),
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
