import './scope.ts'
import { startInWorker } from './start-in-worker.ts'
import { createServer } from './server.ts'

/** The Worker's entry for a program that is a server. */
startInWorker(createServer)
