import './scope.ts'
import { startInWorker } from './start-in-worker.ts'

/** The Worker's entry. */
startInWorker()
