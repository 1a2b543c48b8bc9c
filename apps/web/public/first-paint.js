// Blocking and tiny: decides on theme and language before anything is painted, and asks for the course in
// that language, which the application would come to ask for only later.
;(() => {
  const root = document.documentElement
  const remembered = (name) => {
    try {
      return localStorage.getItem(name)
    } catch {
      // Storage is closed to us: nothing is remembered.
      return null
    }
  }
  // In a frame the site around it says, and what it says is not remembered.
  const isFrame = location.pathname.startsWith('/embed/')
  const asked = new URLSearchParams(isFrame ? location.search : '')

  const theme = isFrame ? asked.get('theme') : remembered('keyspace.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme

  const langs = [asked.get('lang'), remembered('keyspace.locale')]
  const lang = langs.find((one) => one === 'en' || one === 'ru') ?? navigator.language
  root.lang = /^ru/i.test(lang) ? 'ru' : 'en'

  const course = document.querySelector(`meta[name="course-${root.lang}"]`)
  if (course !== null) {
    const preload = document.createElement('link')
    preload.rel = 'modulepreload'
    preload.href = course.content
    document.head.append(preload)
  }
})()
