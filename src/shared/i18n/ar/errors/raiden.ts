import type { raidenErrors } from '../../../errors/raidenErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const raiden = {
  RAIDEN_BALANCE_TOO_LOW: 'رصيدك لا يكفي. لم يُدفع شيء. أضف المزيد.',
  RAIDEN_BUSY: 'يُسحب مال من هذا الاتصال بالفعل. انتظر حتى ينتهي ذلك.',
  RAIDEN_CHAIN_UNREACHABLE: 'السلسلة لا تجيب. افحص الاتصال أو حدد عنوانًا آخر.',
  RAIDEN_CHAIN_WENT_BACK: 'فقدت السلسلة كتلًا، والدفع عليها غير آمن. انتظر أو حدد عنوانًا آخر للسلسلة.',
  RAIDEN_CHANNEL_EXISTS: 'هذا الاتصال موجود بالفعل. أودع فيه.',
  RAIDEN_ENDPOINT_SILENT: 'أحد عناوين السلسلة لا يجيب. حدد عناوين أخرى إن استمر ذلك.',
  RAIDEN_FAILED: 'رفضت السلسلة معاملة أو تعطل Raiden. تُعاد المحاولة.',
  RAIDEN_FEE_ABOVE_CAP: 'يطلب المحور رسومًا أعلى من المسموح. لم يُدفع شيء.',
  RAIDEN_HASH_MISMATCH: 'هذه البصمة لدفعة أخرى. لم يُدفع شيء. اطلب فاتورة جديدة.',
  RAIDEN_HUB_UNREACHABLE: 'لا يستطيع المحور إيجاد طريق للدفع الآن. لم يُدفع شيء. حاول عندما يجيب.',
  RAIDEN_LOCK_TIMEOUT: 'مدة هذه الدفعة لا تناسب الاتصال. لم يُدفع شيء.',
  RAIDEN_NO_CHANNEL: 'هذا الاتصال غير موجود. لم يتغير شيء.',
  RAIDEN_NO_ROUTE: 'لا طريق إلى المستلم الآن. لم يُدفع شيء. حاول عندما يكون متصلًا.',
  RAIDEN_PROOF_FORGED: 'ما يقوله المحور عن الاتصال القديم ليس ما وقّعه. اسأل مشغّله؛ لم يُرسل شيء إلى السلسلة.',
  RAIDEN_SECRET_WRONG: 'السر لا يطابق الدفعة. لم يُكشف شيء.',
  RAIDEN_SETTLEMENT_PENDING:
    'يجب أولًا إغلاق الاتصال القديم لهذه الهوية المستعادة وتسويته. حتى ذلك الحين يشغّل Busker ولا يدفع.',
  RAIDEN_STATE_DAMAGED: 'تغيّر سجل Raiden للاتصالات ولا يُستخدم. استعد من نسخة.',
  RAIDEN_TOKEN_UNKNOWN: 'لا اتصال هنا بهذا الرمز. لم يُدفع شيء.',
  RAIDEN_TRANSACTION_WAITING: 'معاملة لم تدخل أي كتلة بعد. تُرسل مرة أخرى تلقائيًا برسوم أعلى.',
  RAIDEN_TRANSFER_EXPIRED: 'تنتهي الدفعة قبل أن يمكن أخذها بأمان. حُفظ السر ويستعيد المشتري ماله.',
  RAIDEN_TRANSFER_UNKNOWN: 'لا يعرف Raiden هذه الدفعة. يُبحث عنها مرة أخرى.',
  RAIDEN_UI_UNREADABLE: 'لا يمكن قراءة مجلد واجهة Raiden.',
  RAIDEN_WRONG_CHAIN: 'هذا العنوان لسلسلة أخرى غير سلسلة الشبكة. صححه.',
} as const satisfies ErrorSentences<typeof raidenErrors>
