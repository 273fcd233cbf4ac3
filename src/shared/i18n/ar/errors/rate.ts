import type { rateErrors } from '../../../errors/rateErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const rate = {
  RATE_CONTRADICTED: 'عناوين السلسلة يناقض بعضها بعضًا في قيمة الرمز. لا تظهر المبالغ بعملتك.',
  RATE_CURRENCY_UNKNOWN: 'لا أحد يقول على سلسلة هذه الشبكة ما قيمة رمزها بهذه العملة. لم يتغير شيء.',
  RATE_STALE: 'لم يُجدَّد السعر على السلسلة منذ وقت طويل. لا تظهر المبالغ بعملتك حتى يُجدَّد.',
  RATE_WRONG: 'ما هو مكتوب على السلسلة سعرًا لا يمكن أن يكون سعرًا. لا تظهر المبالغ بعملتك. اسأل من يدير الشبكة.',
} as const satisfies ErrorSentences<typeof rateErrors>
