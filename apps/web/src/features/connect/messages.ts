import { useMessages } from '../../i18n/index.ts'

const en = {
  open: 'Own client',
  title: 'Open in your own client',
  close: 'Close',
  about:
    'This is a real Redis of your own. Any client can use it until it expires, and what it does shows up on this page.',
  clients: 'Client',
  url: 'URL',
  reveal: 'Show the password',
  hide: 'Hide the password',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not let us copy. Show the password, select the text and copy it.',
  secret: 'Whoever has this line can use your sandbox.',
}

const ru: typeof en = {
  open: 'Свой клиент',
  title: 'Открыть в своём клиенте',
  close: 'Закрыть',
  about:
    'Это настоящий Redis, только ваш. Им может пользоваться любой клиент, пока не истечёт срок, и всё, что он делает, видно на этой странице.',
  clients: 'Клиент',
  url: 'URL',
  reveal: 'Показать пароль',
  hide: 'Скрыть пароль',
  copy: 'Копировать',
  copied: 'Скопировано',
  copyFailed: 'Браузер не дал скопировать. Покажите пароль, выделите текст и скопируйте его.',
  secret: 'Кто знает эту строку, может пользоваться вашей песочницей.',
}

export const useConnectMessages = () => useMessages({ en, ru })
