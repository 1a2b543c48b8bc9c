import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './fonts.css'
import './tokens.css'
import './base.css'
import App from './App.vue'
import { openCourse } from './stores/course.ts'

const app = createApp(App).use(createPinia())
void openCourse().then(() => app.mount('#app'))
