export const contacts = {
  contacts: 'Contactos',
  add: 'Añadir un contacto',
  none: 'Todavía nadie. A quien guardes aquí lo encontrarás por su nombre al enviar dinero o regalar música.',
  canBeGivenMusic: 'puede recibir música',
  remove: 'Quitar a {{name}}',
  whoIsKept:
    'El nombre lo eliges tú y se queda contigo. Las claves de una tarjeta son las que ves ahora: si alguien te muestra otras después, Busker lo dice.',
  keep: 'Guardar',
  wasNotKept: 'No se guardó',
  name: 'Nombre',
  who: 'Tarjeta, enlace o dirección',
  whoHint: 'Puedes regalar música a quien te mostró su tarjeta o su enlace; dinero, también a una dirección.',
  choose: 'Elegir…',
  contact: 'Contacto',
  nobodyYouKnow: 'Ninguno de tus contactos',
  copyLink: 'Copiar como enlace',
  whoHasYourCard:
    'Quien tenga este enlace puede regalarte música: lo copia o lo lee con una cámara, y te guarda como contacto en su Busker. No abre nada: cualquiera puede verlo.',
  cardForACamera: 'Tu tarjeta, para una cámara',
} as const
