export const hidden = {
  hiddenArtists: 'Artistas ocultos',
  nobodyIsHidden: 'Nadie está oculto. Un artista se oculta desde su página o desde el menú de una obra.',
  whatHiddenMeans:
    'No se encuentra nada suyo al descubrir, al buscar ni en las novedades. Lo que tienes sigue en la biblioteca. Nadie se entera.',
  artistIsHidden: 'Has ocultado a este artista.',
  hideTheArtist: 'Ocultar al artista',
  showTheArtist: 'Volver a mostrar al artista',
  hideName: 'Ocultar a {{name}}',
  showName: 'Volver a mostrar a {{name}}',
  showAgain: 'Volver a mostrar',
  isHidden: '{{name}} está oculto. Lo que tienes se queda.',
  isShownAgain: '{{name}} vuelve a mostrarse.',
} as const
