import { useNavigate, useParams } from '@tanstack/react-router'
import { type Label, label as labelSchema } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { RedeemDialog } from '../buy/RedeemDialog.tsx'
import { usePendingOrder } from '../buy/usePendingOrders.ts'
import { WorkLoader } from './WorkPage.tsx'
import { workLink } from './workLink.ts'

/** A work's page with a code of its artist's filled in: where a link with a code leads. Nothing is redeemed by coming here. */
export function CodePage() {
  const { kind, id, edition, code } = useParams({ from: '/work/$kind/$id/$edition/code/$code' })
  const label = labelSchema.safeParse(`${kind}/${id}/${edition}`)
  if (!label.success) return <NotFoundPage />
  return (
    <>
      <WorkLoader key={label.data} label={label.data} />
      <CodeOffer label={label.data} code={code} />
    </>
  )
}

function CodeOffer({ label, code }: { readonly label: Label; readonly code: string }) {
  const work = useIpcQuery('work', { label }).data?.work
  const order = usePendingOrder(label)
  const navigate = useNavigate()
  if (work === undefined || work.isOwned || work.isOwn || order !== undefined) return null
  const close = () => void navigate({ ...workLink(label), replace: true })
  return <RedeemDialog work={work} given={code} onClose={close} />
}
