// Custom elements for other sites: <keyspace-lesson slug="…"> and <keyspace-console>, with this one script.
// What they show is a frame of this server: the page around it reaches neither the learner's Redis nor its styles.
;(() => {
  const home = new URL(document.currentScript.src).origin
  const TITLES = {
    en: { lesson: 'A lesson on Redis', console: 'Redis to try out' },
    ru: { lesson: 'Урок о Redis', console: 'Redis, чтобы попробовать' },
  }
  const HEIGHTS = { lesson: 720, console: 420 }

  class KeyspaceFrame extends HTMLElement {
    static observedAttributes = ['slug', 'src', 'lang', 'theme', 'height']

    connectedCallback() {
      this.show()
    }

    attributeChangedCallback() {
      if (this.isConnected) this.show()
    }

    show() {
      const address = this.address()
      if (address === null) {
        // For who writes that page, in the place of the lesson.
        this.root().textContent = `<${this.localName}>: slug="…" of a lesson, or src="…" with its address on ${home}, is needed.`
        return
      }
      const frame = this.frame()
      const height = Number(this.getAttribute('height')) || HEIGHTS[this.kind]
      const lang = this.getAttribute('lang') === 'ru' ? 'ru' : 'en'
      frame.style.height = `${Math.min(Math.max(height, 240), 2000)}px`
      frame.title = TITLES[lang][this.kind]
      if (frame.src !== address) frame.src = address
    }

    /** The frame, in a shadow tree: the page's styles end at its edge. */
    frame() {
      const root = this.root()
      const known = root.querySelector('iframe')
      if (known !== null) return known
      const frame = document.createElement('iframe')
      frame.loading = 'lazy'
      frame.allow = 'clipboard-write'
      frame.referrerPolicy = 'no-referrer'
      frame.sandbox = 'allow-scripts allow-same-origin allow-popups allow-downloads'
      frame.style.cssText = 'display: block; width: 100%; border: 0; color-scheme: normal'
      this.style.display ||= 'block'
      root.replaceChildren(frame)
      return frame
    }

    root() {
      return this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    }

    /** Where the frame leads, or null when it cannot be told. */
    address() {
      const path = this.path()
      if (path === null) return null
      const address = new URL(path, home)
      for (const name of ['lang', 'theme']) {
        const value = this.getAttribute(name)
        if (value !== null) address.searchParams.set(name, value)
      }
      return address.href
    }
  }

  customElements.define(
    'keyspace-lesson',
    class extends KeyspaceFrame {
      kind = 'lesson'

      path() {
        const slug = this.getAttribute('slug') ?? this.slugOfSource()
        return /^[\w-]+$/.test(slug) ? `/embed/lessons/${slug}` : null
      }

      slugOfSource() {
        const source = this.getAttribute('src') ?? ''
        const address = URL.canParse(source, home) ? new URL(source, home) : null
        if (address?.origin !== home) return ''
        return /^\/lessons\/([\w-]+)\/?$/.exec(address.pathname)?.[1] ?? ''
      }
    },
  )
  customElements.define(
    'keyspace-console',
    class extends KeyspaceFrame {
      kind = 'console'

      path() {
        return '/embed/console'
      }
    },
  )
})()
