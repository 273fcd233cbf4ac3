export const reservations = {
  coming: 'Próximamente',
  comingBy: 'Próximamente de {{name}}',
  comingTrack: 'Próxima pista',
  comingRelease: 'Próximo lanzamiento',
  comesOutOn: 'Sale el {{day}}',
  reserved: 'Reservado',
  forAtMost: 'por {{price}} como mucho; se compra solo cuando salga',
  atMost: '{{price}} como mucho',
  youAnnounceThis: 'Tú lo anuncias. Nadie te dice quién lo ha reservado.',
  inTheStudio: 'Cambiarlo en el estudio',
  nothingIsPaidNow: 'Ahora no se paga nada.',
  terms:
    'Ahora no se paga nada. Cuando salga se compra solo, por {{price}} como mucho, y {{fee}} como mucho para el hub.',
  termsOrMore:
    'Ahora no se paga nada. Cuando salga se compra solo por lo mínimo que se pida, {{price}} como mucho, y {{fee}} como mucho para el hub.',
  reserve: 'Reservar',
  reserveFor: 'Reservar por {{price}}',
  reserving: 'Reservando…',
  boughtByItself:
    'Busker lo compra solo en cuanto está a la venta, mientras funciona o al abrirlo de nuevo. Hasta entonces puedes retirarlo.',
  neverForMore:
    'Nunca cuesta más de lo que aceptas ahora. Si cuesta más, si es otra cosa o si no te alcanza el saldo, se te pregunta.',
  notHeardBefore: 'Su artista lo tiene listo; nadie puede oírlo ni abrirlo antes.',
  nobodyIsTold: 'A nadie se le dice que lo has reservado.',
  buyFor: 'Comprar por {{price}}',
  reserveAgain: 'Mirarlo otra vez',
  isOut: 'Ya ha salido y se está comprando.',
  isLate: 'Tenía que salir el {{day}}. Se compra en cuanto esté a la venta.',
  movedTo: 'Sale el {{day}}, y ya no el {{before}}',
  showReserved: 'Mostrar lo reservado',
} as const
