import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './fonts.css'
import './tokens.css'
import './base.css'
import App from './App.vue'

createApp(App).use(createPinia()).mount('#app')
