import type { demoErrors } from '../../../errors/demoErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const demo = {
  DEMO_BLIND: 'تعدّ المقارنة قطعة أخرى هي نفسها: لا تثبت شيئًا.',
  DEMO_NOT_BOUGHT: 'انتهى الطلب بلا شراء.',
  DEMO_NOT_FOUND: 'لم يصل المقطع إلى الفهرس.',
  DEMO_NOT_REFUSED: 'شُغّل المقطع قبل دفع ثمنه. أبلغ عن ذلك.',
  DEMO_NOT_SEALED: 'شُغّل المقطع لمن لم يدفع. أبلغ عن ذلك.',
  DEMO_OTHER_SOUND: 'ما اشتُري يختلف صوته عما بيع.',
  DEMO_STOPPED: 'أُوقف العرض.',
  DEMO_TOO_SHORT: 'القطعة أقصر من أن تُعرض.',
} as const satisfies ErrorSentences<typeof demoErrors>
