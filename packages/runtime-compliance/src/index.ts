/**
 * One suite that states what a Runtime must do. Each Runtime's own tests call it.
 *
 * @packageDocumentation
 */
export { documentsOf, opening, request, type TextDocument, texts } from './compliance-calls.js';
export type { ComplianceOptions, PlaceSurroundings } from './compliance-options.js';
export { complianceSource, complianceSpec, fixtureSource, freshFolder, QUICK_RESTART } from './compliance-spec.js';
export { describeRuntimeCompliance } from './describe-runtime-compliance.js';
export { exits, type LogLine, outputLines, PeaBench, rejection, states, until, type WatchedPea, waits } from './running-pea.js';
