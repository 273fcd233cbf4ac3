export const queue = {
  theQueueIsEmpty: 'La cola está vacía',
  whatYouPlayStandsHere: 'Aquí está lo que reproduces, y lo que viene después.',
  clear: 'Vaciar',
  playTitle: 'Reproducir {{title}}',
  removeTitle: 'Quitar {{title}}',
  previewBy: 'Avance · {{artist}}',
} as const
