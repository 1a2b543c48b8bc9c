// Blocking and tiny: puts the remembered theme and language on the page before anything is painted.
;(() => {
  const root = document.documentElement
  try {
    // In a frame the site around it says, and what it says is not remembered.
    const asked = location.pathname.startsWith('/embed/')
      ? new URLSearchParams(location.search)
      : null
    if (/^(light|dark)$/.test(asked?.get('theme') ?? '')) root.dataset.theme = asked.get('theme')
    const theme = asked ? null : localStorage.getItem('keyspace.theme')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
    const stored = localStorage.getItem('keyspace.locale')
    const isRussian = stored === null ? /^ru/i.test(navigator.language) : stored === 'ru'
    root.lang = isRussian ? 'ru' : 'en'
  } catch {
    // Storage is closed to us: the system's theme and English stay.
  }
})()
