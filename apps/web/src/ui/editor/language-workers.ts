/** Workers of languages by Monaco's label for them; a language adds its own as it registers. */
export const LANGUAGE_WORKERS = new Map<string, () => Worker>()
