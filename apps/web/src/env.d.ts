/// <reference types="vite/client" />
/// <reference types="@keyspace/lesson/virtual" />
/// <reference types="@keyspace/practice/virtual" />

// For tools that do not read .vue files themselves; vue-tsc does and does not look here.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
