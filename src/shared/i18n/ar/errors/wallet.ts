import type { walletErrors } from '../../../errors/walletErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const wallet = {
  WALLET_ADDRESS_CONTRACT: 'هذا عنوان عقد لا يمكن لأحد إخراج المال منه. لم يُرسل شيء.',
  WALLET_ADDRESS_OWN: 'هذا حسابك أنت. لم يُرسل شيء.',
  WALLET_ADDRESS_WRONG: 'هذا ليس عنوانًا، أو فيه خطأ. لم يُرسل شيء. انسخه مرة أخرى.',
  WALLET_FEE_ROSE: 'ارتفعت رسوم السلسلة فوق ما وافقت عليه. لم يُرسل شيء. انظر مرة أخرى.',
  WALLET_GAS_MISSING: 'لا يكفي ما في حسابك لرسوم السلسلة. لم يُرسل شيء. أرسل بعض المال إليه.',
  WALLET_GAS_RESERVED: 'ما دام الاتصال مفتوحًا يبقى في حسابك ما يلزم لإغلاقه. لم يُرسل شيء.',
  WALLET_TIP_NOTHING: 'اختر مبلغًا أكبر من صفر.',
  WALLET_TIP_NOT_SENT: 'توقف Raiden قبل الإرسال. لم يُدفع شيء. حاول مرة أخرى.',
  WALLET_TIP_SELF: 'هذا حسابك أنت. لم يُدفع شيء.',
  WALLET_TOKENS_MISSING: 'في حسابك أقل من ذلك. لم يُرسل شيء. اختر أقل، أو اسحب أولًا من اتصالك.',
  WALLET_TRANSFER_DISPLACED: 'أخذت معاملة أخرى مكان هذه. أرسلها مرة أخرى.',
  WALLET_TRANSFER_REFUSED: 'رفض الرمز التحويل. اسأل مُصدره.',
  WALLET_TRANSFER_WAITS: 'ينتظر التحويل كتلة. يُعاد إرساله تلقائيًا ولا يتكرر أبدًا.',
  WALLET_WITHDRAWAL_LOST: 'توقف Raiden قبل السحب. المال في اتصالك. اسحبه مرة أخرى.',
} as const satisfies ErrorSentences<typeof walletErrors>
