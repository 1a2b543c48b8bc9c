/** How a text is put into the formats that CI reads, for everything here that writes one. */
export { workflowCommand } from './workflow-command.ts'
export { xmlAttribute, xmlText } from './xml-text.ts'
