import type { orderErrors } from '../../../errors/orderErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const order = {
  BASKET_FULL: 'La cesta está llena. Compra lo que tiene o saca algo.',
  BASKET_NOTHING_TO_BUY: 'En la cesta no hay nada que comprar.',
  BASKET_UNDER_WAY: 'La compra de la cesta ya está en marcha. Detenla primero o espera.',
  BUYER_NOT_CONNECTED: 'Aún no estás conectado al hub. Conéctate en la cartera: el pedido sigue solo.',
  CONTACTS_FULL: 'No se guardan más contactos. Quita antes uno.',
  BOUGHT_NOT_PAID: 'Fue gratis o se devolvió el dinero: no se muestra.',
  BOUGHT_NOT_YOURS: 'Este recibo es de otra persona o de un regalo.',
  BOUGHT_SHOWN_ELSEWHERE: 'Ya se muestra en otra colección.',
  COLLECTION_NAME: 'Di con qué nombre se muestra, con ochenta caracteres como mucho.',
  CONTACT_KEYS_CHANGED:
    'Las claves de esta tarjeta no son las de la que tienes de este contacto. Pregúntale por otra vía si tiene nuevas. No se pagó nada.',
  CONTACT_NAME_MOVED:
    'El hub dice ahora que este nombre es de otra persona que la primera vez. Pregúntale por otra vía. No se ha pagado nada.',
  CONTACT_NAME_TAKEN: 'Otro de tus contactos tiene un nombre como este. Elige otro.',
  CONTACT_UNKNOWN: 'Ningún contacto tuyo se llama así.',
  CONTACT_WITHOUT_CARD:
    'No se puede regalar música a esta cuenta: no tienes su tarjeta. Pídesela. No se pagó nada.',
  GIFT_TO_ONESELF: 'Esta es tu propia tarjeta: un regalo es para otra persona. No se pagó nada.',
  GIFT_TOO_MANY: 'Hay demasiados regalos esperando. Acepta o rechaza algunos.',
  GIFT_UNKNOWN: 'Ese regalo ya no está.',
  ORDER_ABOVE_CAPACITY:
    'El artista no puede recibir tanto de una vez. No se pagó nada. Pide de nuevo y paga menos, o espera.',
  ORDER_ALREADY_OWNED: 'Quien debía recibirlo ya lo tiene. No se pagó nada.',
  ORDER_BELOW_MINIMUM: 'Es menos de lo que cuesta como mínimo. No se pagó nada. Elige el mínimo o más.',
  ORDER_COSTS_MORE: 'Cuesta más de lo que aceptaste. No se pagó nada. Mira el precio otra vez.',
  ORDER_EXPIRED: 'El pedido caducó. No se pagó nada. Pide de nuevo.',
  ORDER_HUB_SILENT:
    'El hub no pasó el pago y no responde. El dinero es tuyo y vuelve entero al cerrar la conexión.',
  ORDER_CODE_OVER: 'El tiempo de este código pasó. No se pagó nada. Pide otro.',
  ORDER_CODE_TRIES:
    'Se probaron demasiados códigos falsos. Compara letra por letra e inténtalo dentro de una hora.',
  ORDER_CODE_UNKNOWN: 'No es un código de esta obra. Compáralo con el que te dieron.',
  ORDER_CODE_USED: 'Alguien ya canjeó este código. No se pagó nada.',
  ORDER_CREDIT_UNKNOWN:
    'El artista no conoce las pistas que debían descontarse. No se pagó nada. Pide por su precio o pregúntale.',
  ORDER_INVOICE_EXPIRED: 'La factura ya había caducado al llegar. Se pide otra; si sigue, revisa el reloj.',
  ORDER_INVOICE_FORGED: 'La factura no está firmada por el artista. No se pagó nada. Inténtalo más tarde.',
  ORDER_INVOICE_REUSED: 'El artista responde aún con una factura antigua. No se pagó nada; se pide otra.',
  ORDER_INVOICE_WRONG:
    'La factura no corresponde a lo pedido. No se pagó nada. Avisa al artista si se repite.',
  ORDER_LOCK_PENDING: 'El hub tiene el pago y el artista aún no lo ha cobrado. Espera: se cobra o vuelve.',
  ORDER_LOCK_RAN_OUT: 'El pago no se cobró a tiempo. El dinero volvió a tu saldo. Pide de nuevo.',
  ORDER_LOCK_REFUSED: 'El artista no pudo aceptar el pago. El dinero volvió a tu saldo. Pide de nuevo.',
  ORDER_LOCK_UNFIT:
    'El pago no correspondía a la factura. El dinero volvió a tu saldo. Si se repite, revisa el reloj.',
  ORDER_MANIFEST_WRONG: 'No es la obra pedida en su última edición. Busca la más nueva y compra esa.',
  ORDER_NOT_FOR_US: 'Es para otra persona o para otra red.',
  ORDER_NOT_ON_SALE: 'Ya no está a la venta. No se pagó nada. Busca la edición más nueva.',
  ORDER_OWN_WORK: 'Es tu propia obra: ya la tienes.',
  ORDER_PAID_BY_ANOTHER: 'Otra persona ya lo pagó para quien es. No hay que hacer nada.',
  ORDER_PRICE_CHANGED: 'El artista pide ahora más de lo que viste. No se pagó nada. Mira el precio nuevo.',
  ORDER_PRICE_FIXED:
    'El artista cobra el precio y no más. No se pagó nada. Una propina se envía desde la cartera.',
  ORDER_REDUCTION_AHEAD:
    'La rebaja aún no vale según el reloj del artista. No se pagó nada; pídelo de nuevo un poco más tarde.',
  ORDER_REDUCTION_OVER: 'La rebaja había terminado cuando llegó el pedido. No se pagó nada.',
  ORDER_REQUEST_EXPIRED:
    'La solicitud caducó. No se pagó nada. Pide de nuevo; si se repite, revisa el reloj.',
  ORDER_RESTORED: 'Este pedido estaba en otro equipo. Pídelo de nuevo: si se pagó allí, no cuesta nada.',
  ORDER_REVOKED: 'El artista terminó el acceso a esta compra. Lo que ya se abrió sigue sonando. Pregúntale.',
  ORDER_SELLER_UNKNOWN: 'El artista aún no se conoce aquí. Se busca solo.',
  ORDER_TOO_LATE: 'Este pedido ya no se puede retirar. Espera a que termine.',
  ORDER_TOO_MANY_OPEN: 'Tienes demasiadas facturas sin pagar. Págalas o deja que caduquen y pide de nuevo.',
  ORDER_UNDER_WAY: 'Ya está pedido. No se pagó nada. Retira antes ese pedido o deja que siga.',
  ORDER_UNKNOWN: 'Ese pedido no está aquí.',
  ORDER_UNPAID: 'Aún no hay recibo: no se ha pagado nada.',
  ORDER_UNSETTLED: 'El pago de este pedido aún se está liquidando. Se repite solo.',
  ORDER_WRONG_NETWORK: 'Se vende en otra red o por otro token. No se pagó nada. Elige esa red.',
  RECEIPT_AMBIGUOUS: 'En el archivo hay más de un recibo. Pide uno con uno solo y no creas lo que dice.',
  RECEIPT_MISSING:
    'En este archivo no hay un recibo entero de Busker. Elige el archivo tal como lo escribió Busker.',
  RECEIPT_OF_ANOTHER: 'Quien firmó el recibo como vendedor no es el artista de la obra. No lo creas.',
  RECEIPT_TOO_LARGE: 'Este archivo es demasiado grande para un recibo. No se leyó.',
  REFUND_BALANCE_TOO_LOW: 'Tu saldo no alcanza para el reembolso. Añade dinero: sigue solo.',
  REFUND_BUYER_AWAY: 'Quien compró no está accesible ahora. Deja Busker abierto: el reembolso sigue solo.',
  REFUND_CHANGED:
    'Desde que miraste se reembolsó algo de esta venta: queda otro importe. No se envió nada. Mira el pedido otra vez.',
  REFUND_DONE: 'Ya está reembolsado: quien compró tiene el dinero.',
  REFUND_HUB_SILENT:
    'El hub no pasó el reembolso y no responde. El dinero es tuyo y vuelve entero al cerrar la conexión.',
  REFUND_LOCK_PENDING: 'El reembolso está en camino. Espera con Busker abierto: no se envía otra vez.',
  REFUND_NOTHING_PAID: 'Por esta venta no se pagó nada.',
  REFUND_NOT_EARNED: 'El hub aún te debe este importe. Pide a su operador que pague y luego reembolsa.',
  REFUND_RAN_OUT: 'El plazo del reembolso terminó; no se envió nada. Empiézalo de nuevo.',
  REFUND_TAKEN_BACK: 'Retiraste el reembolso. Se puede empezar de nuevo.',
  REFUND_TOO_MUCH: 'No queda tanto de lo que se pagó. No se envió nada. Reembolsa como mucho el resto.',
  REFUND_UNDER_WAY:
    'Otro importe de esta venta se está reembolsando o sigue en el hub. Espera a que llegue, retíralo o empiézalo de nuevo.',
  REFUND_UNSURE:
    'No es seguro que el reembolso llegara. Pregunta a quien compró; lo que falte se puede enviar como propina.',
  RESERVATION_BUYING:
    'Ya está a la venta y se está pidiendo. Retira el pedido; lo que se haya pagado hasta entonces es tuyo.',
  RESERVATION_CANCELLED: 'El artista ya no lo anuncia y no lo ha puesto a la venta. No se pagó nada.',
  RESERVATION_CHANGED:
    'Lo que está a la venta no es lo que reservaste: tiene otro título o menos pistas. No se pagó nada. Míralo y cómpralo si quieres.',
  RESERVATION_FULL: 'No se pueden reservar más obras a la vez. Retira antes una reserva.',
  RESERVATION_ON_SALE: 'Ya está a la venta. No se reservó nada; cómpralo.',
  RESERVATION_RAN_OUT:
    'No salió en el mes siguiente al día anunciado. No se pagó nada. Resérvalo de nuevo si todavía lo quieres.',
  RESERVATION_RESTORED:
    'Se reservó en otro equipo, que quizá lo compró. Desde aquí no se pide nada sin tu palabra.',
  RESERVATION_TOO_FAR: 'Sale dentro de más de un año. No se reservó nada; vuelve más cerca del día.',
  RESERVATION_UNKNOWN: 'No lo anuncia nadie que conozcas, o lo anuncia más de uno. No se reservó nada.',
  SALE_GAS_MISSING:
    'El hub retiene este pago y tu cuenta no tiene para la comisión de la cadena. Envía algo antes de que acabe el plazo.',
  SALE_NOTHING_OWED: 'El hub no debe nada por esta venta.',
  SALE_NOT_WORTH_GAS:
    'El hub retiene este pago; reclamarlo en la cadena cuesta más de lo que da. El comprador tiene acceso y la deuda queda anotada.',
  SALE_WITHHELD: 'El hub retiene este pago. Pide a su operador que pague o renuncia a la deuda.',
  SELLER_BUSY:
    'Demasiada gente pide a este artista a la vez. No se pagó nada. Tu pedido espera y sigue solo.',
  SELLER_HUB_IN_DEBT:
    'El hub debe dinero al artista, que por ahora no vende por él. No se pagó nada. Tu pedido espera.',
  SELLER_UNPAYABLE: 'Todavía no se puede pagar al artista. No se pagó nada. Tu pedido espera y sigue solo.',
  THANKS_NOT_WANTED: 'Quien compró no quiere respuesta. No se envió nada.',
  THANKS_UNPAID: 'Esto aún no está comprado. Escribe cuando lo esté.',
  THANKS_WRITTEN: 'Ya escribiste a quien compró: una nota por venta.',
} as const satisfies ErrorSentences<typeof orderErrors>
