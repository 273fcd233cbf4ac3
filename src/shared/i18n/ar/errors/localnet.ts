import type { localnetErrors } from '../../../errors/localnetErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const localnet = {
  LOCALNET_ANVIL_MISSING: 'برنامج anvil للسلسلة المحلية مفقود.',
  LOCALNET_CHAIN_BEHIND: 'فقدت السلسلة المحلية معاملات. أعد ضبط الشبكة المحلية.',
  LOCALNET_CONTRACTS_MISSING: 'عقود الشبكة المحلية مفقودة.',
  LOCALNET_ENDED: 'انتهت الشبكة المحلية أثناء البدء.',
  LOCALNET_FAUCET_EMPTY: 'لم يبق في الصنبور هذا القدر.',
  LOCALNET_NOT_A_LOCALNET: 'لا توجد شبكة محلية في المجلد. لم يُحذف شيء.',
  LOCALNET_NOT_UP: 'الشبكة المحلية لا تعمل.',
  LOCALNET_PART_NOT_RUNNING: 'هذا الجزء لا يعمل.',
  LOCALNET_RUNNING: 'تعمل شبكة محلية هنا بالفعل.',
  LOCALNET_STOPPED: 'أُوقفت الشبكة المحلية أثناء البدء.',
  LOCALNET_STUCK: 'لم تتوقف الشبكة المحلية في وقتها فأُنهيت.',
  LOCALNET_TIMEOUTS: 'مدد الشبكة المحلية غير متوافقة.',
} as const satisfies ErrorSentences<typeof localnetErrors>
