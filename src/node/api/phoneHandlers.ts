import type { ApiHandlers } from '../../shared/api/define.ts'
import type { phoneApi, PhoneStartApi } from '../../shared/api/phone.ts'
import type { PhoneListener } from '../listen/phoneListener.ts'

/** Answers whether phones in the same network can play what is owned, and switches it. */
export function phoneHandlers({
  phoneListener,
}: {
  readonly phoneListener: Pick<PhoneListener, 'view' | 'start' | 'stop'>
}): ApiHandlers<typeof phoneApi & PhoneStartApi> {
  return {
    phone: async () => phoneListener.view(),
    startPhone: ({ address }) => phoneListener.start(address),
    stopPhone: () => phoneListener.stop(),
  }
}
