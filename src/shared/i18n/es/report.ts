export const report = {
  report: 'Denunciar…',
  reportName: 'Denunciar «{{name}}»',
  whoReadsIt:
    'Lo lee quien opera el hub, con tu cuenta debajo. Puede dejarlo fuera de las búsquedas y listas del hub; las compras no se tocan.',
  reason: 'Qué está mal',
  notTheirs: 'Es música de otra persona',
  impersonation: 'Se hace pasar por otra persona',
  unlawful: 'Infringe la ley',
  spam: 'Es spam o engaña',
  broken: 'No se puede reproducir o es otra cosa',
  other: 'Otra cosa',
  text: 'Qué debería saber quien opera el hub',
  textHint: 'Se puede dejar vacío.',
  tooLong: 'Como máximo {{most, number}} caracteres.',
  send: 'Enviar la denuncia',
  sending: 'Enviando…',
  sent: 'Quien opera el hub tiene tu denuncia.',
  notSent: 'La denuncia no se envió',
  leftOut: 'El hub deja esto fuera de sus búsquedas y listas.',
  leftOutBecause:
    'Quien lo opera dice: «{{reason}}» Puedes comprarlo como antes, y lo que es tuyo sigue siéndolo.',
} as const
