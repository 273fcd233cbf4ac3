import type { channelErrors } from '../../../errors/channelErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const channel = {
  CHANNEL_AMOUNTS_UNKNOWN: 'مبالغ الاتصال المغلق غير معروفة هنا. انتظر حتى يجيب المحور، أو اسأل مشغّله.',
  CHANNEL_ANSWER_LATE: 'أُغلق الاتصال بحالة قديمة وفات وقت الرد. اطلب من المحور أن يدفع ما وقّعه.',
  CHANNEL_ANSWER_NOT_WORTH_GAS: 'أغلق الطرف الآخر الاتصال؛ والرد يكلف أكثر مما ينقذ. يحدث عندما تنخفض الرسوم.',
  CHANNEL_GAS_MISSING:
    'أغلق الطرف الآخر اتصالك ولا يكفي حسابك لرسوم الرد. أرسل بعض المال إليه في الوقت المناسب.',
  CHANNEL_PROOF_UNKNOWN:
    'آخر ما وقّعه الطرف الآخر غير معروف هنا. اسأل المحور، أو استعد نسخة أحدث، أو اقبل ما تقوله السلسلة.',
  CHANNEL_SECRET_NOT_WORTH_GAS: 'المطالبة بهذه الدفعة على السلسلة تكلف أكثر مما تجلب. تتم إذا انخفضت الرسوم.',
} as const satisfies ErrorSentences<typeof channelErrors>
