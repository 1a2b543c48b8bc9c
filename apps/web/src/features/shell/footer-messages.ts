import { useMessages } from '../../i18n/index.ts'

const en = {
  local: 'No account: what you do here stays in this browser.',
  glossary: 'Glossary',
  independent:
    'Keyspace is an independent course. It is not made by, affiliated with or endorsed by Redis Ltd. Redis is a trademark of Redis Ltd.',
}

const ru: typeof en = {
  local: 'Без регистрации: всё, что вы делаете, остаётся в этом браузере.',
  glossary: 'Словарь',
  independent:
    'Keyspace — независимый курс. Он не создан компанией Redis Ltd., не связан с ней и не одобрен ею. Redis — товарный знак Redis Ltd.',
}

export const useFooterMessages = () => useMessages({ en, ru })
