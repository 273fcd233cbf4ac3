import type { towerErrors } from '../../../errors/towerErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const tower = {
  TOWER_BUDGET_SPENT: 'أُنفق ما يُسمح لهذا البرج بإنفاقه في اليوم.',
  TOWER_BUSY: 'سُئل هذا البرج كثيرًا. انتظر بضع ثوانٍ.',
  TOWER_CHANNEL_UNKNOWN: 'لا يجد البرج هذا الاتصال على السلسلة. يُسأل مرة أخرى تلقائيًا.',
  TOWER_CONFIG_INVALID: 'هناك خطأ في tower.json. صححه.',
  TOWER_CONFIG_MISSING: 'الملف tower.json مفقود من مجلد البرج.',
  TOWER_FULL: 'يراقب هذا البرج بالفعل كل ما يستطيع. اطلب من غيره.',
  TOWER_GAS_LOW: 'لا يملك هذا البرج ما يكفي للرسوم. على مشغّله أن يرسل إليه.',
  TOWER_NETWORK_UNKNOWN: 'لا يراقب هذا البرج هذه الشبكة.',
  TOWER_NONCE_OLDER: 'لدى البرج حالة أحدث بالفعل.',
  TOWER_NOT_YOURS: 'لا يقول البرج ذلك إلا للحساب الذي يحرسه.',
  TOWER_PROOF_FORGED: 'لم يوقّع طرفا الاتصال على هذا.',
  TOWER_SEED_DAMAGED: 'الملف tower.seed تالف. استعد نسخة احتياطية.',
  TOWER_STOPPED: 'هذا البرج لا يعمل. يتابع عندما يبدأ.',
  TOWER_TOO_LATE: 'الاتصال مغلق ولا يمكن تقديم شيء عنه بعد الآن.',
  TOWER_TOO_MANY: 'لا يمكن إضافة أبراج أكثر. احذف واحدًا لا يجيب.',
  TOWER_UNKNOWN: 'لم تضف هذا البرج. لا يمكن حذف أبراج الشبكة.',
} as const satisfies ErrorSentences<typeof towerErrors>
